// The waiting order, among the oldest, whose lines lie nearest to the station (sum over lines of the nearest stored
// pod that has the SKU).
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { unclaimed } from "../../state/missions.ts";
import { because } from "../because.ts";
import type { OrderStationRule } from "../rule.ts";

/** Oldest orders compared; each costs a walk over the pods of its SKUs. */
const windowMax = 32;

export const nearest: OrderStationRule = {
  choose(context, station) {
    const { head, next } = context.orders.state;
    let best = head;
    let bestDistance = Number.POSITIVE_INFINITY;
    let looked = 0;
    for (let entry = head; entry >= 0 && looked < windowMax; entry = next[entry]) {
      looked += 1;
      const distance = waySteps(context, station, entry);
      if (distance < bestDistance) {
        best = entry;
        bestDistance = distance;
      }
    }
    return best;
  },
  explain(context, station, entry) {
    if (entry < 0) return because("no-order-waits");
    return because("pods-nearest", context.orders.state.order[entry], waySteps(context, station, entry));
  },
};

/** Sum over the order's lines of the way of the nearest pod that has the SKU. */
function waySteps(context: DispatchContext, station: number, entry: number): number {
  const { firstNode, nodeSibling, nodeSku } = context.orders.state;
  let distance = 0;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
    distance += nearestPodSteps(context, station, nodeSku[node]);
  }
  return distance;
}

function nearestPodSteps(context: DispatchContext, station: number, sku: number): number {
  const { stock, geometry, missions, observation } = context;
  const { skuHead, slotNext, slotFree } = stock.state;
  const steps = geometry.toStation(station);
  let least = 65535;
  let looked = 0;
  for (let slot = skuHead[sku]; slot >= 0 && looked < limits.slotsPerSkuMax; slot = slotNext[slot]) {
    looked += 1;
    const pod = Math.floor(slot / stock.slotsPerPod);
    const cell = observation.pods.cell[pod];
    if (slotFree[slot] <= 0 || cell < 0 || missions.state.claim[pod] !== unclaimed) continue;
    least = Math.min(least, steps[geometry.placeOfPod(observation.pods, pod)]);
  }
  return least;
}
