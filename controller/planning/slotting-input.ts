// Turns what the brain sees into the slotting LP's plain numbers.
import type { Observation } from "../../sim/model/index.ts";
import type { DemandForecast } from "./plan.ts";
import type { PlannerSetup } from "./planner.ts";
import type { SlottingInput } from "./slotting.ts";
import { stockByZone } from "./stock-outlook.ts";
import type { RobotRates } from "./work-rates.ts";
import type { ZoneGeometry } from "./zone-geometry.ts";
import { zoneCapacity } from "./zone-supply.ts";

/** Room kept free in every zone, so that pods can still be exchanged. */
const fillShareMax = 0.95;
/** Much stock moves for nothing: a pod that served a station goes back to any free place. */
const moveShare = 0.3;
/** How long a slotting plan is taken to hold when its moves are weighed and budgeted. */
export const slottingPlanHours = 6;

/** `families`: SKUs that are bought together; they are planned into one zone. `moveBudgetVolume`: what may be moved, litres. */
export function slottingInput(
  observation: Observation,
  setup: PlannerSetup,
  forecast: DemandForecast | null,
  rates: RobotRates,
  geometry: ZoneGeometry,
  families: readonly (readonly number[])[],
  moveBudgetVolume: number,
): SlottingInput {
  const { floor, pods, skus } = observation;
  const { zoneCount, places, waySeconds } = geometry;
  const { volume, share } = stockByZone(observation, floor, zoneCount);
  const unitsPerHour = expectedUnitsPerHour(setup, forecast, skus.count);
  const placesTotal = Math.max(1, floor.podPlaces.length);
  const podsPerPlace = pods.count / placesTotal;
  return {
    zoneCount,
    travelSeconds: waySeconds.map((seconds) => 2 * seconds),
    volumeLimit: places.map((count) => {
      return count * Math.min(1, podsPerPlace * 1.1) * pods.capacityVolume * fillShareMax;
    }),
    pickUnitsPerHourLimit: zoneCapacity(geometry, rates),
    unitsPerHour,
    volume,
    currentShare: share,
    families,
    unitsPerVisit: Math.max(1, (rates.pickUnitsPerRobotHour * rates.cycleSeconds) / 3600),
    visitSeconds: rates.cycleSeconds,
    moveSecondsPerVolume: (moveShare * rates.cycleSeconds) / Math.max(1e-9, pods.capacityVolume),
    moveBudgetVolume,
    planHours: slottingPlanHours,
  };
}

function expectedUnitsPerHour(
  { knowledge, stepSeconds }: PlannerSetup,
  demand: DemandForecast | null,
  skuCount: number,
): Float64Array {
  if (demand !== null) {
    const hours = (demand.periodCount * demand.periodSteps * stepSeconds) / 3600;
    return demand.skuUnits.map((units) => units / hours);
  }
  const { history } = knowledge;
  const hours = Math.max(1, (history.periodCount * history.periodSeconds) / 3600);
  return Float64Array.from({ length: skuCount }, (_, sku) => (history.skuUnits[sku] ?? 0) / hours);
}
