// A cache of the places nearest to the pick stations for the pods in most demand; all others take the nearest place outside.
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { because } from "../because.ts";
import type { PodStorageRule } from "../rule.ts";
import { nearest } from "./nearest.ts";
import { becausePlace } from "./place-reason.ts";
import { routeSteps } from "./route.ts";
import { stepsToNearest } from "./station-based.ts";
import { podTurnover } from "./turnover-zones.ts";

export const cache: PodStorageRule = {
  choose(context, robot, pod, station) {
    updateHot(context);
    const inside = nearestFree(context, robot, station, context.state.hotPod[pod] === 1);
    return inside >= 0 ? inside : nearest.choose(context, robot, pod, station);
  },
  explain(context, robot, pod, station, place) {
    const isHot = context.state.hotPod[pod] === 1;
    const isInside = context.state.cachePlace[place] === 1;
    const code = isHot ? (isInside ? "in-demand-in-cache" : "cache-is-full") : "outside-cache";
    return becausePlace(context, robot, station, place, (steps) => because(code, steps));
  },
};

/** Marks the pods in most demand, as many as the cache has places, anew every `limits.turnoverSeconds`. */
export function updateHot(context: DispatchContext): void {
  const { state, setup } = context;
  if (state.hotStep >= 0 && context.step < state.hotStep) return;
  state.hotStep = context.step + context.steps(limits.turnoverSeconds);
  if (state.cachePlace.every((isCache) => isCache === 0)) markCache(context);
  const size = cacheSize(context);
  const scores = Float64Array.from({ length: setup.podCount }, (_, pod) => podTurnover(context, pod));
  const hottest = Array.from(scores, (_, pod) => pod).sort((a, b) => scores[b] - scores[a] || a - b);
  state.hotPod.fill(0);
  for (const pod of hottest.slice(0, size)) if (scores[pod] > 0) state.hotPod[pod] = 1;
}

function cacheSize(context: DispatchContext): number {
  return Math.round(limits.cacheShare * context.setup.floor.podPlaces.length);
}

function markCache(context: DispatchContext): void {
  const steps = Array.from(context.setup.floor.podPlaces, (_, place) =>
    stepsToNearest(context, context.pickStations, place),
  );
  const nearestFirst = steps.map((_, place) => place).sort((a, b) => steps[a] - steps[b] || a - b);
  for (const place of nearestFirst.slice(0, cacheSize(context))) context.state.cachePlace[place] = 1;
}

function nearestFree(context: DispatchContext, robot: number, station: number, inCache: boolean): number {
  const { storage } = context;
  const way = routeSteps(context, robot, station);
  let best = -1;
  let bestSteps = 65535;
  for (let i = 0; i < storage.freeCount; i += 1) {
    const place = storage.state.free[i];
    if ((context.state.cachePlace[place] === 1) !== inCache) continue;
    if (way[place] > bestSteps || (way[place] === bestSteps && (best < 0 || place > best))) continue;
    best = place;
    bestSteps = way[place];
  }
  return bestSteps < 65535 ? best : -1;
}
