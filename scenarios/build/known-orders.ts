// An order file as the demand of a run: its orders moved to the start of the run, its SKUs as the site's SKUs.
import type { KnownOrder } from "../../sim/demand/index.ts";
import type { SkuTable } from "../../sim/model/index.ts";
import type { OrderList } from "../orders/order-list.ts";

export interface OrderWindow {
  readonly stepSeconds: number;
  readonly horizonSteps: number;
  /** Time in the file that falls on step 0. */
  readonly fromLocalSeconds: number;
  readonly promiseSeconds: number;
}

/**
 * Orders up to the end of the run; those before its start (arrival step ≤ 0) are the site's history. An order at
 * second s after the start arrives in the step that ends at or after s.
 */
export function knownOrders(list: OrderList, window: OrderWindow): readonly KnownOrder[] {
  const orders: KnownOrder[] = [];
  const step = (seconds: number) =>
    Math.ceil((seconds - window.fromLocalSeconds) / window.stepSeconds - 1e-9);
  for (let order = 0; order < list.orderCount; order += 1) {
    const time = list.timeLocalSeconds[order]!;
    const before = time < window.fromLocalSeconds;
    const arrivalStep = before ? Math.min(0, step(time)) : Math.max(1, step(time));
    if (arrivalStep > window.horizonSteps) break;
    const due = list.dueLocalSeconds[order]!;
    const lines: number[] = [];
    for (let line = list.firstLine[order]!; line < list.firstLine[order + 1]!; line += 1) {
      lines.push(list.lineSku[line]!, list.lineUnits[line]!);
    }
    orders.push({
      arrivalStep,
      dueStep: step(Number.isNaN(due) ? time + window.promiseSeconds : due),
      priority: 0,
      lines,
    });
  }
  return orders;
}

/** Share of each SKU in the units ordered before the run, or during it where the file has no history. */
export function orderedShare(orders: readonly KnownOrder[], skus: SkuTable): Float64Array {
  const history = orders.filter((order) => order.arrivalStep <= 0);
  const units = new Float64Array(skus.count).fill(1);
  for (const order of history.length > 0 ? history : orders) {
    for (let i = 0; i < order.lines.length; i += 2) units[order.lines[i]!]! += order.lines[i + 1]!;
  }
  const total = units.reduce((sum, value) => sum + value, 0);
  return units.map((value) => value / total);
}
