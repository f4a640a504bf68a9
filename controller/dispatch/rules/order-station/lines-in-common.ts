// The waiting order with most lines in common with the station's open orders, so that one pod serves several: for each of its
// lines, how many of them still want the SKU. Ties, and orders with nothing in common, by due time.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import type { OrderStationRule } from "../rule.ts";
import { becauseDue } from "./order-reasons.ts";
import { bestByLines, clearUnits, sumOverLines } from "./sku-match.ts";

export const linesInCommon: OrderStationRule = {
  choose(context, station) {
    const skuCount = countOpenLines(context, station);
    const best = bestByLines(context, skuCount);
    clearUnits(context, skuCount);
    return best >= 0 ? best : context.orders.firstDue();
  },
  explain(context, station, entry) {
    if (entry < 0) return because("no-order-waits");
    const skuCount = countOpenLines(context, station);
    const lines = sumOverLines(context, entry);
    clearUnits(context, skuCount);
    return lines === 0
      ? becauseDue(context, entry)
      : because("lines-in-common", context.orders.state.order[entry], lines);
  },
};

/** Into `scratch.skuUnits`: how many lines of the station's open orders are not picked yet, per SKU. */
export function countOpenLines(context: DispatchContext, station: number): number {
  const { stations, orders, scratch } = context;
  const { firstNode, nodeSibling, nodeSku, nodeLine } = orders.state;
  const { lineUnits, linePicked } = context.observation.orders;
  let skuCount = 0;
  for (let k = 0; k < stations.state.orderCount[station]; k += 1) {
    for (let node = firstNode[stations.orderAt(station, k)]; node >= 0; node = nodeSibling[node]) {
      if (lineUnits[nodeLine[node]] <= linePicked[nodeLine[node]]) continue;
      const sku = nodeSku[node];
      if (scratch.skuUnits[sku] === 0) scratch.touchedSkus[skuCount++] = sku;
      scratch.skuUnits[sku] += 1;
    }
  }
  return skuCount;
}
