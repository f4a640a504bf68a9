// Slotting zones: pod places grouped into equal shares by the driving distance of a round trip to the pick stations.
import { type Floor, StationKind } from "../model/index.ts";
import { drivingDistances } from "./driving-distance.ts";

/** Pick stations whose distances are averaged; on larger floors an even choice among them. */
const sampleLimit = 16;

/**
 * Zone of each cell: 0 = nearest pod places … zoneCount − 1, 255 where there is no pod place. Without pick stations every
 * pod place is in zone 0. Ties go by cell.
 */
export function podPlaceZones(floor: Omit<Floor, "zone" | "zoneCount">, zoneCount: number): Uint8Array {
  const zone = new Uint8Array(floor.kind.length).fill(255);
  if (!floor.stations.some((station) => station.kind === StationKind.pick)) {
    for (const place of floor.podPlaces) zone[place] = 0;
    return zone;
  }
  const distance = roundTrips({ ...floor, zone, zoneCount });
  const order = Array.from(floor.podPlaces).sort((a, b) => distance[a]! - distance[b]! || a - b);
  for (const [rank, place] of order.entries()) zone[place] = Math.floor((rank * zoneCount) / order.length);
  return zone;
}

/** Sum over the sampled pick stations of the laden way to the station and back; a missing way counts as very long. */
function roundTrips(floor: Floor): Float64Array {
  const sum = new Float64Array(floor.kind.length);
  const distances = new Int32Array(floor.kind.length);
  const frontier = new Int32Array(floor.kind.length);
  const stations = floor.stations.filter((station) => station.kind === StationKind.pick);
  const sampleCount = Math.min(sampleLimit, stations.length);
  for (let i = 0; i < sampleCount; i += 1) {
    const { workCell } = stations[Math.floor((i * stations.length) / sampleCount)]!;
    for (const direction of ["to-root", "from-root"] as const) {
      drivingDistances(floor, workCell, direction, true, distances, frontier);
      for (const place of floor.podPlaces)
        sum[place]! += distances[place]! < 0 ? sum.length : distances[place]!;
    }
  }
  return sum;
}

/**
 * Zone of each cell and level when tall racks stand over a floor's pod cells, `[cell * levels + level]`: equal shares by the way
 * to the pick stations and back and the climbs at both ends; 255 where there is no place. Ties go by cell, then level.
 * `climbCells[level]`: cells driven in the time of the way up to a level and down again.
 */
export function shelfZones(flat: Floor, climbCells: readonly number[]): Uint8Array {
  const levels = climbCells.length;
  const { podPlaces, zoneCount } = flat;
  const zone = new Uint8Array(flat.kind.length * levels).fill(255);
  const picks = flat.stations.filter((station) => station.kind === StationKind.pick).length;
  const trips = roundTrips(flat);
  // Trips are summed over the stations looked at; each begins with a lift and ends with a set-down.
  const climbs = 2 * Math.min(sampleLimit, picks);
  const shelves = Array.from(podPlaces).flatMap((cell) =>
    climbCells.map((cells, level) => ({ shelf: cell * levels + level, cost: trips[cell]! + climbs * cells })),
  );
  shelves.sort((a, b) => a.cost - b.cost || a.shelf - b.shelf);
  for (const [rank, { shelf }] of shelves.entries()) {
    zone[shelf] = picks === 0 ? 0 : Math.floor((rank * zoneCount) / shelves.length);
  }
  return zone;
}
