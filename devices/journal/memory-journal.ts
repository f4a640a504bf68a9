// A journal that ends with the process: for tests and dry runs. Records take the way through JSON that a durable one would
// send them, so that nothing works here that fails there.
import { decodeRecord, encodeRecord } from "./entry-codec.ts";
import {
  CompactedError,
  FencedError,
  type Journal,
  JournalFullError,
  type JournalRecord,
  type JournalSnapshot,
} from "./journal-port.ts";
import { LeaseDesk } from "./lease-desk.ts";

export interface MemoryJournalOptions {
  /** Monotonic milliseconds. */
  readonly nowMs?: () => number;
  /** Records kept; when full, appending is refused until somebody compacts. */
  readonly recordsMax?: number;
}

export function createMemoryJournal(options: MemoryJournalOptions = {}): Journal {
  const { nowMs = () => performance.now(), recordsMax = 1_000_000 } = options;
  const desk = new LeaseDesk();
  let kept: Uint8Array[] = [];
  let first = 1;
  let snapshot: string | null = null;
  const last = () => first + kept.length - 1;
  return {
    get firstSequence() {
      return first;
    },
    get lastSequence() {
      return last();
    },
    append: async (records: readonly JournalRecord[], fencingToken?: number) => {
      if (fencingToken !== undefined && !desk.holds(fencingToken, nowMs()))
        throw new FencedError(fencingToken, desk.mark.fencingToken);
      if (kept.length + records.length > recordsMax)
        throw new JournalFullError(`expected at most ${recordsMax} records, found ${kept.length} kept`);
      kept.push(...records.map((record, i) => encodeRecord(last() + 1 + i, record)));
      return last();
    },
    readFrom: async function* (from: number) {
      const end = last();
      for (let sequence = from; sequence <= end; sequence += 1) {
        if (sequence < first) throw new CompactedError(sequence, first);
        yield { sequence, record: decodeRecord(sequence, kept[sequence - first]!) };
      }
    },
    compareAndSetLease: async (seenToken, wanted) => desk.compareAndSet(seenToken, wanted, nowMs()),
    compact: async (next: JournalSnapshot) => {
      const { throughSequence } = next;
      if (throughSequence < first - 1 || throughSequence > last())
        throw new RangeError(
          `expected a snapshot through ${first - 1} to ${last()}, found ${throughSequence}`,
        );
      snapshot = JSON.stringify(next);
      kept = kept.slice(throughSequence + 1 - first);
      first = throughSequence + 1;
    },
    readSnapshot: async () => (snapshot === null ? null : JSON.parse(snapshot)),
  };
}
