// A matching rule alone starves orders that match nothing: every fourth assignment of a station goes to the order due
// first if it is nearly late.
import type { Explanation } from "../../../controller-port.ts";
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { because } from "../because.ts";
import { dueSeconds } from "./order-reasons.ts";

/** Entry of an order that must not wait any longer, or −1. */
export function urgentOrder(context: DispatchContext, station: number): number {
  if ((context.stations.state.assignments[station] & 3) !== 3) return -1;
  const entry = context.orders.firstDue();
  if (entry < 0) return -1;
  const slackSteps = context.orders.state.due[entry] - context.step;
  return slackSteps < context.steps(limits.urgentSeconds) + clearingSteps(context) ? entry : -1;
}

export function becauseUrgent(context: DispatchContext, entry: number): Explanation {
  return because("nearly-late", context.orders.state.order[entry], dueSeconds(context, entry));
}

/** Steps that the pick stations need for all released orders, at most two hours. */
function clearingSteps(context: DispatchContext): number {
  const { setup, orders, pickStations } = context;
  const secondsPerOrder =
    setup.stations.pickSecondsPerUnit * Math.max(1, setup.knowledge.history.unitsPerOrder);
  const seconds = (orders.releasedCount * secondsPerOrder) / Math.max(1, pickStations.length);
  return Math.round(Math.min(seconds, limits.clearingSecondsMax) / setup.stepSeconds);
}
