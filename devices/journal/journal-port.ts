// What must survive a crash goes through this port: an intent is written before it is acted on. Kept narrow (append, read from,
// lease, compact), so that an embedded store, a database or a distributed log can stand behind it.

/** One thing that was meant or happened, as plain JSON data. */
export interface JournalRecord {
  readonly kind: string;
  readonly [field: string]: unknown;
}

export interface JournalEntry {
  /** Counts up by one, from 1. */
  readonly sequence: number;
  readonly record: JournalRecord;
}

/** The state that all records up to a sequence lead to; it stands for them. */
export interface JournalSnapshot {
  readonly throughSequence: number;
  readonly state: unknown;
}

export interface Lease {
  readonly owner: string;
  /** Grows whenever the lease is taken anew: who holds an older token may not write any more. */
  readonly fencingToken: number;
  /** On the journal's own monotonic clock; wall clocks are never compared. */
  readonly expiresMs: number;
}

export interface LeaseWish {
  readonly owner: string;
  readonly ttlMs: number;
}

/** The lease that holds now, if it is the one that was asked for; otherwise whose it is (null: nobody's). */
export type LeaseAnswer =
  | { readonly kind: "held"; readonly lease: Lease }
  | { readonly kind: "given-up" }
  | { readonly kind: "refused"; readonly current: Lease | null; readonly fencingToken: number };

export interface Journal {
  /** Sequence of the newest record that is safe, 0 = none has ever been. */
  readonly lastSequence: number;
  /** Oldest sequence that can still be read; older ones are in the snapshot. */
  readonly firstSequence: number;

  /**
   * Resolves when all records are safe, with the sequence of the last one; they become visible together.
   * Throws `FencedError` when a token is given and the lease has gone to somebody else or run out: a loser must stop, so it
   * cannot be overlooked. Throws `JournalFullError` when too much waits to be written.
   */
  append(records: readonly JournalRecord[], fencingToken?: number): Promise<number>;

  /**
   * Entries from this sequence on, oldest first, up to the newest at the time of the call. Throws `CompactedError` when
   * it is older than `firstSequence`: go on from the snapshot.
   */
  readFrom(sequence: number): AsyncIterable<JournalEntry>;

  /**
   * Takes, renews (same owner) or gives up (`null`) the lease if its token is still the one that was last seen (0 = none has
   * ever been). A lease that has not run out can only be renewed by its owner.
   */
  compareAndSetLease(seenToken: number, wanted: LeaseWish | null): Promise<LeaseAnswer>;

  /** Stores the snapshot, then forgets the records that it stands for, so that the journal stays bounded. */
  compact(snapshot: JournalSnapshot): Promise<void>;
  readSnapshot(): Promise<JournalSnapshot | null>;
}

export const journalLimits = {
  /** JSON bytes of one record. */
  recordBytesMax: 1_000_000,
  /** Bytes waiting to be written; more are refused. */
  waitingBytesMax: 64_000_000,
} as const;

export class FencedError extends Error {
  override readonly name = "FencedError";
  constructor(
    readonly usedToken: number,
    readonly currentToken: number,
  ) {
    super(
      `expected the token of the lease that holds, found ${usedToken} where ${currentToken} is the newest; stop acting and take the lease again`,
    );
  }
}

export class JournalFullError extends Error {
  override readonly name = "JournalFullError";
  constructor(what: string) {
    super(`${what}; slow down and try again`);
  }
}

export class CompactedError extends Error {
  override readonly name = "CompactedError";
  constructor(
    readonly sequence: number,
    readonly firstSequence: number,
  ) {
    super(
      `expected a sequence from ${firstSequence} on, found ${sequence}: older records are in the snapshot only`,
    );
  }
}
