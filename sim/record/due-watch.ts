// Counts, minute by minute, the orders that pass their due time undone, without looking at all open orders.
import type { OrderBook } from "../model/index.ts";

export class DueWatch {
  /** Open orders that will be late in each minute unless done. */
  private readonly pending: Int32Array;
  private lateDone = 0;

  constructor(
    minutes: number,
    private readonly minuteOfStep: (step: number) => number,
  ) {
    this.pending = new Int32Array(minutes);
  }

  arrived(orders: OrderBook, order: number): void {
    const minute = this.lateMinute(orders, order);
    if (minute < this.pending.length) this.pending[minute]! += 1;
  }
  /** An order left the open ones in `step`, in the minute `now`: done or cancelled. */
  left(orders: OrderBook, order: number, step: number, now: number): void {
    const minute = this.lateMinute(orders, order);
    if (minute < now || minute >= this.pending.length) return;
    this.pending[minute]! -= 1;
    if (step > orders.dueStep[order]!) this.lateDone += 1;
  }
  /** Ends a minute: how many orders became late in it. */
  closeMinute(minute: number): number {
    const late = this.lateDone + this.pending[minute]!;
    this.lateDone = 0;
    return late;
  }

  snapshot(): { readonly pending: Int32Array; readonly lateDone: number } {
    return { pending: this.pending.slice(), lateDone: this.lateDone };
  }
  restore(state: { readonly pending: Int32Array; readonly lateDone: number }): void {
    this.pending.set(state.pending);
    this.lateDone = state.lateDone;
  }

  /** Minute of the first step after the due step; an order that comes overdue is late in the minute it comes. */
  private lateMinute(orders: OrderBook, order: number): number {
    return this.minuteOfStep(Math.max(orders.dueStep[order]! + 1, orders.arrivalStep[order]!));
  }
}
