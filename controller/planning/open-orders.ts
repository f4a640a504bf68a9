// Open orders by urgency: how many are open, when they fall due, and what kind of orders keep arriving.
import { type Observation, OrderState } from "../../sim/model/index.ts";

/** Order priorities planned apart; higher ones share the last class. */
export const dueClassCount = 4;
/** Hours an order has when nothing has been seen yet. */
const dueHoursDefault = 24;
const keepPerPlan = 0.9;
/** How long orders of a class have, as shares of quarter hours up to a day; longer ones share the last. */
const lagBins = 97;
const lagSeconds = 900;

export interface OpenOrdersState {
  readonly arrived: Float64Array;
  readonly lags: Float64Array;
  readonly firstOpen: number;
  readonly seen: number;
}

export interface OrderOutlook {
  readonly openOrders: Float64Array;
  readonly arrivingOrders: Float64Array;
  readonly notYetDueOrders: Float64Array;
}

/** Learns class shares and due times from arriving orders. */
export class OpenOrders {
  private readonly arrived = new Float64Array(dueClassCount);
  /** Orders per class and quarter hour from arrival to due time. */
  private readonly lags = new Float64Array(dueClassCount * lagBins);
  /** Orders below this id are all closed; orders below `seen` have been learned from. */
  private firstOpen = 0;
  private seen = 0;

  /**
   * Orders open now and expected to arrive (`expectedOrders[t]`), by class, with those of them that are not yet due at
   * each period's end (`[class * periodCount + period]`).
   */
  outlook(observation: Observation, periodSteps: number, expectedOrders: Float64Array): OrderOutlook {
    this.learn(observation);
    const periodCount = expectedOrders.length;
    const openOrders = new Float64Array(dueClassCount);
    const arrivingOrders = new Float64Array(dueClassCount * periodCount);
    const dueIn = new Float64Array(dueClassCount * periodCount);
    this.countOpen(observation, periodSteps, openOrders, dueIn, periodCount);
    const periodHours = (periodSteps * observation.stepSeconds) / 3600;
    const total = this.arrived.reduce((sum, count) => sum + count, 0);
    for (let k = 0; k < dueClassCount; k += 1) {
      const share = total > 0 ? this.arrived[k]! / total : k === 0 ? 1 : 0;
      for (let t = 0; t < periodCount; t += 1) {
        const orders = share * expectedOrders[t]!;
        arrivingOrders[k * periodCount + t] = orders;
        if (orders > 0) this.spreadDue(dueIn, k, t, periodCount, periodHours * 3600, orders);
      }
    }
    const notYetDueOrders = new Float64Array(dueClassCount * periodCount);
    for (let k = 0; k < dueClassCount; k += 1) {
      let orders = openOrders[k]!;
      for (let t = 0; t < periodCount; t += 1) {
        const at = k * periodCount + t;
        orders += arrivingOrders[at]! - dueIn[at]!;
        notYetDueOrders[at] = Math.max(0, orders);
      }
    }
    return { openOrders, arrivingOrders, notYetDueOrders };
  }

  snapshot(): OpenOrdersState {
    const { firstOpen, seen } = this;
    return { arrived: this.arrived.slice(), lags: this.lags.slice(), firstOpen, seen };
  }
  restore(state: OpenOrdersState): void {
    this.arrived.set(state.arrived);
    this.lags.set(state.lags);
    this.firstOpen = state.firstOpen;
    this.seen = state.seen;
  }

  /** Orders arriving in the middle of period `t` fall due as those of their class did of late. */
  private spreadDue(
    dueIn: Float64Array,
    k: number,
    t: number,
    periodCount: number,
    periodSeconds: number,
    orders: number,
  ): void {
    const seen = this.arrived[k]!;
    if (!(seen > 0)) {
      const lag = Math.floor(0.5 + (dueHoursDefault * 3600) / periodSeconds);
      addDue(dueIn, k, t + lag, periodCount, orders);
      return;
    }
    for (let bin = 0; bin < lagBins; bin += 1) {
      const share = this.lags[k * lagBins + bin]! / seen;
      if (share === 0) continue;
      // Both arrival and lag are known to an interval only: their middles are taken.
      const period = Math.floor(t + 0.5 + ((bin + 0.5) * lagSeconds) / periodSeconds);
      addDue(dueIn, k, period, periodCount, orders * share);
    }
  }

  private learn({ orders, stepSeconds }: Observation): void {
    for (let k = 0; k < dueClassCount; k += 1) this.arrived[k] = this.arrived[k]! * keepPerPlan;
    for (let at = 0; at < this.lags.length; at += 1) this.lags[at] = this.lags[at]! * keepPerPlan;
    for (let order = this.seen; order < orders.count; order += 1) {
      const k = classOf(orders.priority[order]!);
      const seconds = Math.max(0, orders.dueStep[order]! - orders.arrivalStep[order]!) * stepSeconds;
      const at = k * lagBins + Math.min(lagBins - 1, Math.floor(seconds / lagSeconds));
      this.arrived[k] = this.arrived[k]! + 1;
      this.lags[at] = this.lags[at]! + 1;
    }
    this.seen = orders.count;
  }

  private countOpen(
    { orders, step }: Observation,
    periodSteps: number,
    openOrders: Float64Array,
    dueIn: Float64Array,
    periodCount: number,
  ): void {
    let isPrefixClosed = true;
    for (let order = this.firstOpen; order < orders.count; order += 1) {
      const state = orders.state[order]!;
      if (state === OrderState.done || state === OrderState.cancelled) {
        if (isPrefixClosed) this.firstOpen = order + 1;
        continue;
      }
      isPrefixClosed = false;
      const k = classOf(orders.priority[order]!);
      openOrders[k] = openOrders[k]! + 1;
      addDue(
        dueIn,
        k,
        Math.max(0, Math.floor((orders.dueStep[order]! - step) / periodSteps)),
        periodCount,
        1,
      );
    }
  }
}

function classOf(priority: number): number {
  return Math.min(priority, dueClassCount - 1);
}

function addDue(dueIn: Float64Array, k: number, t: number, periodCount: number, orders: number): void {
  if (t < periodCount) dueIn[k * periodCount + t] = dueIn[k * periodCount + t]! + orders;
}
