// A journal that forgets everything with the process: for tests and dry runs. Bounded.
import type { Journal, JournalEntry, JournalRecord, Lease } from "./journal-port.ts";

const entriesMax = 100_000;

export function createMemoryJournal(): Journal {
  let entries: JournalEntry[] = [];
  let sequence = 0;
  let lease: Lease | null = null;
  const same = (a: Lease | null, b: Lease | null) =>
    a === b || (a !== null && b !== null && a.owner === b.owner && a.fencingToken === b.fencingToken);
  return {
    append: async (records: readonly JournalRecord[]) => {
      for (const record of records) {
        sequence += 1;
        entries.push({ sequence, record });
      }
      if (entries.length > entriesMax) entries = entries.slice(-entriesMax / 2);
      return sequence;
    },
    readFrom: async function* (from: number) {
      for (const entry of entries) if (entry.sequence >= from) yield entry;
    },
    compareAndSetLease: async (seen, wanted) => {
      if (same(seen, lease)) lease = wanted;
      return lease;
    },
  };
}
