// What every pod storage rule can say: how far the place is, or that none is free.
import type { Explanation } from "../../../controller-port.ts";
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import { routeSteps } from "./route.ts";

/** `reason` gets the laden steps to the place; without a place all rules say the same. */
export function becausePlace(
  context: DispatchContext,
  robot: number,
  station: number,
  place: number,
  reason: (steps: number) => Explanation,
): Explanation {
  if (place < 0) return because("no-free-place", context.storage.freeCount);
  return reason(routeSteps(context, robot, station)[place]);
}
