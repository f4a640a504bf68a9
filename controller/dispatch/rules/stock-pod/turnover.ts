// Fast SKUs go to pods near the pick stations, slow ones to far pods: the pod with room whose rank by distance is nearest to
// the SKU's rank by demand. Ties by id.
import type { DispatchContext } from "../../context.ts";
import { stepsToNearest } from "../pod-storage/station-based.ts";
import type { StockPodRule } from "../rule.ts";

export const turnover: StockPodRule = {
  choose(context, _station, sku, _units, accepts) {
    const wanted = demandRank(context, sku);
    const { geometry, observation, setup } = context;
    const pods: number[] = [];
    for (let pod = 0; pod < setup.podCount; pod += 1) if (accepts(pod)) pods.push(pod);
    if (pods.length === 0) return -1;
    const steps = new Map(
      pods.map((pod) => [
        pod,
        stepsToNearest(context, context.pickStations, geometry.placeOfPod(observation.pods, pod)),
      ]),
    );
    pods.sort((a, b) => steps.get(a)! - steps.get(b)! || a - b);
    return pods[Math.min(pods.length - 1, Math.floor(wanted * pods.length))];
  },
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
