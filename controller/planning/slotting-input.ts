// Turns what the brain sees into the slotting LP's plain numbers.
import { climbSteps, levelsOf, type Observation, StationKind, zoneOfPlace } from "../../sim/model/index.ts";
import type { DemandForecast } from "./plan.ts";
import type { PlannerSetup } from "./planner.ts";
import type { SlottingInput } from "./slotting.ts";
import { stockByZone } from "./stock-outlook.ts";
import { manhattanCells, type RobotRates } from "./work-rates.ts";

/** Room kept free in every zone, so that pods can still be exchanged. */
const fillShareMax = 0.95;
/** A zone may take at most this multiple of its share of the places in pick work, and never less than a share of it all. */
const pickWorkMultiple = 2.5;
const pickWorkShareMin = 0.2;
/** Much stock moves for nothing: a pod that served a station goes back to any free place. */
const moveShare = 0.3;
const planHours = 6;

export function slottingInput(
  observation: Observation,
  setup: PlannerSetup,
  forecast: DemandForecast | null,
  rates: RobotRates,
): SlottingInput {
  const { floor, skus, pods } = observation;
  const { zoneCount } = floor;
  const { volume, share } = stockByZone(observation, floor);
  const unitsPerHour = expectedUnitsPerHour(setup, forecast);
  const unitsTotal = unitsPerHour.reduce((sum, units) => sum + units, 0);
  const places = new Float64Array(zoneCount);
  const wayCells = new Float64Array(zoneCount);
  const climb = climbCells(observation, setup);
  for (const [place, cell] of floor.podPlaces.entries()) {
    const zone = zoneOfPlace(floor, place);
    if (zone >= zoneCount) continue;
    places[zone] = places[zone]! + 1;
    wayCells[zone] =
      wayCells[zone]! + cellsToPickStation(observation, cell) + climb[floor.racks?.placeLevel[place] ?? 0]!;
  }
  const type = setup.robotTypes[0];
  const cellSeconds = type ? floor.cellMetres / type.speedMetresPerSecond : setup.stepSeconds;
  const placesTotal = Math.max(1, floor.podPlaces.length);
  const podsPerPlace = pods.count / placesTotal;
  return {
    zoneCount,
    travelSeconds: wayCells.map((cells, zone) => (2 * cells * cellSeconds) / Math.max(1, places[zone]!)),
    volumeLimit: places.map((count) => {
      return count * Math.min(1, podsPerPlace * 1.1) * pods.capacityVolume * fillShareMax;
    }),
    pickUnitsPerHourLimit: places.map((count) => {
      return Math.max(pickWorkShareMin, (pickWorkMultiple * count) / placesTotal) * unitsTotal;
    }),
    unitsPerHour,
    volume,
    currentShare: share,
    unitsPerVisit: Math.max(1, (rates.pickUnitsPerRobotHour * rates.cycleSeconds) / 3600),
    moveSecondsPerVolume: (moveShare * rates.cycleSeconds) / Math.max(1e-9, pods.capacityVolume),
    planHours,
  };

  function expectedUnitsPerHour(from: PlannerSetup, demand: DemandForecast | null): Float64Array {
    if (demand !== null) {
      const hours = (demand.periodCount * demand.periodSteps * from.stepSeconds) / 3600;
      return demand.skuUnits.map((units) => units / hours);
    }
    const { history } = from.knowledge;
    const hours = Math.max(1, (history.periodCount * history.periodSeconds) / 3600);
    return Float64Array.from({ length: skus.count }, (_, sku) => (history.skuUnits[sku] ?? 0) / hours);
  }
}

/** Cells that the first robot type drives in the time of the way up to each level and down again. */
function climbCells({ floor }: Observation, setup: PlannerSetup): Float64Array {
  const type = setup.robotTypes[0];
  const cellSteps = (type?.driveMilliSteps ?? 1000) / 1000;
  return Float64Array.from({ length: levelsOf(floor) }, (_, level) => {
    return type === undefined ? 0 : climbSteps(floor, type, level, setup.stepSeconds) / cellSteps;
  });
}

function cellsToPickStation({ floor }: Observation, cell: number): number {
  let nearest = Infinity;
  for (const station of floor.stations) {
    if (station.kind !== StationKind.pick) continue;
    nearest = Math.min(nearest, manhattanCells(floor, cell, station.workCell));
  }
  return Number.isFinite(nearest) ? nearest : floor.width;
}
