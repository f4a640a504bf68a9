// What each zone can give: units that will be asked for, now and once pods stand as the slotting plan wants, how many a robot
// brings from there in an hour, and how many the zone's aisles let through.
import { type Observation, zoneAt } from "../../sim/model/index.ts";
import type { PodMoves } from "./plan.ts";
import type { RobotRates } from "./work-rates.ts";
import type { ZoneGeometry } from "./zone-geometry.ts";

/** Robots that a zone bears per pod place before they hinder each other more than they bring. */
const robotsPerPlaceMax = 0.25;
/** Share of a pod cycle that is not driving and stays the same from wherever the pod comes, at least. */
const fixedShareMin = 0.25;
/** One approach counts half a way: robots take their next pod on the way back. */
const waysPerCycle = 2.5;

export interface ZoneSupply {
  readonly zoneCount: number;
  /** Units in the zone that are promised or that orders, waiting or expected, will ask for. */
  readonly unitsNow: Float64Array;
  /** The same once the listed moves have been made. */
  readonly unitsMoved: Float64Array;
  readonly unitsPerRobotHour: Float64Array;
  readonly unitsPerHourMax: Float64Array;
  /** Share of newly stowed units that goes to the zone. */
  readonly stowShare: Float64Array;
  readonly moves: number;
  readonly movesPerRobotHour: number;
}

/**
 * The zones' side of the dispatch LP. `wantedUnits` are per SKU, waiting and expected together. Units that several zones have are
 * counted in each of them, up to what is wanted: which of them is picked is the LP's choice.
 */
export function zoneSupply(
  observation: Observation,
  geometry: ZoneGeometry,
  rates: RobotRates,
  wantedUnits: Float64Array,
  moves: PodMoves | null,
): ZoneSupply {
  const { floor, pods } = observation;
  const { zoneCount, places, waySeconds } = geometry;
  const zoneOf = new Int16Array(pods.count).fill(-1);
  for (let pod = 0; pod < pods.count; pod += 1) {
    const cell = pods.cell[pod]!;
    const zone = cell >= 0 ? zoneAt(floor, cell, pods.level[pod]!) : zoneCount;
    zoneOf[pod] = zone < zoneCount ? zone : -1;
  }
  const unitsNow = reach(observation, zoneCount, zoneOf, wantedUnits);
  const movedZone = zoneOf.slice();
  const count = moves?.inwardCount ?? 0;
  for (let index = 0; index < count; index += 1) movedZone[moves!.pod[index]!] = moves!.zone[index]!;
  const unitsMoved = count > 0 ? reach(observation, zoneCount, movedZone, wantedUnits) : unitsNow;
  const all = unitsNow.reduce((sum, units) => sum + units, 0);
  const placesAll = places.reduce((sum, some) => sum + some, 0) || 1;
  const stowShare = unitsNow.map((units, zone) => (all > 0 ? units / all : places[zone]! / placesAll));

  let meanWay = 0;
  for (let zone = 0; zone < zoneCount; zone += 1) meanWay += stowShare[zone]! * waySeconds[zone]!;
  const { cycleSeconds } = rates;
  const unitsPerVisit = (rates.pickUnitsPerRobotHour * cycleSeconds) / 3600;
  const driving = Math.min((1 - fixedShareMin) * cycleSeconds, waysPerCycle * meanWay);
  const cycle = waySeconds.map((way) => {
    return cycleSeconds - driving + (meanWay > 0 ? (driving * way) / meanWay : driving);
  });
  return {
    zoneCount,
    unitsNow,
    unitsMoved,
    unitsPerRobotHour: cycle.map((seconds) => (3600 * unitsPerVisit) / seconds),
    unitsPerHourMax: zoneCapacity(geometry, rates),
    stowShare,
    moves: count,
    movesPerRobotHour: 3600 / Math.max(1, cycleSeconds - driving + driving / waysPerCycle),
  };
}

/** Units per hour that each zone's aisles let through: so many robots inside at the same time, each for its way through the zone. */
export function zoneCapacity({ places, depthSeconds }: ZoneGeometry, rates: RobotRates): Float64Array {
  const unitsPerVisit = (rates.pickUnitsPerRobotHour * rates.cycleSeconds) / 3600;
  return places.map((some, zone) => {
    const inside = depthSeconds[zone]! + fixedShareMin * rates.cycleSeconds;
    return (3600 / inside) * Math.max(1, robotsPerPlaceMax * some) * unitsPerVisit;
  });
}

/** Units per zone that will be asked for; what is on its way counts where most is. */
function reach(
  { pods, skus }: Observation,
  zoneCount: number,
  zoneOf: Int16Array,
  wantedUnits: Float64Array,
): Float64Array {
  const free = new Float64Array(skus.count * zoneCount);
  const units = new Float64Array(zoneCount);
  let onTheWay = 0;
  for (let pod = 0; pod < pods.count; pod += 1) {
    const zone = zoneOf[pod]!;
    for (let slot = pod * pods.slotsPerPod; slot < (pod + 1) * pods.slotsPerPod; slot += 1) {
      const sku = pods.slotSku[slot]!;
      if (sku < 0) continue;
      const promised = pods.slotReserved[slot]!;
      const rest = pods.slotUnits[slot]! - promised;
      if (zone < 0) {
        onTheWay += promised;
        // A pod that is out comes back somewhere: its stock is within reach of every zone's share.
        for (let z = 0; z < zoneCount; z += 1) {
          free[sku * zoneCount + z] = free[sku * zoneCount + z]! + rest / zoneCount;
        }
        continue;
      }
      units[zone] = units[zone]! + promised;
      free[sku * zoneCount + zone] = free[sku * zoneCount + zone]! + rest;
    }
  }
  for (let sku = 0; sku < skus.count; sku += 1) {
    const wanted = wantedUnits[sku]!;
    if (!(wanted > 0)) continue;
    for (let zone = 0; zone < zoneCount; zone += 1) {
      units[zone] = units[zone]! + Math.min(wanted, free[sku * zoneCount + zone]!);
    }
  }
  const all = units.reduce((sum, some) => sum + some, 0);
  return units.map((some) => some + onTheWay * (all > 0 ? some / all : 1 / zoneCount));
}
