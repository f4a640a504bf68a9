// The pod goes on to the pick station whose open orders want most units of it, if that has room for one more pod.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import type { AfterVisitRule } from "../rule.ts";

export const otherStation: AfterVisitRule = {
  choose(context, pod, from) {
    const { stations, setup } = context;
    let best = -1;
    let bestUnits = 0;
    for (const station of context.pickStations) {
      const { unmet, jammedBy, podCount } = stations.state;
      if (station === from || unmet[station] === 0 || jammedBy[station] >= 0) continue;
      if (podCount[station] >= setup.floor.stations[station].queueCells.length + 1) continue;
      const units = wantedUnits(context, station, pod);
      if (units > bestUnits) {
        best = station;
        bestUnits = units;
      }
    }
    return best;
  },
  explain(context, pod, _from, station) {
    return station < 0
      ? because("wanted-nowhere")
      : because("wanted-at-station", wantedUnits(context, station, pod));
  },
};

/** Units of the station's open orders that the pod has free; what one order takes is gone for the next. */
function wantedUnits(context: DispatchContext, station: number, pod: number): number {
  const { stations, orders, stock, scratch } = context;
  const { firstNode, nodeSibling, nodeSku, nodeNeed } = orders.state;
  let units = 0;
  let touched = 0;
  for (let k = 0; k < stations.state.orderCount[station]; k += 1) {
    for (let node = firstNode[stations.orderAt(station, k)]; node >= 0; node = nodeSibling[node]) {
      if (nodeNeed[node] === 0) continue;
      const sku = nodeSku[node];
      const taken = Math.min(nodeNeed[node], stock.freeOf(pod, sku) - scratch.skuUnits[sku]);
      if (taken <= 0) continue;
      if (scratch.skuUnits[sku] === 0) scratch.touchedSkus[touched++] = sku;
      scratch.skuUnits[sku] += taken;
      units += taken;
    }
  }
  for (let i = 0; i < touched; i += 1) scratch.skuUnits[scratch.touchedSkus[i]] = 0;
  return units;
}
