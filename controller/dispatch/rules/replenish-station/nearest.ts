// The replenishment station nearest to a free robot; ties by id.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import type { ReplenishStationRule } from "../rule.ts";

export const nearest: ReplenishStationRule = {
  choose(context, stations) {
    let best = stations[0];
    let bestSteps = Number.POSITIVE_INFINITY;
    for (const station of stations) {
      const steps = stepsToRobot(context, station);
      if (steps >= bestSteps) continue;
      best = station;
      bestSteps = steps;
    }
    return best;
  },
  explain: (context, _stations, station) => because("nearest-to-robot", stepsToRobot(context, station)),
};

/** From the nearest free robot. */
function stepsToRobot(context: DispatchContext, station: number): number {
  const { geometry, observation, scratch } = context;
  const work = observation.stations.workCell[station];
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < scratch.freeCount; i += 1) {
    least = Math.min(least, geometry.manhattan(observation.robots.cell[scratch.freeRobots[i]], work));
  }
  return least;
}
