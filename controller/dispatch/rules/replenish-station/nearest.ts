// The replenishment station nearest to a free robot; ties by id.
import type { ReplenishStationRule } from "../rule.ts";

export const nearest: ReplenishStationRule = {
  choose(context, stations) {
    const { geometry, observation, scratch } = context;
    let best = stations[0];
    let bestSteps = Number.POSITIVE_INFINITY;
    for (const station of stations) {
      const work = observation.stations.workCell[station];
      for (let i = 0; i < scratch.freeCount; i += 1) {
        const steps = geometry.manhattan(observation.robots.cell[scratch.freeRobots[i]], work);
        if (steps >= bestSteps) continue;
        best = station;
        bestSteps = steps;
      }
    }
    return best;
  },
};
