// Who is held, and who waits for a person's word, through a restart: robots that stood because somebody wanted it must not start
// because a process did.
import type { Journal } from "../../devices/journal/index.ts";

export interface Held {
  readonly all: boolean;
  /** Names of robots. */
  readonly robots: readonly string[];
  readonly unconfirmed: readonly string[];
}

const nobody: Held = { all: false, robots: [], unconfirmed: [] };
const compactAfterRecords = 1_000;

export class HoldMemory {
  private constructor(
    private readonly journal: Journal,
    public held: Held,
  ) {}

  /** Throws DamagedEntryError. */
  static async open(journal: Journal): Promise<HoldMemory> {
    let held = ((await journal.readSnapshot())?.state as Held | undefined) ?? nobody;
    for await (const { record } of journal.readFrom(journal.firstSequence))
      if (record.kind === "held") held = record["held"] as Held;
    return new HoldMemory(journal, held);
  }

  /** Resolves when it is safe; nothing is written where nothing has changed. */
  async write(held: Held): Promise<void> {
    if (JSON.stringify(held) === JSON.stringify(this.held)) return;
    this.held = held;
    await this.journal.append([{ kind: "held", held }]);
    const { firstSequence, lastSequence } = this.journal;
    if (lastSequence - firstSequence < compactAfterRecords) return;
    await this.journal.compact({ throughSequence: lastSequence, state: this.held });
  }
}
