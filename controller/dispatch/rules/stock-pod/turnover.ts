// Fast SKUs go to pods near the pick stations, slow ones to far pods: the pod with room whose rank by distance is nearest to
// the SKU's rank by demand. Ties by id.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import { stepsToNearest } from "../pod-storage/station-based.ts";
import type { StockPodRule } from "../rule.ts";

export const turnover: StockPodRule = {
  choose(context, _station, sku, _units, accepts) {
    const wanted = demandRank(context, sku);
    const pods: number[] = [];
    for (let pod = 0; pod < context.setup.podCount; pod += 1) if (accepts(pod)) pods.push(pod);
    if (pods.length === 0) return -1;
    const steps = new Map(pods.map((pod) => [pod, stepsToPick(context, pod)]));
    pods.sort((a, b) => steps.get(a)! - steps.get(b)! || a - b);
    return pods[Math.min(pods.length - 1, Math.floor(wanted * pods.length))];
  },
  explain: (context, _station, sku, units, pod) =>
    pod < 0
      ? because("no-pod-has-room", sku, units)
      : because("rank-by-demand", Math.round(100 * demandRank(context, sku)), stepsToPick(context, pod)),
};

/** Share of the SKUs that are in more demand, 0 for the most wanted. */
function demandRank(context: DispatchContext, sku: number): number {
  const { unitsPerSecond } = context.rates;
  let more = 0;
  for (let other = 0; other < unitsPerSecond.length; other += 1) {
    if (unitsPerSecond[other] > unitsPerSecond[sku]) more += 1;
  }
  return more / unitsPerSecond.length;
}

/** From the pod's place to the nearest pick station. */
function stepsToPick(context: DispatchContext, pod: number): number {
  const { geometry, observation, pickStations } = context;
  return stepsToNearest(context, pickStations, geometry.placeOfPod(observation.pods, pod));
}
