// The oldest order goes to the station, of those with a free slot, whose open orders have most lines in common with it; ties to
// the one with fewest open orders, then by id.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import type { OrderStationRule } from "../rule.ts";
import { countOpenLines } from "./lines-in-common.ts";
import { clearUnits, sumOverLines } from "./sku-match.ts";

export const related: OrderStationRule = {
  choose(context, station) {
    const entry = context.orders.state.head;
    if (entry < 0) return -1;
    const { orderCount } = context.stations.state;
    const own = linesInCommonWith(context, station, entry);
    for (const other of context.pickStations) {
      if (other === station || !context.hasSlot(other)) continue;
      const lines = linesInCommonWith(context, other, entry);
      const busier = orderCount[other] - orderCount[station];
      if (lines > own || (lines === own && (busier < 0 || (busier === 0 && other < station)))) return -1;
    }
    return entry;
  },
  explain(context, station, entry) {
    if (entry >= 0) {
      const lines = linesInCommonWith(context, station, entry);
      return because("lines-in-common", context.orders.state.order[entry], lines);
    }
    const waiting = context.orders.state.head;
    if (waiting < 0) return because("no-order-waits");
    const others = [...context.pickStations].filter((other) => other !== station && context.hasSlot(other));
    const lines = (other: number) => linesInCommonWith(context, other, waiting);
    const best = others.reduce((most, other) => (lines(other) > lines(most) ? other : most), others[0]);
    return because("other-station-fits-better", best, lines(best));
  },
};

function linesInCommonWith(context: DispatchContext, station: number, entry: number): number {
  const skuCount = countOpenLines(context, station);
  const lines = sumOverLines(context, entry);
  clearUnits(context, skuCount);
  return lines;
}
