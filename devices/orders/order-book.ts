// All orders and where they stand, as a function of events only: the same events make the same book. Decides what a wish or a
// fleet's word means, without doing anything itself.
import { assert } from "../../sim/kernel/index.ts";
import { isOver, type OrderState, type OrderStatus, orderText, type SiteOrder } from "./order.ts";
import { type OrderEvent, orderIdOf } from "./order-event.ts";
import type { FleetOrderEvent } from "./order-fleet-port.ts";

export interface OrderBookLimits {
  /** Orders that are not over. */
  readonly openMax: number;
  /** Orders that are over and still known; their ids and idempotency keys are forgotten with them. */
  readonly overMax: number;
}
export const orderBookLimits: OrderBookLimits = { openMax: 100_000, overMax: 20_000 };

/** Of a reason that comes from outside; the rest is cut off. */
const reasonCharactersMax = 500;

/** The order as it comes: without an id it gets one. */
export type NewOrder =
  | (Omit<Extract<SiteOrder, { kind: "transport" }>, "id"> & { readonly id?: string })
  | (Omit<Extract<SiteOrder, { kind: "warehouse" }>, "id"> & { readonly id?: string });

export type Decision =
  | { readonly kind: "event"; readonly event: OrderEvent; readonly id: string }
  /** It is so already: asked a second time. */
  | { readonly kind: "known"; readonly id: string }
  | {
      readonly kind: "refused";
      readonly why:
        | "conflicting-id"
        | "conflicting-key"
        | "too-many-open"
        | "unknown-order"
        | "over"
        /** More than one record may hold, or than may wait for the disk: said by the desk. */
        | "too-large"
        | "too-busy";
      readonly id?: string;
      readonly state?: OrderState;
    };

interface Entry {
  order: SiteOrder;
  state: OrderState;
  cancelRequested: boolean;
  robot?: string;
  note?: string;
  idempotencyKey?: string;
  madeId: boolean;
  /** The order may have got another since. */
  readonly sentPriority: number;
  readonly acceptedMs: number;
  changedMs: number;
}

/** Plain data, for the journal's snapshot. */
export interface OrderBookState {
  readonly version: 1;
  readonly accepted: number;
  readonly entries: readonly Entry[];
  readonly over: readonly string[];
  /** Absent in snapshots of before they were counted. */
  readonly totals?: OrderTotals;
}

/** Orders that are over, since the book began. */
export interface OrderTotals {
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
}

export class OrderBook {
  private readonly entries = new Map<string, Entry>();
  private readonly keys = new Map<string, string>();
  /** Ids of orders that are over, oldest first. */
  private over: string[] = [];
  /** Orders ever accepted: makes ids. */
  private accepted = 0;
  private ended = { done: 0, failed: 0, cancelled: 0 };
  /** Orders that a robot works on. */
  startedCount = 0;

  constructor(private readonly limits: OrderBookLimits = orderBookLimits) {}

  get openCount(): number {
    return this.entries.size - this.over.length;
  }
  get totals(): OrderTotals {
    return this.ended;
  }
  status(id: string): OrderStatus | undefined {
    const entry = this.entries.get(id);
    if (entry === undefined) return undefined;
    const { order, state, cancelRequested, robot, note, acceptedMs, changedMs } = entry;
    return {
      order,
      state,
      cancelRequested,
      ...(robot === undefined ? {} : { robot }),
      ...(note === undefined ? {} : { note }),
      acceptedMs,
      changedMs,
    };
  }
  /** Oldest first. */
  *all(): IterableIterator<OrderStatus> {
    for (const id of this.entries.keys()) yield this.status(id)!;
  }

  /** What to do about a new order. The same key with the same order, and the same id with the same order, are known. */
  accept(wish: NewOrder, atMs: number, idempotencyKey?: string): Decision {
    const asSent = orderText({ ...wish, id: wish.id ?? "" } as SiteOrder);
    const keyed = idempotencyKey === undefined ? undefined : this.keys.get(idempotencyKey);
    if (keyed !== undefined) {
      const same = asSentText(this.entries.get(keyed)!) === asSent;
      return same ? { kind: "known", id: keyed } : { kind: "refused", why: "conflicting-key", id: keyed };
    }
    if (wish.id !== undefined) {
      const entry = this.entries.get(wish.id);
      if (entry !== undefined)
        return asSentText(entry) === asSent
          ? { kind: "known", id: wish.id }
          : { kind: "refused", why: "conflicting-id", id: wish.id, state: entry.state };
    }
    if (this.openCount >= this.limits.openMax) return { kind: "refused", why: "too-many-open" };
    const id = wish.id ?? this.freeId();
    const order = { ...wish, id } as SiteOrder;
    const key = idempotencyKey === undefined ? {} : { idempotencyKey };
    const made = wish.id === undefined ? { madeId: true as const } : {};
    return { kind: "event", id, event: { kind: "order-accepted", atMs, order, ...made, ...key } };
  }

  cancel(id: string, reason: string, atMs: number): Decision {
    const entry = this.entries.get(id);
    if (entry === undefined) return { kind: "refused", why: "unknown-order", id };
    if (entry.state === "cancelled" || (entry.cancelRequested && !isOver(entry.state)))
      return { kind: "known", id };
    if (isOver(entry.state)) return { kind: "refused", why: "over", id, state: entry.state };
    return { kind: "event", id, event: { kind: "order-cancel-requested", atMs, id, reason } };
  }

  setPriority(id: string, priority: number, atMs: number): Decision {
    const entry = this.entries.get(id);
    if (entry === undefined) return { kind: "refused", why: "unknown-order", id };
    if (isOver(entry.state)) return { kind: "refused", why: "over", id, state: entry.state };
    if (entry.order.priority === priority) return { kind: "known", id };
    return { kind: "event", id, event: { kind: "order-priority", atMs, id, priority } };
  }

  /** What a fleet's word changes; null = nothing: unknown, over, or told before. */
  hear(word: FleetOrderEvent, atMs: number): OrderEvent | null {
    const entry = this.entries.get(word.id);
    if (entry === undefined || isOver(entry.state)) return null;
    const { id } = word;
    const reason = "reason" in word ? word.reason.slice(0, reasonCharactersMax) : "";
    switch (word.kind) {
      case "started": {
        if (entry.state === "started" && entry.robot === word.robot) return null;
        const robot = word.robot === undefined ? {} : { robot: word.robot };
        return { kind: "order-started", atMs, id, ...robot };
      }
      case "returned":
        if (entry.state !== "started") return null;
        return { kind: "order-returned", atMs, id, reason };
      case "done":
        return { kind: "order-done", atMs, id };
      case "failed":
        return { kind: "order-failed", atMs, id, reason };
      case "cancelled":
        return { kind: "order-cancelled", atMs, id, reason };
      default:
        return word satisfies never;
    }
  }

  /** The only place where the book changes. */
  apply(event: OrderEvent): void {
    if (event.kind === "order-accepted") {
      this.add(event);
      return;
    }
    const entry = this.entries.get(orderIdOf(event));
    assert(entry !== undefined && !isOver(entry.state), `${event.kind} is about an order that is open`);
    entry.changedMs = event.atMs;
    switch (event.kind) {
      case "order-priority":
        entry.order = { ...entry.order, priority: event.priority };
        break;
      case "order-cancel-requested":
        entry.cancelRequested = true;
        entry.note = event.reason;
        break;
      case "order-started":
        if (entry.state !== "started") this.startedCount += 1;
        entry.state = "started";
        setOrDelete(entry, "robot", event.robot);
        if (!entry.cancelRequested) delete entry.note;
        break;
      case "order-returned":
        if (entry.state === "started") this.startedCount -= 1;
        entry.state = "accepted";
        delete entry.robot;
        entry.note = event.reason;
        break;
      case "order-done":
        this.end(entry, "done", undefined);
        break;
      case "order-failed":
        this.end(entry, "failed", event.reason);
        break;
      case "order-cancelled":
        this.end(entry, "cancelled", event.reason);
        break;
      default:
        event satisfies never;
    }
  }

  snapshot(): OrderBookState {
    const entries = [...this.entries.values()].map((entry) => ({ ...entry }));
    return {
      version: 1,
      accepted: this.accepted,
      entries,
      over: [...this.over],
      totals: { ...this.ended },
    };
  }
  restore(state: OrderBookState): void {
    assert(state.version === 1, `order book of version 1, found ${state.version}`);
    this.entries.clear();
    this.keys.clear();
    for (const entry of state.entries) {
      this.entries.set(entry.order.id, { ...entry });
      if (entry.idempotencyKey !== undefined) this.keys.set(entry.idempotencyKey, entry.order.id);
    }
    this.over = [...state.over];
    this.accepted = state.accepted;
    this.startedCount = state.entries.filter((entry) => entry.state === "started").length;
    this.ended = { done: 0, failed: 0, cancelled: 0, ...state.totals };
  }

  private add({
    order,
    atMs,
    idempotencyKey,
    madeId,
  }: Extract<OrderEvent, { kind: "order-accepted" }>): void {
    assert(!this.entries.has(order.id), `${order.id} is new`);
    this.accepted += 1;
    this.entries.set(order.id, {
      order,
      state: "accepted",
      cancelRequested: false,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      madeId: madeId ?? false,
      sentPriority: order.priority,
      acceptedMs: atMs,
      changedMs: atMs,
    });
    if (idempotencyKey !== undefined) this.keys.set(idempotencyKey, order.id);
  }
  private end(entry: Entry, state: keyof OrderTotals, note: string | undefined): void {
    if (entry.state === "started") this.startedCount -= 1;
    this.ended[state] += 1;
    entry.state = state;
    setOrDelete(entry, "note", note);
    this.over.push(entry.order.id);
    if (this.over.length <= this.limits.overMax) return;
    for (const id of this.over.splice(0, this.over.length - this.limits.overMax)) {
      const key = this.entries.get(id)!.idempotencyKey;
      if (key !== undefined) this.keys.delete(key);
      this.entries.delete(id);
    }
  }
  private freeId(): string {
    let number = this.accepted + 1;
    while (this.entries.has(`order-${number}`)) number += 1;
    return `order-${number}`;
  }
}

/** A key or an id may only come again with the same order as then. */
function asSentText({ order, madeId, sentPriority }: Entry): string {
  return orderText({ ...order, id: madeId ? "" : order.id, priority: sentPriority });
}

function setOrDelete<K extends "robot" | "note">(entry: Entry, key: K, value: string | undefined): void {
  if (value === undefined) delete entry[key];
  else entry[key] = value;
}
