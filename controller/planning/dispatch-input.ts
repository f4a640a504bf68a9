// Turns what the brain sees into the dispatch LP's plain numbers.
import { Activity, BundleState, CellKind, type Observation, StationKind } from "../../sim/model/index.ts";
import type { DispatchInput, FleetEnergy, StationPool } from "./dispatch-model.ts";
import { dueClassCount, type OpenOrders } from "./open-orders.ts";
import type { DemandForecast } from "./plan.ts";
import type { PlannerSetup } from "./planner.ts";
import { stockNeeded, unpromisedUnits, waitingUnits } from "./stock-outlook.ts";
import type { RobotRates } from "./work-rates.ts";

/** A person is at work for this share of the time while pods come and go. */
const stationEfficiency = 0.85;
/** Share of a battery that planning leaves untouched. */
const energyReserve = 0.25;
/** Fleet charge wanted at the end of the horizon, as a share of what is above the reserve. */
const energyAtEnd = 0.5;
/** Stations that may be opened per period, as a share of all. */
const rampShare = 0.34;

export function dispatchInput(
  observation: Observation,
  setup: PlannerSetup,
  openOrders: OpenOrders,
  forecast: DemandForecast | null,
  rates: RobotRates,
  { periodSteps, periodCount }: { readonly periodSteps: number; readonly periodCount: number },
): DispatchInput {
  const { stations, robots, skus } = observation;
  const { history } = setup.knowledge;
  const expected = forecast?.orders ?? new Float64Array(periodCount);
  const { firstOpen } = openOrders.snapshot();
  const outlook = openOrders.outlook(observation, periodSteps, expected);
  const expectedUnits = forecast?.skuUnits ?? new Float64Array(skus.count);
  const unitsPerPeriod = totalUnits(forecast, periodCount);
  const orderSum = expected.reduce((sum, orders) => sum + orders, 0);
  const unitSum = unitsPerPeriod.reduce((sum, units) => sum + units, 0);
  const pastUnits = history.unitsPerOrder > 0 ? history.unitsPerOrder : 1;
  const unitsPerOrder = Math.max(0.1, orderSum > 0 ? unitSum / orderSum : pastUnits);
  const bundleUnits = skus.bundleUnits.reduce((sum, units) => sum + units, 0) / Math.max(1, skus.count);
  const secondsPerStow = Math.max(1, setup.stations.stowSecondsPerBundle) / Math.max(1, bundleUnits);
  const secondsPerPick = Math.max(0.5, setup.stations.pickSecondsPerUnit);
  let working = 0;
  for (let robot = 0; robot < robots.count; robot += 1) {
    if (robots.activity[robot] !== Activity.failed) working += 1;
  }
  return {
    periodCount,
    periodHours: (periodSteps * setup.stepSeconds) / 3600,
    classCount: dueClassCount,
    ...outlook,
    unitsPerOrder,
    pick: stationPool(observation, StationKind.pick, (3600 / secondsPerPick) * stationEfficiency),
    replenish: stationPool(observation, StationKind.replenish, (3600 / secondsPerStow) * stationEfficiency),
    stationsRampPerPeriod: Math.max(1, Math.ceil(rampShare * stations.count)),
    robots: working,
    pickUnitsPerRobotHour: rates.pickUnitsPerRobotHour,
    stowUnitsPerRobotHour: rates.stowUnitsPerRobotHour,
    stockNeededUnits: stockNeeded(
      unpromisedUnits(observation),
      waitingUnits(observation, firstOpen),
      expectedUnits,
      unitsPerPeriod,
    ),
    dockUnits: unitsAtDock(observation),
    energy: fleetEnergy(observation, working),
  };
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
