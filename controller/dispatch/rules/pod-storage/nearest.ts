// The free place nearest to the station that the pod leaves.
import type { PodStorageRule } from "../rule.ts";

export const nearest: PodStorageRule = {
  choose(context, robot, _pod, station) {
    const { geometry, storage, observation } = context;
    if (station < 0) return storage.nearestFree(observation.robots.cell[robot]);
    const places = geometry.placesFromStation(station);
    for (let i = 0; i < places.length; i += 1) if (storage.isFree(places[i])) return places[i];
    return -1;
  },
};
