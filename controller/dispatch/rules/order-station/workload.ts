// The oldest order goes to the station with the least open work: units not picked yet of the orders it holds, ties by id.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import type { OrderStationRule } from "../rule.ts";

export const workload: OrderStationRule = {
  choose(context, station) {
    const own = openUnits(context, station);
    for (const other of context.pickStations) {
      if (other === station || !context.hasSlot(other)) continue;
      const units = openUnits(context, other);
      if (units < own || (units === own && other < station)) return -1;
    }
    return context.orders.state.head;
  },
  explain(context, station, entry) {
    const { pickStations } = context;
    if (entry >= 0)
      return because("least-work", context.orders.state.order[entry], openUnits(context, station));
    if (context.orders.releasedCount === 0) return because("no-order-waits");
    const others = [...pickStations].filter((other) => other !== station && context.hasSlot(other));
    const units = (other: number) => openUnits(context, other);
    const least = others.reduce((best, other) => (units(other) < units(best) ? other : best), others[0]);
    return because("other-station-has-less-work", least, units(least));
  },
};

function openUnits(context: DispatchContext, station: number): number {
  const { stations, orders } = context;
  const { firstNode, nodeSibling, nodeLine } = orders.state;
  const { lineUnits, linePicked } = context.observation.orders;
  let units = 0;
  for (let k = 0; k < stations.state.orderCount[station]; k += 1) {
    for (let node = firstNode[stations.orderAt(station, k)]; node >= 0; node = nodeSibling[node]) {
      units += lineUnits[nodeLine[node]] - linePicked[nodeLine[node]];
    }
  }
  return units;
}
