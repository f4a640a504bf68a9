// Who changed what and with which answer, in a journal of its own; the newest are kept.
import type { Journal } from "../../devices/journal/index.ts";

export interface AuditEntry {
  readonly atMs: number;
  /** Name of the key, never the key. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly requestId: string;
  readonly remote: string;
}

export const auditLimits = {
  entriesKept: 100_000,
  /** Compacted when so many more have come. */
  slack: 10_000,
} as const;

export class AuditLog {
  private compacting: Promise<void> | null = null;

  constructor(
    private readonly journal: Journal,
    private readonly limits: { readonly entriesKept: number; readonly slack: number } = auditLimits,
  ) {}

  async write(entry: AuditEntry): Promise<void> {
    await this.journal.append([{ kind: "audit", ...entry }]);
    const { entriesKept, slack } = this.limits;
    const excess = this.journal.lastSequence - this.journal.firstSequence + 1 - entriesKept;
    if (excess < slack || this.compacting !== null) return;
    const throughSequence = this.journal.firstSequence - 1 + excess;
    this.compacting = this.journal.compact({ throughSequence, state: null }).finally(() => {
      this.compacting = null;
    });
    await this.compacting;
  }

  async read(
    fromSequence: number,
    limit: number,
  ): Promise<readonly (AuditEntry & { readonly sequence: number })[]> {
    const entries: (AuditEntry & { readonly sequence: number })[] = [];
    for await (const { sequence, record } of this.journal.readFrom(
      Math.max(fromSequence, this.journal.firstSequence),
    )) {
      if (entries.length >= limit) break;
      entries.push({ ...(record as unknown as AuditEntry), sequence });
    }
    return entries;
  }
}
