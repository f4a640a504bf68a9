// Keeps a live warehouse's books in a journal: what a step took in is safe before robots or other systems are told what follows
// from it, and a copy now and then keeps the journal bounded.
import type { Journal } from "../../journal/index.ts";
import { fromPlain, toPlain } from "./plain-books.ts";
import { historyOf, type WarehouseHistory, type WarehouseRecord } from "./warehouse-history.ts";
import type { WarehouseWork } from "./warehouse-work.ts";

interface Copy {
  readonly version: 1;
  /** Of which warehouse: another one's books are not taken over. */
  readonly of: string;
  readonly history: Omit<WarehouseHistory, "steps"> | null;
}

export type OpenedWarehouse =
  | { readonly kind: "open"; readonly journal: WarehouseJournal; readonly history: WarehouseHistory | null }
  /** The journal holds the books of another warehouse. */
  | { readonly kind: "other"; readonly of: string };

/** Records between two copies of the books. */
const copyAfterRecords = 5_000;

export class WarehouseJournal {
  private sinceCopy: number;

  private constructor(
    private readonly journal: Journal,
    private readonly of: string,
    private readonly copyAfter: number,
  ) {
    this.sinceCopy = journal.lastSequence - journal.firstSequence + 1;
  }

  /** @param of names the warehouse: site, seed, fleet. */
  static async open(journal: Journal, of: string, copyAfter = copyAfterRecords): Promise<OpenedWarehouse> {
    const snapshot = await journal.readSnapshot();
    const copy = snapshot === null ? null : (fromPlain(snapshot.state) as Copy);
    if (copy !== null && copy.of !== of) return { kind: "other", of: copy.of };
    const records: WarehouseRecord[] = [];
    for await (const { record } of journal.readFrom(journal.firstSequence))
      records.push(record as WarehouseRecord);
    const opened = new WarehouseJournal(journal, of, copyAfter);
    if (copy === null) await opened.compact(null);
    return { kind: "open", journal: opened, history: historyOf(copy?.history ?? null, records) };
  }

  /** True: something has to be kept before anything is said. */
  isDue(work: WarehouseWork): boolean {
    return work.hasRecords;
  }
  /** Writes what the work has recorded; rejects if that fails, and takes it along the next time. Then the desk hears what became of orders. */
  async keep(work: WarehouseWork, fencingToken?: number): Promise<void> {
    const records = work.takeRecords();
    const words = work.desk.takeWords();
    const copy = this.sinceCopy + records.length >= this.copyAfter ? work.copy() : null;
    try {
      if (records.length > 0) await this.journal.append(records, fencingToken);
    } catch (error) {
      work.putBack(records);
      work.desk.putBack(words);
      throw error;
    }
    this.sinceCopy += records.length;
    work.desk.say(words);
    if (copy !== null) await this.compact(copy);
  }

  private async compact(history: Copy["history"]): Promise<void> {
    const state = toPlain({ version: 1, of: this.of, history } satisfies Copy);
    // The first copy says whose books these are, and stands for nothing.
    const throughSequence = history === null ? this.journal.firstSequence - 1 : this.journal.lastSequence;
    await this.journal.compact({ throughSequence, state });
    this.sinceCopy = this.journal.lastSequence - throughSequence;
  }
}
