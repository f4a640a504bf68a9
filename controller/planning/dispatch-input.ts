// Turns what the brain sees into the dispatch LP's plain numbers.
import { Activity, BundleState, CellKind, type Observation, StationKind } from "../../sim/model/index.ts";
import type { DispatchInput, FleetEnergy, StationPool } from "./dispatch-model.ts";
import { dueClassCount, type OpenOrders } from "./open-orders.ts";
import type { DemandForecast, PodMoves } from "./plan.ts";
import type { PlannerSetup } from "./planner.ts";
import { stockNeeded, unpromisedUnits, waitingUnits } from "./stock-outlook.ts";
import type { RobotRates } from "./work-rates.ts";
import type { ZoneGeometry } from "./zone-geometry.ts";
import { zoneSupply } from "./zone-supply.ts";

/** A person is at work for this share of the time while pods come and go. */
const stationEfficiency = 0.85;
/** Share of a battery that planning leaves untouched. */
const energyReserve = 0.25;
/** Fleet charge wanted at the end of the horizon, as a share of what is above the reserve. */
const energyAtEnd = 0.5;
/** Stations that may be opened per period, as a share of all. */
const rampShare = 0.34;
/** What came from the supplier in this time is taken to go on until new orders arrive. */
const supplyWindowHours = 1;
/** Stock is made ready for the demand that is exceeded one time in five: what lacks cannot be sent, what is over waits. */
export const stockLevel = 0.8;

export interface DispatchOutlook {
  readonly openOrders: OpenOrders;
  readonly forecast: DemandForecast | null;
  /** Quantile of the forecast that arrivals are planned by; null = the mean. */
  readonly arrivalLevel: number | null;
  readonly rates: RobotRates;
  readonly geometry: ZoneGeometry;
  /** Moves that the slotting plan wants; null without one. */
  readonly moves: PodMoves | null;
  readonly periodSteps: number;
  readonly periodCount: number;
  readonly shiftMinPeriods: number;
}

export function dispatchInput(
  observation: Observation,
  setup: PlannerSetup,
  outlook: DispatchOutlook,
): DispatchInput {
  const { openOrders, forecast, rates, periodSteps, periodCount } = outlook;
  const { stations, robots, skus } = observation;
  const { history } = setup.knowledge;
  const expected = new Float64Array(periodCount);
  for (let t = 0; t < periodCount; t += 1) {
    expected[t] = (forecast?.orders[t] ?? 0) * levelFactor(forecast, outlook.arrivalLevel, t);
  }
  const { firstOpen } = openOrders.snapshot();
  const orders = openOrders.outlook(observation, periodSteps, expected);
  const meanUnits = totalUnits(forecast, periodCount);
  const unitsPerPeriod = meanUnits.map((units, t) => units * levelFactor(forecast, stockLevel, t));
  const meanSum = meanUnits.reduce((sum, units) => sum + units, 0);
  const safety = meanSum > 0 ? unitsPerPeriod.reduce((sum, units) => sum + units, 0) / meanSum : 1;
  const expectedUnits = Float64Array.from({ length: skus.count }, (_, sku) => {
    return (forecast?.skuUnits[sku] ?? 0) * safety;
  });
  const orderSum = (forecast?.orders ?? expected).reduce((sum, some) => sum + some, 0);
  const unitSum = meanSum;
  const pastUnits = history.unitsPerOrder > 0 ? history.unitsPerOrder : 1;
  const unitsPerOrder = Math.max(0.1, orderSum > 0 ? unitSum / orderSum : pastUnits);
  const bundleUnits = skus.bundleUnits.reduce((sum, units) => sum + units, 0) / Math.max(1, skus.count);
  const secondsPerStow = Math.max(1, setup.stations.stowSecondsPerBundle) / Math.max(1, bundleUnits);
  const secondsPerPick = Math.max(0.5, setup.stations.pickSecondsPerUnit);
  const waiting = waitingUnits(observation, firstOpen);
  const wanted = expectedUnits.map((units, sku) => units + waiting[sku]!);
  const dockUnits = unitsAtDock(observation);
  const periodHours = (periodSteps * setup.stepSeconds) / 3600;
  let working = 0;
  for (let robot = 0; robot < robots.count; robot += 1) {
    if (robots.activity[robot] !== Activity.failed) working += 1;
  }
  return {
    periodCount,
    periodHours,
    classCount: dueClassCount,
    ...orders,
    unitsPerOrder,
    pick: stationPool(observation, StationKind.pick, (3600 / secondsPerPick) * stationEfficiency),
    replenish: stationPool(observation, StationKind.replenish, (3600 / secondsPerStow) * stationEfficiency),
    shift: {
      rampPerPeriod: Math.max(1, Math.ceil(rampShare * stations.count)),
      minPeriods: outlook.shiftMinPeriods,
    },
    robots: working,
    zones: zoneSupply(observation, outlook.geometry, rates, wanted, outlook.moves),
    stowUnitsPerRobotHour: rates.stowUnitsPerRobotHour,
    stockNeededUnits: stockNeeded(unpromisedUnits(observation), waiting, expectedUnits, unitsPerPeriod),
    stowableUnits: stowableUnits(observation, setup, dockUnits, periodCount, periodHours),
    dockUnits,
    energy: fleetEnergy(observation, working),
  };
}

/** A quantile of the period's units over their mean; 1 without a forecast or at the mean. */
function levelFactor(forecast: DemandForecast | null, level: number | null, t: number): number {
  if (forecast === null || level === null) return 1;
  const index = forecast.quantileLevels.indexOf(level);
  let mean = 0;
  for (let at = t; at < forecast.units.length; at += forecast.periodCount) mean += forecast.units[at]!;
  return index < 0 || !(mean > 0) ? 1 : forecast.unitQuantiles[index]![t]! / mean;
}

/** What is at the dock, what arrives as it did of late, and from the supplier's lead time on whatever is ordered now. */
function stowableUnits(
  { bundles, step }: Observation,
  { stepSeconds, supply }: PlannerSetup,
  dockUnits: number,
  periodCount: number,
  periodHours: number,
): Float64Array {
  const since = step - (supplyWindowHours * 3600) / stepSeconds;
  let lately = 0;
  for (let bundle = bundles.count - 1; bundle >= 0; bundle -= 1) {
    if (bundles.arrivalStep[bundle]! < since) break;
    lately += bundles.units[bundle]!;
  }
  const leadHours = supply.leadSecondsMax / 3600;
  return Float64Array.from({ length: periodCount }, (_, t) => {
    const hours = (t + 1) * periodHours;
    return hours > leadHours ? Infinity : dockUnits + (lately / supplyWindowHours) * hours;
  });
}

function totalUnits(forecast: DemandForecast | null, periodCount: number): Float64Array {
  const units = new Float64Array(periodCount);
  if (forecast === null) return units;
  for (let at = 0; at < forecast.units.length; at += 1) {
    units[at % periodCount] = units[at % periodCount]! + forecast.units[at]!;
  }
  return units;
}

function unitsAtDock({ bundles }: Observation): number {
  let units = 0;
  for (let bundle = 0; bundle < bundles.count; bundle += 1) {
    if (bundles.state[bundle] === BundleState.dock) units += bundles.units[bundle]!;
  }
  return units;
}

function stationPool({ stations }: Observation, kind: number, unitsPerStationHour: number): StationPool {
  let count = 0;
  let openNow = 0;
  for (let station = 0; station < stations.count; station += 1) {
    if (stations.kind[station] !== kind) continue;
    count += 1;
    if (stations.open[station] === 1) openNow += 1;
  }
  return { stations: count, openNow, unitsPerStationHour };
}

/** The fleet's batteries together; null where nothing can be charged. */
function fleetEnergy({ floor, robots, robotTypes }: Observation, working: number): FleetEnergy | null {
  if (floor.chargers.length === 0 || working === 0) return null;
  let nowWh = 0;
  let capacityWh = 0;
  let chargeWatts = 0;
  let workWatts = 0;
  let idleWatts = 0;
  for (let robot = 0; robot < robots.count; robot += 1) {
    if (robots.activity[robot] === Activity.failed) continue;
    const type = robotTypes[robots.type[robot]!]!;
    nowWh += robots.energyWh[robot]! - energyReserve * type.batteryWh;
    capacityWh += (1 - energyReserve) * type.batteryWh;
    chargeWatts += type.chargeWatts / working;
    idleWatts += type.idleWatts / working;
    // At work a robot drives about half of the time and lifts a pod every two minutes or so.
    const driving = type.driveWattHoursPerMetre * type.speedMetresPerSecond * 3600 * 0.5;
    workWatts += (driving + type.liftWattHours * 30) / working;
  }
  if (!(chargeWatts > 0) || !(capacityWh > 0)) return null;
  const chargers = floor.chargers.filter((cell) => floor.kind[cell] === CellKind.charger).length;
  const endWh = Math.min(Math.max(0, nowWh), energyAtEnd * capacityWh);
  return { nowWh, capacityWh, endWh, chargers, chargeWatts, workWatts, idleWatts };
}
