// Full pods stand near the pick stations, pods that are less than half full near the replenishment stations: each near the
// station that it will visit next.
import type { DispatchContext } from "../../context.ts";
import { unreachable } from "../../state/geometry.ts";
import { because } from "../because.ts";
import type { PodStorageRule } from "../rule.ts";
import { nearest } from "./nearest.ts";
import { becausePlace } from "./place-reason.ts";
import { routeSteps } from "./route.ts";

export const stationBased: PodStorageRule = {
  choose(context, robot, pod, station) {
    const { stock, storage } = context;
    const isFull = 2 * stock.state.podFreeVolume[pod] <= stock.pods.capacityVolume;
    const stations = isFull ? context.pickStations : context.replenishStations;
    if (stations.length === 0) return nearest.choose(context, robot, pod, station);
    const way = routeSteps(context, robot, station);
    let best = -1;
    let bestSteps = Number.POSITIVE_INFINITY;
    for (let i = 0; i < storage.freeCount; i += 1) {
      const place = storage.state.free[i];
      if (way[place] === unreachable) continue;
      const steps = way[place] + stepsToNearest(context, stations, place);
      if (steps < bestSteps || (steps === bestSteps && place < best)) {
        best = place;
        bestSteps = steps;
      }
    }
    return best;
  },
  explain(context, robot, pod, station, place) {
    const { stock } = context;
    const freeShare = stock.state.podFreeVolume[pod] / stock.pods.capacityVolume;
    const code = freeShare <= 0.5 ? "near-pick-stations" : "near-replenish-stations";
    const percent = Math.round(100 * freeShare);
    return becausePlace(context, robot, station, place, (steps) => because(code, percent, steps));
  },
};

/** Laden steps from a place to the nearest of some stations. */
export function stepsToNearest(context: DispatchContext, stations: Int32Array, place: number): number {
  let least: number = unreachable;
  for (const station of stations) least = Math.min(least, context.geometry.toStation(station)[place]);
  return least;
}
