// Idle robots bring pods in most demand into the places nearest to the pick stations, the most wanted first.
import { unclaimed } from "../../state/missions.ts";
import { because } from "../because.ts";
import { updateHot } from "../pod-storage/cache.ts";
import { stepsToNearest } from "../pod-storage/station-based.ts";
import { podTurnover } from "../pod-storage/turnover-zones.ts";
import type { RepositioningRule } from "../rule.ts";

export const cache: RepositioningRule = {
  next(context) {
    updateHot(context);
    const { state, storage, missions, observation, geometry, setup } = context;
    let place = -1;
    let placeSteps = Number.POSITIVE_INFINITY;
    for (let i = 0; i < storage.freeCount; i += 1) {
      const free = storage.state.free[i];
      if (state.cachePlace[free] === 0) continue;
      const steps = stepsToNearest(context, context.pickStations, free);
      if (steps > placeSteps || (steps === placeSteps && free > place)) continue;
      place = free;
      placeSteps = steps;
    }
    if (place < 0) return null;
    let pod = -1;
    let most = 0;
    for (let other = 0; other < setup.podCount; other += 1) {
      const cell = observation.pods.cell[other];
      if (state.hotPod[other] === 0 || cell < 0 || missions.state.claim[other] !== unclaimed) continue;
      if (state.cachePlace[geometry.placeOfPod(observation.pods, other)] === 1) continue;
      const turnover = podTurnover(context, other);
      if (turnover <= most) continue;
      pod = other;
      most = turnover;
    }
    return pod < 0 ? null : { pod, place };
  },
  explain: (context, move) =>
    move === null
      ? because("nothing-to-move")
      : because("in-demand-towards-stations", podTurnover(context, move.pod) * 3600),
};
