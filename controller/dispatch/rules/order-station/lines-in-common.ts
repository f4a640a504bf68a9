// The waiting order with most units of SKUs that the station's open orders want as well, so that one pod serves several.
import type { DispatchContext } from "../../context.ts";
import type { OrderStationRule } from "../rule.ts";
import { bestCovered, clearUnits } from "./sku-match.ts";
import { urgentOrder } from "./urgent.ts";

export const linesInCommon: OrderStationRule = {
  choose(context, station) {
    const urgent = urgentOrder(context, station);
    if (urgent >= 0) return urgent;
    const skuCount = gatherOpenLines(context, station);
    const best = bestCovered(context, skuCount, false);
    clearUnits(context, skuCount);
    return best >= 0 ? best : context.orders.firstDue();
  },
};

function gatherOpenLines(context: DispatchContext, station: number): number {
  const { stations, orders, scratch } = context;
  const { firstNode, nodeSibling, nodeSku, nodeLine } = orders.state;
  const { lineUnits, linePicked } = context.observation.orders;
  let skuCount = 0;
  for (let k = 0; k < stations.state.orderCount[station]; k += 1) {
    for (let node = firstNode[stations.orderAt(station, k)]; node >= 0; node = nodeSibling[node]) {
      const open = lineUnits[nodeLine[node]] - linePicked[nodeLine[node]];
      if (open <= 0) continue;
      const sku = nodeSku[node];
      if (scratch.skuUnits[sku] === 0) scratch.touchedSkus[skuCount++] = sku;
      scratch.skuUnits[sku] += open;
    }
  }
  return skuCount;
}
