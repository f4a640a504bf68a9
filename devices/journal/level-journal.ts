// One stream of a LevelDB database as a journal. Appends that come while the disk is busy are written together, with one fsync.
import type { ClassicLevel } from "classic-level";
import { assert } from "../../sim/kernel/index.ts";
import { DamagedEntryError, decodeRecord, decodeText, encodeRecord, encodeText } from "./entry-codec.ts";
import {
  CompactedError,
  FencedError,
  type Journal,
  type JournalEntry,
  JournalFullError,
  type JournalRecord,
  type JournalSnapshot,
  type LeaseAnswer,
  type LeaseWish,
} from "./journal-port.ts";
import { LeaseDesk, type LeaseMark } from "./lease-desk.ts";

export type LevelDatabase = ClassicLevel<string, Uint8Array>;

export interface LevelJournalOptions {
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
  readonly waitingBytesMax: number;
}

interface Waiting {
  readonly records: readonly Uint8Array[];
  readonly lastSequence: number;
  readonly resolve: (lastSequence: number) => void;
  readonly reject: (error: unknown) => void;
}

/** Entries fetched at a time. */
const readAtOnce = 256;

export class LevelJournal implements Journal {
  firstSequence = 1;
  lastSequence = 0;
  /** Newest sequence given out, safe or not yet. */
  private givenSequence = 0;
  private desk = new LeaseDesk();
  private waiting: Waiting[] = [];
  /** Not safe yet, those being written included. */
  private waitingBytes = 0;
  private writing: Promise<void> | null = null;
  private failure: unknown = null;

  private constructor(
    private readonly db: LevelDatabase,
    private readonly stream: string,
    private readonly options: LevelJournalOptions,
  ) {}

  /** Reads and checks every record. Throws DamagedEntryError when one is missing or not what was written. */
  static async open(db: LevelDatabase, stream: string, options: LevelJournalOptions): Promise<LevelJournal> {
    const journal = new LevelJournal(db, stream, options);
    const lease = await db.get(journal.key("lease"));
    if (lease !== undefined) journal.desk = new LeaseDesk(JSON.parse(decodeText(0, lease)) as LeaseMark);
    const snapshot = await journal.readSnapshot();
    if (snapshot !== null) await journal.forget(snapshot.throughSequence);
    await journal.check(snapshot?.throughSequence ?? 0);
    return journal;
  }

  async append(records: readonly JournalRecord[], fencingToken?: number): Promise<number> {
    if (fencingToken !== undefined && !this.desk.holds(fencingToken, this.options.nowMs()))
      throw new FencedError(fencingToken, this.desk.mark.fencingToken);
    if (this.failure !== null) throw this.failure;
    if (records.length === 0) return this.lastSequence;
    const from = this.givenSequence + 1;
    const encoded = records.map((record, i) => encodeRecord(from + i, record));
    const bytes = byteLength(encoded);
    if (this.waitingBytes + bytes > this.options.waitingBytesMax)
      throw new JournalFullError(
        `expected at most ${this.options.waitingBytesMax} bytes waiting, found ${this.waitingBytes} and ${bytes} more`,
      );
    this.givenSequence += records.length;
    this.waitingBytes += bytes;
    return new Promise((resolve, reject) => {
      this.waiting.push({ records: encoded, lastSequence: this.givenSequence, resolve, reject });
      this.writing ??= this.write();
    });
  }

  async *readFrom(sequence: number): AsyncIterable<JournalEntry> {
    const end = this.lastSequence;
    let next = sequence;
    while (next <= end) {
      if (next < this.firstSequence) throw new CompactedError(next, this.firstSequence);
      const rows = await this.db
        .iterator({ gte: this.recordKey(next), lte: this.recordKey(end), limit: readAtOnce })
        .all();
      // Compacted meanwhile, or gone.
      if (rows.length === 0 || this.sequenceOf(rows[0]![0]) !== next) {
        if (next < this.firstSequence) throw new CompactedError(next, this.firstSequence);
        throw new DamagedEntryError(`${this.stream}: expected entry ${next}, found none`);
      }
      for (const [, bytes] of rows) {
        yield { sequence: next, record: decodeRecord(next, bytes) };
        next += 1;
      }
    }
  }

  async compareAndSetLease(seenToken: number, wanted: LeaseWish | null): Promise<LeaseAnswer> {
    const tokenBefore = this.desk.mark.fencingToken;
    const answer = this.desk.compareAndSet(seenToken, wanted, this.options.nowMs());
    // A token must never come twice, so it is safe before anybody can use it; renewals change nothing on the disk.
    if (this.desk.mark.fencingToken !== tokenBefore)
      await this.db.put(this.key("lease"), encodeText(0, JSON.stringify(this.desk.mark)), { sync: true });
    return answer;
  }

  async compact(snapshot: JournalSnapshot): Promise<void> {
    const { throughSequence } = snapshot;
    if (throughSequence < this.firstSequence - 1 || throughSequence > this.lastSequence)
      throw new RangeError(
        `expected a snapshot through ${this.firstSequence - 1} to ${this.lastSequence}, found ${throughSequence}`,
      );
    await this.db.put(this.key("snapshot"), encodeText(0, JSON.stringify(snapshot)), { sync: true });
    this.firstSequence = throughSequence + 1;
    await this.forget(throughSequence);
  }

  async readSnapshot(): Promise<JournalSnapshot | null> {
    const bytes = await this.db.get(this.key("snapshot"));
    return bytes === undefined ? null : (JSON.parse(decodeText(0, bytes)) as JournalSnapshot);
  }

  /** Resolves when nothing waits to be written any more. */
  async settle(): Promise<void> {
    while (this.writing !== null) await this.writing;
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      const ops = batch.flatMap(({ records, lastSequence }) =>
        records.map((value, i) => ({
          type: "put" as const,
          key: this.recordKey(lastSequence - records.length + 1 + i),
          value,
        })),
      );
      try {
        if (this.failure !== null) throw this.failure;
        await this.db.batch(ops, { sync: true });
      } catch (error) {
        // What is on the disk is not known any more: nothing further may be promised until it is opened anew.
        this.failure = error;
        for (const { reject } of batch) reject(error);
        continue;
      } finally {
        for (const { records } of batch) this.waitingBytes -= byteLength(records);
      }
      this.lastSequence = batch.at(-1)!.lastSequence;
      for (const { resolve, lastSequence } of batch) resolve(lastSequence);
    }
    this.writing = null;
  }

  private async check(throughSequence: number): Promise<void> {
    let next = throughSequence + 1;
    this.firstSequence = next;
    const range = { gte: this.recordKey(next), lte: this.recordKey(Number.MAX_SAFE_INTEGER) };
    for await (const [key, bytes] of this.db.iterator(range)) {
      const sequence = this.sequenceOf(key);
      if (sequence !== next)
        throw new DamagedEntryError(`${this.stream}: expected entry ${next}, found ${sequence}`);
      decodeRecord(sequence, bytes);
      next += 1;
    }
    this.lastSequence = next - 1;
    this.givenSequence = this.lastSequence;
  }
  private async forget(throughSequence: number): Promise<void> {
    await this.db.clear({ gte: this.recordKey(0), lte: this.recordKey(throughSequence) });
  }

  private key(name: string): string {
    return `${this.stream}!${name}`;
  }
  private recordKey(sequence: number): string {
    return this.key(`record!${String(sequence).padStart(16, "0")}`);
  }
  private sequenceOf(key: string): number {
    const sequence = Number(key.slice(-16));
    assert(Number.isSafeInteger(sequence), `${key} is the key of a record`);
    return sequence;
  }
}

function byteLength(records: readonly Uint8Array[]): number {
  return records.reduce((sum, { byteLength }) => sum + byteLength, 0);
}
