// The rolling dispatch LP: how much to pick and stow, which stations to open and how many robots do what, in each period.
// Formulated on open and overdue orders per due class; always feasible, since orders may wait, be late or lack stock.
import { assert } from "../../sim/kernel/index.ts";
import { type LinearModel, ModelBuilder } from "./lp/index.ts";

/** Everything the LP knows, as plain numbers. Arrays per class and period are `[class * periodCount + period]`. */
export interface DispatchInput {
  readonly periodCount: number;
  readonly periodHours: number;
  readonly classCount: number;
  /** Open orders now per class, overdue ones included. */
  readonly openOrders: Float64Array;
  /** Orders arriving in the period. */
  readonly arrivingOrders: Float64Array;
  /** Orders that are open or will have arrived by the period's end and fall due only after it. */
  readonly notYetDueOrders: Float64Array;
  readonly unitsPerOrder: number;
  readonly pick: StationPool;
  readonly replenish: StationPool;
  readonly stationsRampPerPeriod: number;
  /** Robots in service. */
  readonly robots: number;
  readonly pickUnitsPerRobotHour: number;
  readonly stowUnitsPerRobotHour: number;
  /** Units that must have been stowed by the end of each period to serve what is expected by then; non-decreasing. */
  readonly stockNeededUnits: Float64Array;
  /** Units waiting at the dock now: worth stowing within the horizon even if nothing lacks them yet. */
  readonly dockUnits: number;
  readonly energy: FleetEnergy | null;
}

export interface StationPool {
  readonly stations: number;
  readonly openNow: number;
  readonly unitsPerStationHour: number;
}

/** The fleet's energy above its reserve, together. */
export interface FleetEnergy {
  readonly nowWh: number;
  readonly capacityWh: number;
  readonly endWh: number;
  readonly chargers: number;
  readonly chargeWatts: number;
  readonly workWatts: number;
  readonly idleWatts: number;
}

/** Costs in late order-hours: what one order being late for an hour costs. */
export const dispatchCosts = {
  lateOrderHour: 1,
  /** Waiting in time still costs a little, so that work is not put off without need. */
  openOrderHour: 0.02,
  /** What is left at the end of the horizon would go on being late or waiting. */
  lateOrderAtEnd: 2,
  openOrderAtEnd: 0.1,
  stationHour: 0.5,
  stationStart: 0.2,
  robotHour: 0.002,
  chargeHour: 0.001,
  dockUnitAtEnd: 0.002,
  energyShortWh: 0.05,
  energyShortAtEndWh: 0.002,
} as const;

/** Columns and rows by meaning; arrays over periods, `done`, `open`, `late`, `balance` over class and period. */
export interface DispatchModel {
  readonly model: LinearModel;
  readonly done: Int32Array;
  readonly open: Int32Array;
  readonly late: Int32Array;
  readonly pickOpen: Int32Array;
  readonly replenishOpen: Int32Array;
  readonly robotsPick: Int32Array;
  readonly robotsReplenish: Int32Array;
  readonly robotsCharge: Int32Array;
  readonly stow: Int32Array;
  readonly balanceRow: Int32Array;
  readonly pickStationRow: Int32Array;
  readonly robotRow: Int32Array;
}

/** Builds the model; sizes are about (10 + 3 classes) columns and (9 + 2 classes) rows per period. */
export function buildDispatchModel(input: DispatchInput): DispatchModel {
  const { periodCount, classCount, periodHours: hours, unitsPerOrder, energy } = input;
  assert(periodCount > 0 && classCount > 0 && hours > 0, "the dispatch model needs periods and classes");
  const lp = new ModelBuilder("dispatch");
  const perPeriod = () => new Int32Array(periodCount);
  const perClass = () => new Int32Array(periodCount * classCount);
  const parts = {
    done: perClass(),
    open: perClass(),
    late: perClass(),
    pickOpen: perPeriod(),
    replenishOpen: perPeriod(),
    robotsPick: perPeriod(),
    robotsReplenish: perPeriod(),
    robotsCharge: perPeriod(),
    stow: perPeriod(),
    balanceRow: perClass(),
    pickStationRow: perPeriod(),
    robotRow: perPeriod(),
  };
  const stowed = perPeriod();
  const short = perPeriod();
  const level = perPeriod();
  const neededLimit = cumulativeOrders(input).map((orders) => orders * unitsPerOrder);

  for (let t = 0; t < periodCount; t += 1) {
    const isLast = t === periodCount - 1;
    const pickWork = lp.row(`pickStations_units[${t}]`, -Infinity, 0);
    const pickDrive = lp.row(`pickRobots_units[${t}]`, -Infinity, 0);
    const stowWork = lp.row(`stowStations_units[${t}]`, -Infinity, 0);
    const stowDrive = lp.row(`stowRobots_units[${t}]`, -Infinity, 0);
    const fleet = lp.row(`robots_robots[${t}]`, -Infinity, input.robots);
    const coupling = lp.row(`openHoldsShort_units[${t}]`, 0, Infinity);
    parts.pickStationRow[t] = pickWork;
    parts.robotRow[t] = fleet;

    for (let k = 0; k < classCount; k += 1) {
      const at = k * periodCount + t;
      const openCost = dispatchCosts.openOrderHour * hours + (isLast ? dispatchCosts.openOrderAtEnd : 0);
      const lateCost = dispatchCosts.lateOrderHour * hours + (isLast ? dispatchCosts.lateOrderAtEnd : 0);
      const done = lp.column(`done_orders[${k},${t}]`, 0);
      const open = lp.column(`open_orders[${k},${t}]`, openCost);
      const late = lp.column(`late_orders[${k},${t}]`, lateCost);
      const arriving = input.arrivingOrders[at]! + (t === 0 ? input.openOrders[k]! : 0);
      const balance = lp.row(`balance_orders[${k},${t}]`, arriving, arriving);
      lp.entry(balance, open, 1);
      lp.entry(balance, done, 1);
      if (t > 0) lp.entry(balance, parts.open[at - 1]!, -1);
      const overdue = lp.row(`overdue_orders[${k},${t}]`, -input.notYetDueOrders[at]!, Infinity);
      lp.entry(overdue, late, 1);
      lp.entry(overdue, open, -1);
      lp.entry(pickWork, done, unitsPerOrder);
      lp.entry(pickDrive, done, unitsPerOrder);
      lp.entry(coupling, open, unitsPerOrder);
      parts.done[at] = done;
      parts.open[at] = open;
      parts.late[at] = late;
      parts.balanceRow[at] = balance;
    }

    parts.pickOpen[t] = addStations(lp, "pick", t, input.pick, input, parts.pickOpen);
    parts.replenishOpen[t] = addStations(lp, "replenish", t, input.replenish, input, parts.replenishOpen);
    lp.entry(pickWork, parts.pickOpen[t]!, -input.pick.unitsPerStationHour * hours);
    lp.entry(stowWork, parts.replenishOpen[t]!, -input.replenish.unitsPerStationHour * hours);

    const robotCost = dispatchCosts.robotHour * hours;
    parts.robotsPick[t] = lp.column(`robotsPick_robots[${t}]`, robotCost);
    parts.robotsReplenish[t] = lp.column(`robotsReplenish_robots[${t}]`, robotCost);
    lp.entry(pickDrive, parts.robotsPick[t]!, -input.pickUnitsPerRobotHour * hours);
    lp.entry(stowDrive, parts.robotsReplenish[t]!, -input.stowUnitsPerRobotHour * hours);
    lp.entry(fleet, parts.robotsPick[t]!, 1);
    lp.entry(fleet, parts.robotsReplenish[t]!, 1);

    // Units stowed in a period are there to pick from the next one on; units still lacking keep their orders open.
    parts.stow[t] = lp.column(`stow_units[${t}]`, 0);
    stowed[t] = lp.column(`stowed_units[${t}]`, 0);
    short[t] = lp.column(`short_units[${t}]`, 0);
    lp.entry(stowWork, parts.stow[t]!, 1);
    lp.entry(stowDrive, parts.stow[t]!, 1);
    const sum = lp.row(`stowedSum_units[${t}]`, 0, 0);
    lp.entry(sum, stowed[t]!, 1);
    lp.entry(sum, parts.stow[t]!, -1);
    const needed = Math.min(input.stockNeededUnits[t]!, neededLimit[t]!);
    const stock = lp.row(`stock_units[${t}]`, needed, Infinity);
    lp.entry(stock, short[t]!, 1);
    lp.entry(coupling, short[t]!, -1);
    if (t > 0) {
      lp.entry(sum, stowed[t - 1]!, -1);
      lp.entry(stock, stowed[t - 1]!, 1);
    }

    if (isLast && input.dockUnits > 0) {
      const left = lp.column("dockLeft_units", dispatchCosts.dockUnitAtEnd);
      const dock = lp.row("dock_units", input.dockUnits, Infinity);
      lp.entry(dock, left, 1);
      lp.entry(dock, stowed[t]!, 1);
    }

    const chargers = energy?.chargers ?? 0;
    parts.robotsCharge[t] = lp.column(`robotsCharge_robots[${t}]`, dispatchCosts.chargeHour * hours, {
      upper: chargers,
    });
    lp.entry(fleet, parts.robotsCharge[t]!, 1);
    if (energy) addEnergy(lp, t, input, energy, parts, level, isLast);
  }
  return { model: lp.build(), ...parts };
}

/** Open stations of one kind: a column up to the pool, a start column up to the ramp, and the row that ties them. */
function addStations(
  lp: ModelBuilder,
  kind: "pick" | "replenish",
  t: number,
  pool: StationPool,
  input: DispatchInput,
  openColumns: Int32Array,
): number {
  const open = lp.column(`${kind}Open_stations[${t}]`, dispatchCosts.stationHour * input.periodHours, {
    upper: pool.stations,
  });
  const start = lp.column(`${kind}Start_stations[${t}]`, dispatchCosts.stationStart, {
    upper: Math.max(1, input.stationsRampPerPeriod),
  });
  const row = lp.row(`${kind}Ramp_stations[${t}]`, -Infinity, t === 0 ? pool.openNow : 0);
  lp.entry(row, open, 1);
  lp.entry(row, start, -1);
  if (t > 0) lp.entry(row, openColumns[t - 1]!, -1);
  return open;
}

function addEnergy(
  lp: ModelBuilder,
  t: number,
  input: DispatchInput,
  energy: FleetEnergy,
  parts: Pick<DispatchModel, "robotsPick" | "robotsReplenish" | "robotsCharge">,
  level: Int32Array,
  isLast: boolean,
): void {
  const hours = input.periodHours;
  const shortCost = dispatchCosts.energyShortWh;
  level[t] = lp.column(`energy_Wh[${t}]`, 0, { upper: energy.capacityWh });
  const short = lp.column(`energyShort_Wh[${t}]`, shortCost);
  const spent = lp.column(`energyUnused_Wh[${t}]`, 0);
  const constant = (t === 0 ? energy.nowWh : 0) - energy.idleWatts * hours * input.robots;
  const row = lp.row(`energy_Wh[${t}]`, constant, constant);
  lp.entry(row, level[t]!, 1);
  if (t > 0) lp.entry(row, level[t - 1]!, -1);
  lp.entry(row, parts.robotsPick[t]!, energy.workWatts * hours);
  lp.entry(row, parts.robotsReplenish[t]!, energy.workWatts * hours);
  lp.entry(row, parts.robotsCharge[t]!, -energy.chargeWatts * hours);
  lp.entry(row, short, -1);
  lp.entry(row, spent, 1);
  if (!isLast) return;
  const endShort = lp.column("energyShortAtEnd_Wh", dispatchCosts.energyShortAtEndWh);
  const end = lp.row("energyAtEnd_Wh", energy.endWh, Infinity);
  lp.entry(end, level[t]!, 1);
  lp.entry(end, endShort, 1);
}

/** Orders open now or arrived by the end of each period. */
function cumulativeOrders(input: DispatchInput): Float64Array {
  const sums = new Float64Array(input.periodCount);
  let sum = input.openOrders.reduce((total, orders) => total + orders, 0);
  for (let t = 0; t < input.periodCount; t += 1) {
    for (let k = 0; k < input.classCount; k += 1) sum += input.arrivingOrders[k * input.periodCount + t]!;
    sums[t] = sum;
  }
  return sums;
}
