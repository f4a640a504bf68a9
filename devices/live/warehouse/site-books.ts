// The books of a live warehouse, step by step: stock, orders, stations and pods by the world's own rules, robots as they have
// reported. Everything that enters a step is in its record, so that the same records lead to the same books after a crash.
import type { RobotPort } from "../../../controller/robot-port.ts";
import {
  type Activity,
  type Commands,
  type DemandSource,
  type DispatchCommand,
  EventKind,
  type Observation,
  OrderState,
  type RobotReport,
  StationKind,
  type WorldSetup,
} from "../../../sim/model/index.ts";
import { World, type WorldSnapshot } from "../../../sim/world/index.ts";
import type { JournalRecord } from "../../journal/index.ts";
import { type DeskArrival, DeskDemand } from "./desk-demand.ts";

/** A report as numbers: robot, cell, heading, entering, pod, activity, busy, out, absent, thousandths of a full battery. */
export type ReportRow = readonly [
  robot: number,
  cell: number,
  heading: number,
  entering: number,
  pod: number,
  activity: number,
  busy: 0 | 1,
  out: 0 | 1,
  absent: 0 | 1,
  charge: number,
];

/** All that enters one step; what is empty is left out. */
export interface BookStep extends JournalRecord {
  readonly kind: "warehouse-step";
  readonly step: number;
  readonly commands?: readonly DispatchCommand[];
  readonly reports?: readonly ReportRow[];
  readonly orders?: readonly DeskArrival[];
  /** Orders that their customers want cancelled. */
  readonly cancels?: readonly number[];
}

/** Customers' orders so far, and units that people have taken off pods. */
export interface BookProgress {
  readonly done: number;
  readonly open: number;
  readonly units: number;
}

export interface SavedBooks {
  readonly world: WorldSnapshot;
  readonly orderIds: readonly (readonly [number, string])[];
  /** Those of them that are over, in the order in which they ended; absent in older copies. */
  readonly over?: readonly number[];
  /** The newest report of each robot, which holds until its next one. */
  readonly reports: readonly ReportRow[];
}

/**
 * Orders that are over and whose ids are still known: more than may wait to be written at the order desk, so that whatever it
 * hands over again is found; fewer than it keeps, so that an id that it takes anew is new here too.
 */
const overMax = 15_000;

export class SiteBooks implements RobotPort {
  readonly world: World;
  /** World's number of an order by its id at the desk, and back. */
  readonly numberOf = new Map<string, number>();
  readonly idOf = new Map<number, string>();
  private over: number[] = [];
  private readonly demand: DeskDemand;
  /** What the brain wants of robots now: RobotAction per robot. */
  readonly wanted: Uint8Array;
  private commands: readonly DispatchCommand[] = [];
  private orders: DeskArrival[] = [];
  private cancels: number[] = [];
  private reports: ReportRow[] = [];
  private readonly told: (ReportRow | undefined)[];
  private readonly waits: Uint8Array;

  /**
   * @param setup of reported motion.
   * @param scenarioDemand orders that come by themselves; null: only those of the desk.
   */
  constructor(setup: WorldSetup, scenarioDemand: DemandSource | null) {
    const count = setup.robots.cell.length;
    this.demand = new DeskDemand(scenarioDemand, setup.horizonSteps);
    this.world = new World(setup, this.demand);
    this.wanted = new Uint8Array(count);
    this.waits = new Uint8Array(count);
    this.told = Array.from({ length: count }, () => undefined);
  }

  observe(): Observation {
    return this.world.observation;
  }
  /** Dispatch commands enter the next step; actions are what robots are to do as soon as they stand. */
  apply({ actions, dispatch }: Commands): void {
    this.wanted.set(actions);
    this.commands = [...dispatch];
  }

  report(robot: number, report: RobotReport): void {
    const row: ReportRow = [
      robot,
      report.cell,
      report.heading,
      report.entering,
      report.pod,
      report.activity,
      report.busy ? 1 : 0,
      report.out ? 1 : 0,
      report.absent ? 1 : 0,
      Math.round(report.charge * 1000),
    ];
    if (this.told[robot]?.every((value, i) => value === row[i])) return;
    this.told[robot] = row;
    this.reports.push(row);
  }
  addOrder(order: DeskArrival): void {
    this.orders.push(order);
  }
  cancelOrder(order: number): void {
    this.cancels.push(order);
  }

  /** Takes one step; the record says all that went into it. */
  step(): BookStep {
    const { commands, orders, cancels, reports } = this;
    const record: BookStep = {
      kind: "warehouse-step",
      step: this.world.observation.step + 1,
      ...(commands.length > 0 && { commands }),
      ...(reports.length > 0 && { reports }),
      ...(orders.length > 0 && { orders }),
      ...(cancels.length > 0 && { cancels }),
    };
    this.commands = [];
    this.orders = [];
    this.cancels = [];
    this.reports = [];
    this.take(record);
    return record;
  }
  /** Takes a step as it was once taken. */
  take({ commands = [], reports = [], orders = [], cancels = [] }: BookStep): void {
    const { world, demand } = this;
    for (const row of reports) this.hear(row);
    for (const order of cancels) world.cancelOrder(order);
    demand.queue(orders);
    world.step({ actions: this.waits, dispatch: commands });
    // Orders of the desk come last in a step.
    const first = world.observation.orders.count - orders.length;
    for (const [i, { id }] of orders.entries()) this.name(first + i, id);
    this.forget();
  }

  progress(): BookProgress {
    const { orders, stations } = this.world.observation;
    let done = 0;
    let cancelled = 0;
    for (let order = 0; order < orders.count; order += 1) {
      if (orders.state[order] === OrderState.done) done += 1;
      else if (orders.state[order] === OrderState.cancelled) cancelled += 1;
    }
    let units = 0;
    for (let station = 0; station < stations.count; station += 1)
      if (stations.kind[station] === StationKind.pick) units += stations.unitsDone[station]!;
    return { done, open: orders.count - done - cancelled, units };
  }

  save(): SavedBooks {
    const reports = this.told.filter((row) => row !== undefined);
    return { world: this.world.snapshot(), orderIds: [...this.idOf], over: [...this.over], reports };
  }
  restore({ world, orderIds, over, reports }: SavedBooks): void {
    this.world.restore(world);
    for (const row of reports) this.hear(row);
    for (const [order, id] of orderIds) this.name(order, id);
    this.over = over === undefined ? [...this.idOf.keys()].filter((order) => this.isOver(order)) : [...over];
  }

  private hear(row: ReportRow): void {
    this.told[row[0]] = row;
    this.world.report(row[0], reportOf(row));
  }
  /** Ids of orders that have been over for long. */
  private forget(): void {
    const { events } = this.world.observation;
    for (let index = 0; index < events.count; index += 1) {
      const kind = events.kind(index);
      const isEnd = kind === EventKind.orderDone || kind === EventKind.orderCancelled;
      if (isEnd && this.idOf.has(events.a(index))) this.over.push(events.a(index));
    }
    if (this.over.length <= overMax) return;
    for (const order of this.over.splice(0, this.over.length - overMax)) {
      this.numberOf.delete(this.idOf.get(order)!);
      this.idOf.delete(order);
    }
  }
  private isOver(order: number): boolean {
    const state = this.world.observation.orders.state[order];
    return state === OrderState.done || state === OrderState.cancelled;
  }
  private name(order: number, id: string): void {
    this.numberOf.set(id, order);
    this.idOf.set(order, id);
  }
}

function reportOf(row: ReportRow): RobotReport {
  const [, cell, heading, entering, pod, activity, busy, out, absent, charge] = row;
  return {
    cell,
    heading,
    entering,
    pod,
    activity: activity as Activity,
    busy: busy === 1,
    out: out === 1,
    absent: absent === 1,
    charge: charge / 1000,
  };
}
