// The journal of `peakfleet serve`: a folder beside the fleet file, another one, or none.
import { basename, dirname, extname, join } from "node:path";
import type { JournalStore } from "../../devices/journal/index.ts";
import type { Checked } from "../../scenarios/index.ts";
import type { CliContext } from "../context.ts";

export interface OpenedJournal {
  readonly store: JournalStore;
  /** Null: memory only. */
  readonly folder: string | null;
}

/** `fleet.yaml` → `fleet.journal` beside it. */
export function journalFolder(fleetFile: string, asked: string | undefined): string | null {
  if (asked === "none") return null;
  return asked ?? join(dirname(fleetFile), `${basename(fleetFile, extname(fleetFile))}.journal`);
}

export async function openJournal(
  { text }: CliContext,
  folder: string | null,
): Promise<
  | Extract<Checked<OpenedJournal>, { ok: true }>
  | (Extract<Checked<OpenedJournal>, { ok: false }> & { readonly isDamaged: boolean })
> {
  const { createMemoryStore, openJournalStore } = await import("../../devices/journal/index.ts");
  if (folder === null) return { ok: true, value: { store: createMemoryStore(), folder } };
  const opened = await openJournalStore(folder);
  if (opened.kind === "open") return { ok: true, value: { store: opened.store, folder } };
  const isLocked = opened.kind === "locked";
  return {
    ok: false,
    isDamaged: !isLocked,
    problems: [
      {
        source: `--journal ${folder}`,
        path: "",
        expected: text.serve.journalFree,
        found: isLocked ? text.serve.journalLocked : opened.reason,
        advice: isLocked ? text.serve.endTheOther : text.serve.salvageHint(folder),
      },
    ],
  };
}
