// Free volume of a pod for explanations.
import type { DispatchContext } from "../../context.ts";

/** Whole percent of the pod's volume that is neither filled nor promised. */
export function freePercent(context: DispatchContext, pod: number): number {
  const { stock } = context;
  return Math.round((100 * stock.state.podFreeVolume[pod]) / stock.pods.capacityVolume);
}
