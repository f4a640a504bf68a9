// Customers' orders of other systems, as the order desk hands them over: into the books with the next step, and back to the desk
// what becomes of them.
import { EventKind, OrderState, type SkuTable } from "../../../sim/model/index.ts";
import type { FleetAnswer, FleetOrderEvent, FleetOrders, SiteOrder } from "../../orders/index.ts";
import type { DeskArrival } from "./desk-demand.ts";
import type { SiteBooks } from "./site-books.ts";

/** An order without a due time is due after this. */
const promiseMs = 4 * 3_600_000;
const priorityMax = 255;
const clamped = (priority: number) => Math.max(0, Math.min(priorityMax, priority));
const byRequest = "cancelled by request";

interface Waiting {
  readonly priority: number;
  readonly dueMs: number | undefined;
  readonly lines: readonly number[];
}

export class WarehouseDesk implements FleetOrders {
  private readonly skuOf = new Map<string, number>();
  private readonly listeners = new Set<(event: FleetOrderEvent) => void>();
  /** Handed over and not in the books yet, by id. */
  private readonly waiting = new Map<string, Waiting>();
  private readonly cancels = new Set<string>();
  /** What became of orders, and is not said yet: first it has to be safe. */
  private words: FleetOrderEvent[] = [];

  constructor(
    skus: SkuTable,
    private readonly stepMs: number,
  ) {
    for (const [sku, name] of skus.names.entries()) this.skuOf.set(name, sku);
  }

  /** Why the order can never be carried out here; null: it can. */
  refusalOf(order: SiteOrder): string | null {
    if (order.kind !== "warehouse") return "this fleet carries out warehouse orders only";
    if (order.station !== undefined) return "stations are chosen by the strategy; leave station out";
    const odd = order.lines.find(({ quantity }) => !Number.isInteger(quantity) || quantity < 1);
    if (odd !== undefined) return `${odd.quantity} of ${odd.sku} cannot be picked`;
    const unknown = order.lines.find(({ sku }) => !this.skuOf.has(sku));
    return unknown === undefined ? null : `no SKU ${unknown.sku} on this site`;
  }

  submit(order: SiteOrder, _known: { readonly started: boolean }): FleetAnswer {
    const reason = this.refusalOf(order);
    if (reason !== null || order.kind !== "warehouse")
      return { kind: "refused", reason: reason ?? "not for this site" };
    const { id, priority, dueMs, lines } = order;
    if (this.waiting.has(id)) return { kind: "taken" };
    this.waiting.set(id, {
      priority: clamped(priority),
      dueMs,
      lines: lines.flatMap(({ sku, quantity }) => [this.skuOf.get(sku)!, quantity]),
    });
    return { kind: "taken" };
  }
  cancel(id: string): void {
    this.cancels.add(id);
  }
  /** Counts for orders that the strategy has not seen yet. */
  setPriority(id: string, priority: number): void {
    const order = this.waiting.get(id);
    if (order === undefined) return;
    this.waiting.set(id, { ...order, priority: clamped(priority) });
  }
  subscribe(listener: (event: FleetOrderEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Hands over what has come since the last step. */
  enter(books: SiteBooks, nowMs: number): void {
    const { step } = books.world.observation;
    for (const [id, { priority, dueMs, lines }] of this.waiting) {
      const number = books.numberOf.get(id);
      if (number !== undefined) {
        // Handed over again after a restart.
        this.tellEnd(id, books.world.observation.orders.state[number]!);
        continue;
      }
      if (this.cancels.has(id)) {
        this.tell({ kind: "cancelled", id, reason: byRequest });
        continue;
      }
      const leftMs = (dueMs ?? nowMs + promiseMs) - nowMs;
      const dueStep = step + Math.max(1, Math.round(leftMs / this.stepMs));
      books.addOrder({ id, priority, dueStep, lines } satisfies DeskArrival);
    }
    for (const id of this.cancels) {
      const order = books.numberOf.get(id);
      if (order !== undefined) books.cancelOrder(order);
      else if (!this.waiting.has(id)) this.tell({ kind: "cancelled", id, reason: byRequest });
    }
    this.cancels.clear();
    this.waiting.clear();
  }
  /** Tells what became of orders in the step just taken. */
  hear({ world, idOf }: SiteBooks): void {
    const { events } = world.observation;
    for (let index = 0; index < events.count; index += 1) {
      const kind = events.kind(index);
      const isOfOrder =
        kind === EventKind.orderAssigned ||
        kind === EventKind.orderDone ||
        kind === EventKind.orderCancelled ||
        kind === EventKind.orderReturned;
      const id = isOfOrder ? idOf.get(events.a(index)) : undefined;
      if (id === undefined) continue;
      if (kind === EventKind.orderAssigned) this.tell({ kind: "started", id });
      else if (kind === EventKind.orderDone) this.tell({ kind: "done", id });
      else if (kind === EventKind.orderCancelled) this.tell({ kind: "cancelled", id, reason: byRequest });
      else this.tell({ kind: "returned", id, reason: "its station has closed" });
    }
  }

  /** What is to be said when the books of the steps so far are safe. */
  takeWords(): readonly FleetOrderEvent[] {
    const taken = this.words;
    this.words = [];
    return taken;
  }
  /** They could not be made safe; said before what has come up since. */
  putBack(words: readonly FleetOrderEvent[]): void {
    this.words = [...words, ...this.words];
  }
  say(words: readonly FleetOrderEvent[]): void {
    for (const word of words) for (const listener of this.listeners) listener(word);
  }

  private tellEnd(id: string, state: number): void {
    if (state === OrderState.done) this.tell({ kind: "done", id });
    else if (state === OrderState.cancelled) this.tell({ kind: "cancelled", id, reason: byRequest });
    else if (state === OrderState.assigned) this.tell({ kind: "started", id });
  }
  private tell(event: FleetOrderEvent): void {
    this.words.push(event);
  }
}
