// The replenishment station with fewest pods on their way; ties by id.
import { because } from "../because.ts";
import type { ReplenishStationRule } from "../rule.ts";

export const leastBusy: ReplenishStationRule = {
  choose(context, stations) {
    const { podCount } = context.stations.state;
    let best = stations[0];
    for (const station of stations) if (podCount[station] < podCount[best]) best = station;
    return best;
  },
  explain: (context, _stations, station) =>
    because("fewest-pods-coming", context.stations.state.podCount[station]),
};
