// The free place nearest to the station within a wanted zone, else in the zone closest to it in rank.
import { zoneOfPlace } from "../../../../sim/model/index.ts";
import type { DispatchContext } from "../../context.ts";
import { nearest } from "./nearest.ts";

export function nearestInZone(
  context: DispatchContext,
  robot: number,
  pod: number,
  station: number,
  zone: number,
): number {
  if (station < 0) return nearest.choose(context, robot, pod, station);
  const { geometry, storage } = context;
  const { floor } = geometry;
  const places = geometry.placesFromStation(station);
  let best = -1;
  let bestGap = 256;
  for (let i = 0; i < places.length && bestGap > 0; i += 1) {
    if (!storage.isFree(places[i])) continue;
    const gap = Math.abs(zoneOfPlace(floor, places[i]) - zone);
    if (gap >= bestGap) continue;
    best = places[i];
    bestGap = gap;
  }
  return best;
}
