// Who is held, who is fenced, and who waits for a person's word, through a restart: robots that stood because somebody wanted it must
// not start because a process did, and what a silent robot keeps is not given away.
import type { Journal } from "../../devices/journal/index.ts";

export interface HeldFence {
  readonly robot: string;
  readonly reason: string;
  /** It ends when the robot reports. */
  readonly untilHeard: boolean;
  /** Names of the places that the robot keeps. */
  readonly places: readonly string[];
}

export interface Held {
  readonly all: boolean;
  /** Names of robots. */
  readonly robots: readonly string[];
  readonly unconfirmed: readonly string[];
  readonly fenced: readonly HeldFence[];
}

const nobody: Held = { all: false, robots: [], unconfirmed: [], fenced: [] };
const compactAfterRecords = 1_000;

export class HoldMemory {
  /** One write after the other: each is compared with what is safe by then. */
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly journal: Journal,
    /** What is safe. */
    public held: Held,
  ) {}

  /** Throws DamagedEntryError. */
  static async open(journal: Journal): Promise<HoldMemory> {
    let held: Partial<Held> = ((await journal.readSnapshot())?.state as Held | undefined) ?? nobody;
    for await (const { record } of journal.readFrom(journal.firstSequence))
      if (record.kind === "held") held = record["held"] as Held;
    return new HoldMemory(journal, { ...nobody, ...held });
  }

  /** Resolves when it is safe, and rejects where it could not be written; nothing is written where nothing has changed. */
  write(held: Held): Promise<void> {
    const written = this.writing.then(() => this.append(held));
    this.writing = written.catch(() => {});
    return written;
  }

  private async append(held: Held): Promise<void> {
    if (JSON.stringify(held) === JSON.stringify(this.held)) return;
    await this.journal.append([{ kind: "held", held }]);
    this.held = held;
    const { firstSequence, lastSequence } = this.journal;
    if (lastSequence - firstSequence < compactAfterRecords) return;
    await this.journal.compact({ throughSequence: lastSequence, state: held });
  }
}
