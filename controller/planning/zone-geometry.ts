// What the floor says of its zones: how many pod places each has and how far they are from the pick stations.
import {
  climbSteps,
  type Floor,
  levelsOf,
  type RobotType,
  StationKind,
  zoneOfPlace,
} from "../../sim/model/index.ts";
import { manhattanCells } from "./work-rates.ts";

export interface ZoneGeometry {
  readonly zoneCount: number;
  readonly places: Float64Array;
  /** Mean seconds from a place of the zone to the nearest pick station, one way, climb included, without hold-ups. */
  readonly waySeconds: Float64Array;
  /** Seconds between the zone's nearest and its farthest place: about what a robot drives inside of it. */
  readonly depthSeconds: Float64Array;
}

/** Measures the zones for the first robot type; walks all pod places once. */
export function zoneGeometry(
  floor: Floor,
  robotTypes: readonly RobotType[],
  stepSeconds: number,
): ZoneGeometry {
  // A floor without zones is planned as one.
  const zoneCount = Math.max(1, floor.zoneCount);
  const type = robotTypes[0];
  const cellSeconds = type ? floor.cellMetres / type.speedMetresPerSecond : stepSeconds;
  const climbSeconds = Float64Array.from({ length: levelsOf(floor) }, (_, level) =>
    type ? climbSteps(floor, type, level, stepSeconds) * stepSeconds : 0,
  );
  const places = new Float64Array(zoneCount);
  const waySeconds = new Float64Array(zoneCount);
  const nearest = new Float64Array(zoneCount).fill(Infinity);
  const farthest = new Float64Array(zoneCount);
  for (const [place, cell] of floor.podPlaces.entries()) {
    const zone = floor.zoneCount === 0 ? 0 : zoneOfPlace(floor, place);
    if (zone >= zoneCount) continue;
    const level = floor.racks?.placeLevel[place] ?? 0;
    const way = cellsToPickStation(floor, cell) * cellSeconds + climbSeconds[level]!;
    places[zone] = places[zone]! + 1;
    waySeconds[zone] = waySeconds[zone]! + way;
    nearest[zone] = Math.min(nearest[zone]!, way);
    farthest[zone] = Math.max(farthest[zone]!, way);
  }
  return {
    zoneCount,
    places,
    waySeconds: waySeconds.map((sum, zone) => sum / Math.max(1, places[zone]!)),
    depthSeconds: farthest.map((far, zone) => (places[zone]! > 0 ? far - nearest[zone]! : 0)),
  };
}

function cellsToPickStation(floor: Floor, cell: number): number {
  let nearest = Infinity;
  for (const station of floor.stations) {
    if (station.kind !== StationKind.pick) continue;
    nearest = Math.min(nearest, manhattanCells(floor, cell, station.workCell));
  }
  return Number.isFinite(nearest) ? nearest : floor.width;
}
