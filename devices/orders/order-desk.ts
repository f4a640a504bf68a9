// Takes orders in: decides by the book, writes into the journal, and only when that is safe tells the fleet, the listeners and
// whoever asked. After a crash the book is rebuilt and every open order goes to the fleet again.
import { type Journal, type JournalRecord, type JournalSnapshot, journalLimits } from "../journal/index.ts";
import { isOver, type OrderStatus } from "./order.ts";
import {
  type Decision,
  type NewOrder,
  OrderBook,
  type OrderBookLimits,
  type OrderBookState,
  orderBookLimits,
} from "./order-book.ts";
import type { OrderEvent } from "./order-event.ts";
import type { FleetOrderEvent, FleetOrders } from "./order-fleet-port.ts";

export interface OrderDeskOptions {
  readonly journal: Journal;
  readonly fleet: FleetOrders;
  /** Wall clock in milliseconds. */
  readonly nowMs: () => number;
  readonly limits?: OrderBookLimits;
  /** Records after which the journal is compacted; the older half is kept for listeners that come back. */
  readonly compactAfterRecords?: number;
  /** Token of the lease under which the desk writes; null: the lease is in doubt, so nothing is written or taken in now. */
  readonly fencing?: () => number | null;
  /** Called once when the journal takes nothing any more: the desk refuses everything from then on. */
  readonly onFailure?: (error: unknown) => void;
}

export type DeskAnswer =
  | { readonly kind: "new" | "known"; readonly status: OrderStatus }
  | Extract<Decision, { kind: "refused" }>;

export interface StoredOrderEvent {
  /** Of the journal; grows, with gaps where a record is no order event. */
  readonly sequence: number;
  readonly event: OrderEvent;
}

const compactAfterDefault = 50_000;
/** Characters of wishes that may wait for the disk. Far below what the journal holds, so that the fleet's words always find room. */
const waitingCharactersMax = 8_000_000;
/** UTF-8 bytes of one character of JSON text, at most. */
const bytesPerCharacterMax = 3;
/** Words of the fleet that wait for the lease. */
const unheardMax = 10_000;

export class OrderDesk {
  readonly book: OrderBook;
  private readonly listeners = new Set<(stored: StoredOrderEvent) => void>();
  private readonly unsubscribe: () => void;
  private failure: unknown = null;
  /** What the fleet has said while the lease was in doubt. */
  private unheard: FleetOrderEvent[] = [];
  private unsafe: Promise<unknown> = Promise.resolve();
  private waitingCharacters = 0;
  private sinceCopy = 0;
  private lastCopy: JournalSnapshot | null = null;

  private constructor(private readonly options: OrderDeskOptions) {
    this.book = new OrderBook(options.limits ?? orderBookLimits);
    this.unsubscribe = options.fleet.subscribe((word) => this.hear(word));
  }

  /** Rebuilds the book from the journal, then hands every open order to the fleet. */
  static async open(options: OrderDeskOptions): Promise<OrderDesk> {
    const desk = new OrderDesk(options);
    const snapshot = await options.journal.readSnapshot();
    if (snapshot !== null) desk.book.restore(snapshot.state as OrderBookState);
    for await (const { record } of options.journal.readFrom(options.journal.firstSequence))
      if (isOrderEvent(record)) desk.book.apply(record);
    desk.sinceCopy = options.journal.lastSequence - options.journal.firstSequence + 1;
    for (const { order, state, cancelRequested } of [...desk.book.all()]) {
      if (isOver(state)) continue;
      desk.submit({ id: order.id, started: state === "started" });
      if (cancelRequested) options.fleet.cancel(order.id);
    }
    await desk.settle();
    return desk;
  }

  get hasFailed(): boolean {
    return this.failure !== null;
  }

  async accept(wish: NewOrder, idempotencyKey?: string): Promise<DeskAnswer> {
    const decision = this.book.accept(wish, this.options.nowMs(), idempotencyKey);
    return this.carryOut(decision, ({ id }) => this.submit({ id, started: false }));
  }
  async cancel(id: string, reason: string): Promise<DeskAnswer> {
    const decision = this.book.cancel(id, reason, this.options.nowMs());
    return this.carryOut(decision, () => this.options.fleet.cancel(id));
  }
  async setPriority(id: string, priority: number): Promise<DeskAnswer> {
    const decision = this.book.setPriority(id, priority, this.options.nowMs());
    return this.carryOut(decision, () => this.options.fleet.setPriority(id, priority));
  }
  /** Takes what the fleet has said while the lease was in doubt, unless it still is. To be called now and then. */
  catchUp(): void {
    if (this.unheard.length === 0 || this.token() === null) return;
    const words = this.unheard;
    this.unheard = [];
    for (const word of words) this.hear(word);
  }
  status(id: string): OrderStatus | undefined {
    return this.book.status(id);
  }

  /** Hears each event once it is safe, in order, until the returned function is called. */
  subscribe(listener: (stored: StoredOrderEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  /** Events that are safe, from this sequence of the journal on. Throws CompactedError for what is too old. */
  async *eventsFrom(sequence: number): AsyncIterable<StoredOrderEvent> {
    for await (const { sequence: at, record } of this.options.journal.readFrom(sequence))
      if (isOrderEvent(record)) yield { sequence: at, event: record };
  }
  get lastSequence(): number {
    return this.options.journal.lastSequence;
  }
  get firstSequence(): number {
    return this.options.journal.firstSequence;
  }

  /** Resolves when all that the book says now is safe; what is decided meanwhile is not waited for. Throws when it never will be. */
  async safe(): Promise<void> {
    await this.unsafe;
    if (this.failure !== null) throw this.failure;
  }
  /** Resolves when all that has been decided is safe. */
  async settle(): Promise<void> {
    let seen: unknown;
    while (seen !== this.unsafe) {
      seen = this.unsafe;
      await seen;
    }
  }
  async close(): Promise<void> {
    this.unsubscribe();
    this.catchUp();
    await this.settle();
  }

  /** The book is ahead of the journal for a moment, so that many may be written at once; nobody is told before it is safe. */
  private async carryOut(
    decision: Decision,
    afterwards: (done: { readonly id: string }) => void,
  ): Promise<DeskAnswer> {
    if (this.failure !== null) throw this.failure;
    if (decision.kind === "refused") return decision;
    if (decision.kind === "event") {
      const { event, id } = decision;
      const characters = JSON.stringify(event).length;
      // Refused before the book takes it: the book may never hold what the journal will not.
      if (characters * bytesPerCharacterMax > journalLimits.recordBytesMax)
        return { kind: "refused", why: "too-large", id };
      if (this.waitingCharacters + characters > waitingCharactersMax)
        return { kind: "refused", why: "too-busy", id };
      const token = this.token();
      if (token === null) return { kind: "refused", why: "too-busy", id };
      this.book.apply(event);
      this.waitingCharacters += characters;
      try {
        await this.write(event, token, () => afterwards(decision));
      } finally {
        this.waitingCharacters -= characters;
      }
      return { kind: "new", status: this.statusOf(decision.id) };
    }
    // What it is known by may not be safe yet.
    await this.safe();
    return { kind: "known", status: this.statusOf(decision.id) };
  }
  private statusOf(id: string): OrderStatus {
    const status = this.book.status(id);
    if (status === undefined)
      throw new Error(`order ${id} was forgotten while it was answered; raise overMax`);
    return status;
  }

  private submit({ id, started }: { readonly id: string; readonly started: boolean }): void {
    const status = this.book.status(id);
    if (status === undefined || isOver(status.state)) return;
    const robot = status.robot === undefined ? {} : { robot: status.robot };
    const answer = this.options.fleet.submit(status.order, { started, ...robot });
    if (answer.kind === "refused") this.hear({ kind: "failed", id, reason: answer.reason });
  }
  private hear(word: FleetOrderEvent): void {
    if (this.failure !== null) return;
    this.catchUp();
    const token = this.token();
    // Another one may write now, and what both write would be no one's book.
    if (token === null) {
      if (this.unheard.length < unheardMax) this.unheard.push(word);
      else
        this.fail(new Error("the lease of orders was in doubt for too long: what became of orders is lost"));
      return;
    }
    const event = this.book.hear(word, this.options.nowMs());
    if (event === null) return;
    this.book.apply(event);
    // A failure is told by onFailure.
    this.write(event, token, () => {}).catch(() => {});
  }

  /** Called right after the book has taken the event, so that a copy of the book is exactly what the journal leads to. */
  private write(event: OrderEvent, token: number | undefined, afterwards: () => void): Promise<void> {
    const { journal } = this.options;
    const copy = this.copyIfDue();
    const written = journal.append([event], token).then(
      (sequence) => {
        if (copy !== null) this.compact({ throughSequence: sequence, state: copy });
        for (const listener of this.listeners) listener({ sequence, event });
        afterwards();
      },
      (error: unknown) => {
        this.fail(error);
        throw error;
      },
    );
    this.unsafe = Promise.allSettled([this.unsafe, written]);
    return written;
  }
  /** Undefined: there is no lease; null: it is in doubt. */
  private token(): number | undefined | null {
    return this.options.fencing?.();
  }
  private fail(error: unknown): void {
    if (this.failure !== null) return;
    this.failure = error;
    this.options.onFailure?.(error);
  }

  private copyIfDue(): OrderBookState | null {
    this.sinceCopy += 1;
    if (this.sinceCopy < (this.options.compactAfterRecords ?? compactAfterDefault)) return null;
    this.sinceCopy = 0;
    return this.book.snapshot();
  }
  /** Compacts up to the copy before this one: what happened lately can always be read again. */
  private compact(next: JournalSnapshot): void {
    const before = this.lastCopy;
    this.lastCopy = next;
    if (before === null) return;
    const compacted = this.options.journal.compact(before).catch((error: unknown) => this.fail(error));
    this.unsafe = Promise.allSettled([this.unsafe, compacted]);
  }
}

function isOrderEvent(record: JournalRecord): record is OrderEvent {
  return record.kind.startsWith("order-");
}
