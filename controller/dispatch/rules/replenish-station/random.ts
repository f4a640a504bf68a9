// Any replenishment station that has room.
import type { ReplenishStationRule } from "../rule.ts";

export const random: ReplenishStationRule = {
  choose: (context, stations) => stations[context.randomStock.below(stations.length)],
};
