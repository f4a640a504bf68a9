// Released orders that are not done: counted, and listed one by one up to a limit.
import { type OrderBook, OrderState } from "../sim/model/index.ts";
import { type OpenOrder, openOrdersListed } from "./run-job.ts";

export interface OrderCounts {
  readonly ordersArrived: number;
  readonly ordersDone: number;
  readonly ordersOpen: number;
}

/** Since the start of the run, warm-up included. */
export function describeOrders(orders: OrderBook): OrderCounts {
  let done = 0;
  let open = 0;
  for (let order = 0; order < orders.count; order += 1) {
    const state = orders.state[order];
    if (state === OrderState.done) done += 1;
    else if (state !== OrderState.cancelled) open += 1;
  }
  return { ordersArrived: orders.count, ordersDone: done, ordersOpen: open };
}

/** The first `openOrdersListed` open orders, oldest first. */
export function listOpenOrders(orders: OrderBook): readonly OpenOrder[] {
  const open: OpenOrder[] = [];
  for (let order = 0; order < orders.count && open.length < openOrdersListed; order += 1) {
    const state = orders.state[order];
    if (state !== OrderState.waiting && state !== OrderState.assigned) continue;
    let unitsMissing = 0;
    const first = orders.firstLine[order]!;
    for (let line = first; line < first + orders.lineCount[order]!; line += 1) {
      unitsMissing += orders.lineUnits[line]! - orders.linePicked[line]!;
    }
    open.push({
      order,
      state: state === OrderState.waiting ? "waiting" : "assigned",
      arrivalStep: orders.arrivalStep[order]!,
      dueStep: orders.dueStep[order]!,
      unitsMissing,
    });
  }
  return open;
}
