// Measures a run: looks at every step once, keeps totals, per-minute series and a running hash, and reports the KPIs of
// the window after the warm-up. Its work per step is one pass over robots, stations and events; it allocates nothing.
import { assert, RunningHash } from "../kernel/index.ts";
import {
  EventKind,
  type Floor,
  type Frame,
  type Observation,
  OrderState,
  StationKind,
} from "../model/index.ts";
import { Counter, counterCount } from "./counters.ts";
import { DueWatch } from "./due-watch.ts";
import { DurationHistogram, type HistogramState } from "./duration-histogram.ts";
import { FrameBuilder } from "./frame-builder.ts";
import type { KpiReport, KpiSeries } from "./kpi.ts";
import { kpiDefinitions, warehouseKpis } from "./kpi-definitions.ts";
import { MinuteSeries, type SeriesState } from "./minute-series.ts";
import { RobotWatch, type RobotWatchState } from "./robot-watch.ts";
import { countShutChutes, sortingValues } from "./sorter-kpis.ts";

export interface RecorderSetup {
  readonly stepSeconds: number;
  readonly horizonSteps: number;
  /** Steps left out of the KPIs; series and hash begin at once. Until they are over, KPIs cover the time so far. */
  readonly warmupSteps: number;
  readonly floor: Floor;
  readonly robotCount: number;
  readonly podCount: number;
  readonly pickSecondsPerUnit: number;
}

export interface Recorder {
  /** Call once after every step of the world; `goal[robot]` is the cell it is heading for, its own or −1 = none. */
  afterStep(observation: Observation, goal: Int32Array): void;
  /** KPIs of the measured window, or of its part since a mark. */
  kpis(observation: Observation, since?: WindowMark): KpiReport;
  /** Remembers this moment as a possible start of measuring. Only for use with this recorder and its window. */
  mark(observation: Observation): WindowMark;
  series(): KpiSeries;
  /** Robot steps stood waiting on each cell in the measured window; valid until the next step. */
  waitSteps(): Int32Array;
  frame(observation: Observation, goal: Int32Array): Frame;
  /** Hash of every step's robots and order counts, and of the KPIs now. */
  hash(observation: Observation): string;
  snapshot(): RecorderSnapshot;
  restore(snapshot: RecorderSnapshot): void;
}

/** Totals at one moment of a measured window. */
export interface WindowMark {
  readonly step: number;
  /** Start of the window that the totals belong to. */
  readonly windowStart: number;
  readonly cells: number;
  readonly counters: Float64Array;
  readonly turnover: HistogramState;
  readonly throughput: HistogramState;
}

/** Plain, structured-cloneable. */
export interface RecorderSnapshot {
  readonly version: 3;
  readonly windowStart: number;
  readonly cellsAtStart: number;
  /** Arrived and left since the start, first open order, orders waiting. */
  readonly totals: readonly [number, number, number, number];
  readonly counters: Float64Array;
  readonly turnover: HistogramState;
  readonly throughput: HistogramState;
  readonly robots: RobotWatchState;
  readonly visitCause: Int32Array;
  readonly series: SeriesState;
  readonly due: { readonly pending: Int32Array; readonly lateDone: number };
  readonly hash: readonly [number, number];
}

export function createRecorder(setup: RecorderSetup): Recorder {
  return new RunRecorder(setup);
}

class RunRecorder implements Recorder {
  private readonly counters = new Float64Array(counterCount);
  private readonly turnover = new DurationHistogram();
  private readonly throughput = new DurationHistogram();
  private readonly robots: RobotWatch;
  private readonly minutes: MinuteSeries;
  private readonly due: DueWatch;
  private readonly running = new RunningHash();
  private readonly frames: FrameBuilder;
  private readonly isPick: Uint8Array;
  private readonly pickStations: number;
  /** When the order of the first unit picked in a station's present visit was assigned; −1 before that unit. */
  private readonly visitCause: Int32Array;
  private windowStart = 0;
  private cellsAtStart = 0;
  /** Over the whole run, for what is open. */
  private arrivedEver = 0;
  private leftEver = 0;
  /** Orders waiting for a station now. */
  private waiting = 0;
  /** No order before this one is open. */
  private firstOpen = 0;

  constructor(private readonly setup: RecorderSetup) {
    assert(
      setup.warmupSteps >= 0 && setup.stepSeconds > 0,
      "a warm-up of 0 or more steps of a positive length",
    );
    const minutes = Math.ceil((setup.horizonSteps * setup.stepSeconds) / 60) + 1;
    this.minutes = new MinuteSeries(minutes);
    this.due = new DueWatch(minutes, (step) => this.minuteOf(step));
    this.frames = new FrameBuilder(setup.floor);
    this.robots = new RobotWatch(setup.floor, setup.robotCount, setup.podCount, this.counters);
    this.visitCause = new Int32Array(setup.floor.stations.length).fill(-1);
    this.isPick = Uint8Array.from(setup.floor.stations, (site) => (site.kind === StationKind.pick ? 1 : 0));
    this.pickStations = this.isPick.reduce((sum, pick) => sum + pick, 0);
  }

  afterStep(observation: Observation, goal: Int32Array): void {
    const { step } = observation;
    this.robots.look(observation, goal, this.minutes.activitySteps, this.running);
    this.readEvents(observation);
    this.readStations(observation);
    this.counters[Counter.backlogSteps]! += this.waiting;
    this.running.int(step);
    this.running.int(this.arrivedEver);
    this.running.int(this.leftEver);
    this.minutes.steps += 1;
    const minute = this.minuteOf(step);
    if (this.minuteOf(step + 1) > minute) {
      this.minutes.closeMinute(this.arrivedEver - this.leftEver, this.due.closeMinute(minute));
    }
    if (step === this.setup.warmupSteps) this.beginWindow(observation);
  }

  mark(observation: Observation): WindowMark {
    return {
      step: observation.step,
      windowStart: this.windowStart,
      cells: totalCells(observation),
      counters: this.counters.slice(),
      turnover: this.turnover.snapshot(),
      throughput: this.throughput.snapshot(),
    };
  }

  kpis(observation: Observation, since?: WindowMark): KpiReport {
    const { setup, counters } = this;
    assert(
      since === undefined || since.windowStart === this.windowStart,
      "a mark is used with the window in which it was made",
    );
    const dt = setup.stepSeconds;
    const value = (counter: Counter) => counters[counter]! - (since?.counters[counter] ?? 0);
    const turnover = since === undefined ? this.turnover : this.turnover.since(since.turnover);
    const throughput = since === undefined ? this.throughput : this.throughput.since(since.throughput);
    const steps = observation.step - (since?.step ?? this.windowStart);
    const hours = (steps * dt) / 3600;
    const units = value(Counter.units);
    const done = value(Counter.done);
    const late = value(Counter.lateDone);
    const open = this.openOrders(observation);
    // Every robot on the floor adds one to one of these in every step.
    const fleetSteps = robotTimes.reduce((sum, counter) => sum + value(counter), 0);
    const robotSteps = Math.max(1, fleetSteps);
    const robots = steps > 0 ? fleetSteps / steps : setup.robotCount;
    const openStationHours = (value(Counter.openPickSteps) * dt) / 3600;
    const bound = (this.pickStations * hours * 3600) / setup.pickSecondsPerUnit;
    const metres = (totalCells(observation) - (since?.cells ?? this.cellsAtStart)) * setup.floor.cellMetres;
    const share = (counter: Counter) => value(counter) / robotSteps;
    const served = share(Counter.put) + share(Counter.get);
    const visits = value(Counter.pickVisits);
    const perVisit = (count: number) => ratio(count, visits, Number.NaN);
    const trips = value(Counter.trips);
    return {
      simulatedSeconds: steps * dt,
      ordersArrived: value(Counter.arrived),
      ordersDone: done,
      ordersOpen: this.arrivedEver - this.leftEver,
      unitsPerHour: ratio(units, hours, 0),
      linesPerHour: ratio(value(Counter.linesDone), hours, 0),
      ordersPerHour: ratio(done, hours, 0),
      throughputScore: ratio(units, bound, 0),
      unitsStowedPerHour: ratio(value(Counter.stowedUnits), hours, 0),
      pileOn: perVisit(units),
      injectedPileOn: perVisit(value(Counter.injectedUnits)),
      orderPileOn: perVisit(done),
      podVisitsPerStationHour: ratio(visits, openStationHours, Number.NaN),
      stationIdleShare: 1 - ratio(value(Counter.busyPickSteps), value(Counter.openPickSteps), Number.NaN),
      replenishIdleShare:
        1 - ratio(value(Counter.busyReplenishSteps), value(Counter.openReplenishSteps), Number.NaN),
      pickQueueRobots: ratio(value(Counter.pickQueueSteps), value(Counter.openPickSteps), Number.NaN),
      replenishQueueRobots: ratio(
        value(Counter.replenishQueueSteps),
        value(Counter.openReplenishSteps),
        Number.NaN,
      ),
      robotBusyShare: share(Counter.drive) + share(Counter.queue) + share(Counter.lift) + served,
      robotDriveShare: share(Counter.drive),
      robotQueueShare: share(Counter.queue),
      robotLiftShare: share(Counter.lift),
      robotServeShare: served,
      robotPutShare: share(Counter.put),
      robotGetShare: share(Counter.get),
      robotChargeShare: share(Counter.charge),
      robotFailedShare: share(Counter.failed),
      robotRestShare: share(Counter.rest),
      metresPerUnit: ratio(metres, units, Number.NaN),
      metresPerRobot: ratio(metres, robots, Number.NaN),
      tripMetresMean: ratio(value(Counter.tripCells) * setup.floor.cellMetres, trips, Number.NaN),
      tripSecondsMean: ratio(value(Counter.tripSteps) * dt, trips, Number.NaN),
      orderTurnoverSecondsMean: turnover.mean() * dt,
      orderTurnoverSecondsP25: turnover.quantile(0.25) * dt,
      orderTurnoverSecondsMedian: turnover.quantile(0.5) * dt,
      orderTurnoverSecondsP75: turnover.quantile(0.75) * dt,
      orderTurnoverSecondsP95: turnover.quantile(0.95) * dt,
      orderThroughputSecondsMean: throughput.mean() * dt,
      orderThroughputSecondsP25: throughput.quantile(0.25) * dt,
      orderThroughputSecondsMedian: throughput.quantile(0.5) * dt,
      orderThroughputSecondsP75: throughput.quantile(0.75) * dt,
      lateShare: ratio(late + open.overdue, done + open.overdue, 0),
      lateSecondsMean: ratio(value(Counter.lateSteps) * dt, late, 0),
      onTimeOrders: value(Counter.onTime),
      backlogOrders: open.waiting,
      backlogOrdersMean: ratio(value(Counter.backlogSteps), steps, 0),
      oldestOpenSeconds: open.oldestSteps * dt,
      ...sortingValues(setup.floor, counters, hours * robots, steps),
      inventoryShare: inventoryShare(observation),
      ordersCancelled: value(Counter.cancelled),
      cancellationsTooLate: value(Counter.cancelledTooLate),
      unitsReturned: value(Counter.unitsReturned),
      ordersReturned: value(Counter.ordersReturned),
      ordersShort: value(Counter.ordersShort),
      unitsLost: value(Counter.unitsLost),
      deliveriesLate: value(Counter.deliveriesLate),
      robotFailures: value(Counter.robotFailures),
      robotHoursLost: (value(Counter.failed) * dt) / 3600,
      stationHoursClosed: (value(Counter.closedStationSteps) * dt) / 3600,
      stationHoursAway: (value(Counter.awayStationSteps) * dt) / 3600,
      cellClosures: value(Counter.cellClosures),
    };
  }

  series(): KpiSeries {
    return this.minutes.view();
  }

  waitSteps(): Int32Array {
    return this.robots.waitSteps;
  }

  frame(observation: Observation, goal: Int32Array): Frame {
    return this.frames.frame(observation, goal);
  }

  hash(observation: Observation): string {
    const all = new RunningHash();
    all.restore(this.running.snapshot());
    const report = this.kpis(observation);
    // A warehouse has no KPIs of a sorter to tell runs apart by.
    const definitions = this.setup.floor.chutes === undefined ? warehouseKpis : kpiDefinitions;
    for (const { id } of definitions) {
      // Engines may keep different bits in a NaN.
      if (Number.isNaN(report[id])) all.int(-1);
      else all.float(report[id]);
    }
    return all.digest();
  }

  snapshot(): RecorderSnapshot {
    return {
      version: 3,
      windowStart: this.windowStart,
      cellsAtStart: this.cellsAtStart,
      totals: [this.arrivedEver, this.leftEver, this.firstOpen, this.waiting],
      counters: this.counters.slice(),
      turnover: this.turnover.snapshot(),
      throughput: this.throughput.snapshot(),
      robots: this.robots.snapshot(),
      visitCause: this.visitCause.slice(),
      series: this.minutes.snapshot(),
      due: this.due.snapshot(),
      hash: this.running.snapshot(),
    };
  }

  restore(snapshot: RecorderSnapshot): void {
    assert(snapshot.version === 3, "a recorder snapshot of version 3");
    this.windowStart = snapshot.windowStart;
    this.cellsAtStart = snapshot.cellsAtStart;
    [this.arrivedEver, this.leftEver, this.firstOpen, this.waiting] = snapshot.totals;
    this.counters.set(snapshot.counters);
    this.turnover.restore(snapshot.turnover);
    this.throughput.restore(snapshot.throughput);
    this.robots.restore(snapshot.robots);
    this.visitCause.set(snapshot.visitCause);
    this.minutes.restore(snapshot.series);
    this.due.restore(snapshot.due);
    this.running.restore(snapshot.hash);
  }

  private readEvents(observation: Observation): void {
    const { events, orders, step, robots } = observation;
    for (let index = 0; index < events.count; index += 1) {
      const a = events.a(index);
      switch (events.kind(index)) {
        case EventKind.orderArrived:
          this.arrivedEver += 1;
          this.waiting += 1;
          this.counters[Counter.arrived]! += 1;
          this.minutes.arrived += 1;
          this.due.arrived(orders, a);
          break;
        case EventKind.orderAssigned:
          this.waiting -= 1;
          break;
        case EventKind.orderDone:
          this.orderDone(observation, a);
          break;
        case EventKind.orderCancelled:
          this.leftEver += 1;
          this.counters[Counter.cancelled]! += 1;
          if (orders.station[a]! < 0) this.waiting -= 1;
          this.due.left(orders, a, step, this.minuteOf(step));
          break;
        case EventKind.unitPicked:
          this.unitPicked(observation, a, events.b(index), events.c(index));
          break;
        case EventKind.bundleStowed:
          this.counters[Counter.stowedUnits]! += observation.bundles.units[a]!;
          break;
        case EventKind.podArrived:
          this.robots.endTrip(a, robots.cellsDriven[a]!);
          this.visitCause[events.c(index)] = -1;
          this.counters[Counter.pickVisits]! += this.isPick[events.c(index)]!;
          break;
        case EventKind.podLifted:
          this.robots.endTrip(a, robots.cellsDriven[a]!);
          this.robots.podLifted(a, events.b(index), events.c(index), step);
          break;
        case EventKind.parcelTipped:
          this.robots.endTrip(a, robots.cellsDriven[a]!);
          if (orders.state[events.b(index)] !== OrderState.done) this.counters[Counter.misSorts]! += 1;
          break;
        case EventKind.podSetDown:
          this.robots.endTrip(a, robots.cellsDriven[a]!);
          break;
        case EventKind.orderReturned:
          this.waiting += 1;
          this.counters[Counter.ordersReturned]! += 1;
          break;
        case EventKind.unitsReturned:
          this.counters[Counter.unitsReturned]! += observation.bundles.units[a]!;
          break;
        case EventKind.stockLost:
          this.counters[Counter.unitsLost]! += events.b(index);
          break;
        default: {
          const counter = countedEvents[events.kind(index)] ?? -1;
          if (counter >= 0) this.counters[counter]! += 1;
        }
      }
    }
  }

  private unitPicked({ orders }: Observation, line: number, pod: number, station: number): void {
    const { counters, visitCause } = this;
    const assigned = orders.assignedStep[orders.lineOrder[line]!]!;
    if (visitCause[station]! < 0) visitCause[station] = assigned;
    counters[Counter.units]! += 1;
    this.minutes.units += 1;
    if (orders.linePicked[line] === orders.lineUnits[line]) counters[Counter.linesDone]! += 1;
    if (assigned > visitCause[station]! && assigned > this.robots.comingSince[pod]!) {
      counters[Counter.injectedUnits]! += 1;
    }
  }

  private orderDone({ orders, step }: Observation, order: number): void {
    const { counters } = this;
    const lateSteps = step - orders.dueStep[order]!;
    this.leftEver += 1;
    this.minutes.done += 1;
    counters[Counter.done]! += 1;
    if (lateSteps > 0) {
      counters[Counter.lateDone]! += 1;
      counters[Counter.lateSteps]! += lateSteps;
    } else {
      counters[Counter.onTime]! += 1;
    }
    this.turnover.add(step - orders.arrivalStep[order]!);
    this.throughput.add(step - orders.assignedStep[order]!);
    this.due.left(orders, order, step, this.minuteOf(step));
  }

  private readStations({ stations, sorter }: Observation): void {
    const { counters, isPick } = this;
    countShutChutes(sorter, counters);
    for (let station = 0; station < stations.count; station += 1) {
      const works = stations.busySteps[station]! > 0;
      if (stations.closedUntilStep[station]! > 0) counters[Counter.closedStationSteps]! += 1;
      else if (stations.away[station] === 1) counters[Counter.awayStationSteps]! += 1;
      // A closing station that still serves counts as open, so that idle and busy time sum up.
      const open = works || stations.open[station] === 1;
      if (isPick[station] === 1) {
        if (open) counters[Counter.openPickSteps]! += 1;
        if (!works) continue;
        counters[Counter.busyPickSteps]! += 1;
        this.minutes.stationSteps += 1;
      } else {
        if (open) counters[Counter.openReplenishSteps]! += 1;
        if (works) counters[Counter.busyReplenishSteps]! += 1;
      }
    }
  }

  private beginWindow(observation: Observation): void {
    this.counters.fill(0);
    this.turnover.clear();
    this.throughput.clear();
    this.robots.waitSteps.fill(0);
    this.windowStart = observation.step;
    this.cellsAtStart = totalCells(observation);
  }

  private openOrders({ orders, step }: Observation): OpenOrders {
    while (this.firstOpen < orders.count && !isOpen(orders.state[this.firstOpen]!)) this.firstOpen += 1;
    let overdue = 0;
    let waiting = 0;
    for (let order = this.firstOpen; order < orders.count; order += 1) {
      const state = orders.state[order]!;
      if (!isOpen(state)) continue;
      if (state === OrderState.waiting) waiting += 1;
      if (step > orders.dueStep[order]!) overdue += 1;
    }
    const oldestSteps = this.firstOpen < orders.count ? step - orders.arrivalStep[this.firstOpen]! : 0;
    return { overdue, waiting, oldestSteps };
  }

  /** Minute in which a step (1, 2, …) lies. */
  private minuteOf(step: number): number {
    return Math.floor(((step - 1) * this.setup.stepSeconds) / 60 + 1e-9);
  }
}

interface OpenOrders {
  readonly overdue: number;
  readonly waiting: number;
  readonly oldestSteps: number;
}

function isOpen(state: number): boolean {
  return state === OrderState.waiting || state === OrderState.assigned;
}

function totalCells({ robots }: Observation): number {
  let cells = 0;
  for (let robot = 0; robot < robots.count; robot += 1) cells += robots.cellsDriven[robot]!;
  return cells;
}

function inventoryShare({ pods }: Observation): number {
  let volume = 0;
  for (let pod = 0; pod < pods.count; pod += 1) volume += pods.usedVolume[pod]!;
  return ratio(volume, pods.count * pods.capacityVolume, 0);
}

function ratio(part: number, whole: number, none: number): number {
  return whole > 0 ? part / whole : none;
}

/** Where a robot's time goes, each step into one of them. */
const robotTimes = [
  Counter.drive,
  Counter.queue,
  Counter.lift,
  Counter.put,
  Counter.get,
  Counter.charge,
  Counter.failed,
  Counter.rest,
] as const;

/** Events of which only the number counts. */
const countedEvents: Readonly<Partial<Record<EventKind, Counter>>> = {
  [EventKind.cancellationTooLate]: Counter.cancelledTooLate,
  [EventKind.orderShort]: Counter.ordersShort,
  [EventKind.deliveryLate]: Counter.deliveriesLate,
  [EventKind.robotFailed]: Counter.robotFailures,
  [EventKind.cellClosed]: Counter.cellClosures,
};
