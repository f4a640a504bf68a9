// The replenishment station that a pod with most room is already coming to, so that its visit takes more bundles; else the one
// with fewest pods on their way. Bundles that fit a coming pod join it anyway: this rule gathers the rest.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import type { ReplenishStationRule } from "../rule.ts";
import { leastBusy } from "./least-busy.ts";

export const samePod: ReplenishStationRule = {
  choose(context, stations) {
    let best = -1;
    let bestRoom = 0;
    for (const station of stations) {
      const room = mostRoom(context, station);
      if (room <= bestRoom) continue;
      best = station;
      bestRoom = room;
    }
    return best >= 0 ? best : leastBusy.choose(context, stations);
  },
  explain(context, stations, station) {
    const room = mostRoom(context, station);
    if (room === 0) return leastBusy.explain(context, stations, station);
    return because("pod-with-room-coming", Math.round((100 * room) / context.stock.pods.capacityVolume));
  },
};

function mostRoom(context: DispatchContext, station: number): number {
  const { stations, stock } = context;
  let room = 0;
  for (let k = 0; k < stations.state.podCount[station]; k += 1) {
    room = Math.max(room, stock.state.podFreeVolume[stations.podAt(station, k)]);
  }
  return room;
}
