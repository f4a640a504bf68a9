// The rolling dispatch LP: how much to pick from which zone and to stow, which stations to open and how many robots do what, in
// each period. Always feasible, since orders may wait, be late or lack stock. docs/planning.md has it as equations.
import { assert } from "../../sim/kernel/index.ts";
import { addEnergy, type FleetEnergy } from "./dispatch-energy.ts";
import { addStations, type ShiftRules, type StationColumns, type StationPool } from "./dispatch-stations.ts";
import { type LinearModel, ModelBuilder } from "./lp/index.ts";
import type { ZoneSupply } from "./zone-supply.ts";

export type { FleetEnergy } from "./dispatch-energy.ts";
export type { ShiftRules, StationPool } from "./dispatch-stations.ts";

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
  readonly shift: ShiftRules;
  /** Robots in service. */
  readonly robots: number;
  readonly zones: ZoneSupply;
  readonly stowUnitsPerRobotHour: number;
  /** Units that must have been stowed by the end of each period to serve what is expected by then; non-decreasing. */
  readonly stockNeededUnits: Float64Array;
  /** Units that can have been stowed by the end of each period: at the dock, or come by then; Infinity = any number. */
  readonly stowableUnits: Float64Array;
  /** Units waiting at the dock now: worth stowing within the horizon even if nothing lacks them yet. */
  readonly dockUnits: number;
  readonly energy: FleetEnergy | null;
}

/** Costs in late order-hours: what one order being late for an hour costs. */
export const dispatchCosts = {
  lateOrderHour: 1,
  /** Waiting in time still costs a little, so that work is not put off without need. */
  openOrderHour: 0.02,
  /** What is left at the end of the horizon would go on being late or waiting. */
  lateOrderAtEnd: 2,
  openOrderAtEnd: 0.1,
  robotHour: 0.002,
  chargeHour: 0.001,
  /**
   * An order that waits for stock not yet on pods: besides waiting, it cannot be matched with others, so that pods bring less per
   * visit the more of them there are.
   */
  shortOrderHour: 0.2,
  /** What is left at the dock was ordered because it will be asked for: each order's worth will wait like the others. */
  dockOrderAtEnd: 0.1,
} as const;

/** Columns and rows by meaning; `done`, `open`, `late`, `balanceRow` as `[class * periodCount + period]`. */
export interface DispatchModel {
  readonly model: LinearModel;
  /** `[(class * zoneCount + zone) * periodCount + period]` */
  readonly done: Int32Array;
  readonly open: Int32Array;
  readonly late: Int32Array;
  readonly pick: StationColumns;
  readonly replenish: StationColumns;
  readonly robotsPick: Int32Array;
  readonly robotsReplenish: Int32Array;
  readonly robotsCharge: Int32Array;
  readonly robotsReposition: Int32Array;
  readonly stow: Int32Array;
  readonly balanceRow: Int32Array;
  readonly robotRow: Int32Array;
  /** `[zone * periodCount + period]` */
  readonly zoneRow: Int32Array;
}

/** Builds the model: about classes × (zones + 2) + zones + 13 columns and 2 classes + 2 zones + 12 rows per period. */
export function buildDispatchModel(input: DispatchInput): DispatchModel {
  const { periodCount, classCount, periodHours: hours, unitsPerOrder, energy, zones } = input;
  const { zoneCount } = zones;
  assert(
    periodCount > 0 && classCount > 0 && zoneCount > 0 && hours > 0,
    "the dispatch model needs periods, classes and zones",
  );
  const lp = new ModelBuilder("dispatch");
  const perPeriod = () => new Int32Array(periodCount);
  const perClass = () => new Int32Array(periodCount * classCount);
  const parts = {
    done: new Int32Array(periodCount * classCount * zoneCount),
    open: perClass(),
    late: perClass(),
    pick: { open: perPeriod(), start: perPeriod() },
    replenish: { open: perPeriod(), start: perPeriod() },
    robotsPick: perPeriod(),
    robotsReplenish: perPeriod(),
    robotsCharge: perPeriod(),
    robotsReposition: perPeriod(),
    stow: perPeriod(),
    balanceRow: perClass(),
    robotRow: perPeriod(),
    zoneRow: new Int32Array(periodCount * zoneCount),
  };
  const stowed = perPeriod();
  const moved = perPeriod();
  const taken = new Int32Array(periodCount * zoneCount);
  const neededLimit = cumulativeOrders(input).map((orders) => orders * unitsPerOrder);
  let level = -1;
  const shares = classShares(input);

  for (let t = 0; t < periodCount; t += 1) {
    const isLast = t === periodCount - 1;
    const pickWork = lp.row(`pickStations_units[${t}]`, -Infinity, 0);
    const pickDrive = lp.row(`pickRobots_robotHours[${t}]`, -Infinity, 0);
    const fleet = lp.row(`robots_robots[${t}]`, -Infinity, input.robots);
    parts.robotRow[t] = fleet;

    const robotCost = dispatchCosts.robotHour * hours;
    parts.robotsPick[t] = lp.column(`robotsPick_robots[${t}]`, robotCost);
    parts.robotsReplenish[t] = lp.column(`robotsReplenish_robots[${t}]`, robotCost);
    parts.robotsReposition[t] = lp.column(`robotsReposition_robots[${t}]`, robotCost);
    parts.robotsCharge[t] = lp.column(`robotsCharge_robots[${t}]`, dispatchCosts.chargeHour * hours, {
      upper: energy?.chargers ?? 0,
    });
    for (const column of [
      parts.robotsPick[t]!,
      parts.robotsReplenish[t]!,
      parts.robotsReposition[t]!,
      parts.robotsCharge[t]!,
    ])
      lp.entry(fleet, column, 1);
    lp.entry(pickDrive, parts.robotsPick[t]!, -hours);
    addStations(lp, "pick", { t, hours }, input.pick, input.shift, parts.pick);
    addStations(lp, "replenish", { t, hours }, input.replenish, input.shift, parts.replenish);
    lp.entry(pickWork, parts.pick.open[t]!, -input.pick.unitsPerStationHour * hours);

    // Pods moved by the end of the period, as a share of the moves that the slotting plan wants.
    moved[t] = lp.column(`moved_share[${t}]`, 0, { upper: zones.moves > 0 ? 1 : 0 });
    const moving = lp.row(`moving_moves[${t}]`, -Infinity, 0);
    lp.entry(moving, moved[t]!, zones.moves);
    lp.entry(moving, parts.robotsReposition[t]!, -zones.movesPerRobotHour * hours);
    if (t > 0) {
      lp.entry(moving, moved[t - 1]!, -zones.moves);
      const forward = lp.row(`movedForward_share[${t}]`, 0, Infinity);
      lp.entry(forward, moved[t]!, 1);
      lp.entry(forward, moved[t - 1]!, -1);
    }

    // Units taken from each zone up to now, against what it holds: now, once pods have been moved, and by new stock.
    for (let zone = 0; zone < zoneCount; zone += 1) {
      const at = zone * periodCount + t;
      taken[at] = lp.column(`taken_units[${zone},${t}]`, 0);
      const sum = lp.row(`takenSum_units[${zone},${t}]`, 0, 0);
      lp.entry(sum, taken[at]!, 1);
      if (t > 0) lp.entry(sum, taken[at - 1]!, -1);
      const aisles = lp.row(
        `zone_units[${zone},${t}]`,
        -Infinity,
        Math.max(1e-3, zones.unitsPerHourMax[zone]! * hours),
      );
      parts.zoneRow[at] = aisles;
      for (let k = 0; k < classCount; k += 1) {
        const done = lp.column(`done_orders[${k},${zone},${t}]`, 0);
        parts.done[(k * zoneCount + zone) * periodCount + t] = done;
        lp.entry(sum, done, -unitsPerOrder);
        lp.entry(aisles, done, unitsPerOrder);
        lp.entry(pickWork, done, unitsPerOrder);
        lp.entry(pickDrive, done, unitsPerOrder / zones.unitsPerRobotHour[zone]!);
      }
      const held = lp.row(`held_units[${zone},${t}]`, -Infinity, zones.unitsNow[zone]!);
      lp.entry(held, taken[at]!, 1);
      if (t > 0) {
        lp.entry(held, moved[t - 1]!, zones.unitsNow[zone]! - zones.unitsMoved[zone]!);
        lp.entry(held, stowed[t - 1]!, -zones.stowShare[zone]!);
      }
    }

    for (let k = 0; k < classCount; k += 1) {
      const at = k * periodCount + t;
      const openCost = dispatchCosts.openOrderHour * hours + (isLast ? dispatchCosts.openOrderAtEnd : 0);
      const lateCost = dispatchCosts.lateOrderHour * hours + (isLast ? dispatchCosts.lateOrderAtEnd : 0);
      const open = lp.column(`open_orders[${k},${t}]`, openCost);
      const late = lp.column(`late_orders[${k},${t}]`, lateCost);
      const arriving = input.arrivingOrders[at]! + (t === 0 ? input.openOrders[k]! : 0);
      const balance = lp.row(`balance_orders[${k},${t}]`, arriving, arriving);
      lp.entry(balance, open, 1);
      for (let zone = 0; zone < zoneCount; zone += 1) {
        lp.entry(balance, parts.done[(k * zoneCount + zone) * periodCount + t]!, 1);
      }
      if (t > 0) lp.entry(balance, parts.open[at - 1]!, -1);
      const overdue = lp.row(`overdue_orders[${k},${t}]`, -input.notYetDueOrders[at]!, Infinity);
      lp.entry(overdue, late, 1);
      lp.entry(overdue, open, -1);
      parts.open[at] = open;
      parts.late[at] = late;
      parts.balanceRow[at] = balance;
    }

    // Units stowed in a period are there to pick from the next one on; units still lacking keep their orders open.
    const stowWork = lp.row(`stowStations_units[${t}]`, -Infinity, 0);
    const stowDrive = lp.row(`stowRobots_units[${t}]`, -Infinity, 0);
    lp.entry(stowWork, parts.replenish.open[t]!, -input.replenish.unitsPerStationHour * hours);
    lp.entry(stowDrive, parts.robotsReplenish[t]!, -input.stowUnitsPerRobotHour * hours);
    parts.stow[t] = lp.column(`stow_units[${t}]`, 0);
    stowed[t] = lp.column(`stowed_units[${t}]`, 0, { upper: input.stowableUnits[t]! });
    const short = lp.column(`short_units[${t}]`, (dispatchCosts.shortOrderHour * hours) / unitsPerOrder);
    lp.entry(stowWork, parts.stow[t]!, 1);
    lp.entry(stowDrive, parts.stow[t]!, 1);
    const sum = lp.row(`stowedSum_units[${t}]`, 0, 0);
    lp.entry(sum, stowed[t]!, 1);
    lp.entry(sum, parts.stow[t]!, -1);
    const needed = Math.min(input.stockNeededUnits[t]!, neededLimit[t]!);
    const stock = lp.row(`stock_units[${t}]`, needed, Infinity);
    lp.entry(stock, short, 1);
    // Of every class its share of the open orders is short, the urgent ones as well.
    for (let k = 0; k < classCount; k += 1) {
      if (shares[k] === 0) continue;
      const holds = lp.row(`openHoldsShort_units[${k},${t}]`, 0, Infinity);
      lp.entry(holds, parts.open[k * periodCount + t]!, unitsPerOrder);
      lp.entry(holds, short, -shares[k]!);
    }
    if (t > 0) {
      lp.entry(sum, stowed[t - 1]!, -1);
      lp.entry(stock, stowed[t - 1]!, 1);
    }
    if (isLast && input.dockUnits > 0) {
      const dock = lp.row("dock_units", input.dockUnits, Infinity);
      lp.entry(dock, lp.column("dockLeft_units", dispatchCosts.dockOrderAtEnd / unitsPerOrder), 1);
      lp.entry(dock, stowed[t]!, 1);
    }
    if (energy) {
      const use = {
        atWork: [parts.robotsPick[t]!, parts.robotsReplenish[t]!, parts.robotsReposition[t]!],
        charging: parts.robotsCharge[t]!,
      };
      level = addEnergy(lp, { t, hours, isLast, robots: input.robots }, energy, use, level);
    }
  }
  return { model: lp.build(), ...parts };
}

/**
 * What can be short of stock by the end of each period: orders open now or arrived by then, as far as every class has its share of
 * them.
 */
function cumulativeOrders(input: DispatchInput): Float64Array {
  const { periodCount, classCount, openOrders, arrivingOrders } = input;
  const shares = classShares(input);
  const sums = new Float64Array(periodCount).fill(Infinity);
  for (let k = 0; k < classCount; k += 1) {
    if (shares[k] === 0) continue;
    let sum = openOrders[k]!;
    for (let t = 0; t < periodCount; t += 1) {
      sum += arrivingOrders[k * periodCount + t]!;
      sums[t] = Math.min(sums[t]!, sum / shares[k]!);
    }
  }
  return sums.map((orders) => (Number.isFinite(orders) ? orders : 0));
}

/** Share of each class in the orders that are open or will arrive. */
function classShares({ periodCount, classCount, openOrders, arrivingOrders }: DispatchInput): Float64Array {
  const orders = Float64Array.from({ length: classCount }, (_, k) => {
    let sum = openOrders[k]!;
    for (let t = 0; t < periodCount; t += 1) sum += arrivingOrders[k * periodCount + t]!;
    return sum;
  });
  const all = orders.reduce((sum, some) => sum + some, 0);
  return orders.map((some) => (all > 0 ? some / all : 0));
}
