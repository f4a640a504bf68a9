// Reasons that several order → station rules share.
import type { Explanation } from "../../../controller-port.ts";
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import { coveredUnits } from "./sku-match.ts";

/** Seconds until the order is due; less than 0 when it is late. */
export function dueSeconds(context: DispatchContext, entry: number): number {
  return (context.orders.state.due[entry] - context.step) * context.setup.stepSeconds;
}

export function becauseOldest(context: DispatchContext, entry: number): Explanation {
  if (entry < 0) return because("no-order-waits");
  const order = context.orders.state.order[entry];
  const waited = context.step - context.observation.orders.arrivalStep[order];
  return because("oldest-order", order, waited * context.setup.stepSeconds);
}

export function becauseDue(context: DispatchContext, entry: number): Explanation {
  if (entry < 0) return because("no-order-waits");
  return because("due-first", context.orders.state.order[entry], dueSeconds(context, entry));
}

/** By the units of the order that `scratch.skuUnits` covers; due first when it covers none. */
export function becauseCovered(context: DispatchContext, entry: number): Explanation {
  if (entry < 0) return because("no-order-waits");
  const units = coveredUnits(context, entry);
  if (units === 0) return becauseDue(context, entry);
  return because("units-on-coming-pods", context.orders.state.order[entry], units, unitsOf(context, entry));
}

export function unitsOf(context: DispatchContext, entry: number): number {
  const { firstNode, nodeSibling, nodeNeed } = context.orders.state;
  let units = 0;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) units += nodeNeed[node];
  return units;
}
