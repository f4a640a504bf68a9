// Any replenishment station that has room.
import { because } from "../because.ts";
import type { ReplenishStationRule } from "../rule.ts";

export const random: ReplenishStationRule = {
  choose: (context, stations) => stations[context.randomStock.below(stations.length)],
  explain: (_context, stations) => because("drawn-at-random", stations.length),
};
