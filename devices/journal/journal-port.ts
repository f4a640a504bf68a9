// What must survive a crash goes through this port: an order is written before it is published. Kept narrow, so that an embedded
// store, a database or a distributed log can stand behind it.

/** One thing that was meant or happened, as plain data. */
export interface JournalRecord {
  readonly kind: string;
  readonly [field: string]: unknown;
}
export interface JournalEntry {
  /** Counts up by one, from 1. */
  readonly sequence: number;
  readonly record: JournalRecord;
}

export interface Lease {
  readonly owner: string;
  /** Grows with every change of owner: commands of an owner with an older token do not count. */
  readonly fencingToken: number;
  readonly expiresMs: number;
}

export interface Journal {
  /** Resolves when the records are safe, with the sequence of the last one. */
  append(records: readonly JournalRecord[]): Promise<number>;
  /** Entries from this sequence on, oldest first. */
  readFrom(sequence: number): AsyncIterable<JournalEntry>;
  /**
   * Takes, renews or gives up (null) the lease if it is still the one that was last seen (null: nobody's, or run out).
   * Resolves with the lease that holds now, whoever has it.
   */
  compareAndSetLease(seen: Lease | null, wanted: Lease | null): Promise<Lease | null>;
}
