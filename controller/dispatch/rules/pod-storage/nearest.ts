// The free place nearest to the station that the pod leaves, else to the robot, by laden steps.
import { because } from "../because.ts";
import type { PodStorageRule } from "../rule.ts";
import { becausePlace } from "./place-reason.ts";
import { routeSteps } from "./route.ts";

export const nearest: PodStorageRule = {
  choose(context, robot, _pod, station) {
    const { geometry, storage } = context;
    if (station < 0) return storage.nearestFree(routeSteps(context, robot, station));
    const places = geometry.placesFromStation(station);
    for (let i = 0; i < places.length; i += 1) if (storage.isFree(places[i])) return places[i];
    return -1;
  },
  explain: (context, robot, _pod, station, place) =>
    becausePlace(context, robot, station, place, (steps) => because("nearest-free-place", steps)),
};
