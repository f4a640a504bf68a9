// A matching rule alone starves orders that match nothing: every fourth assignment of a station goes to the order due
// first if it is nearly late.
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";

/** Entry of an order that must not wait any longer, or −1. */
export function urgentOrder(context: DispatchContext, station: number): number {
  if ((context.stations.state.assignments[station] & 3) !== 3) return -1;
  const entry = context.orders.firstDue();
  if (entry < 0) return -1;
  return context.orders.state.due[entry] - context.step < context.steps(limits.urgentSeconds) ? entry : -1;
}
