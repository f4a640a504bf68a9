// Measures a run: looks at every step once, keeps totals, per-minute series and a running hash, and reports the KPIs of
// the window after the warm-up. Its work per step is one pass over robots, stations and events; it allocates nothing.
import { assert, RunningHash } from "../kernel/index.ts";
import {
  Activity,
  CellKind,
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
import { kpiDefinitions } from "./kpi-definitions.ts";
import { MinuteSeries, type SeriesState } from "./minute-series.ts";

export interface RecorderSetup {
  readonly stepSeconds: number;
  readonly horizonSteps: number;
  /** Steps left out of the KPIs; series and hash begin at once. Until they are over, KPIs cover the time so far. */
  readonly warmupSteps: number;
  readonly floor: Floor;
  readonly robotCount: number;
  readonly pickSecondsPerUnit: number;
}

export interface Recorder {
  /** Call once after every step of the world; `goal[robot]` is the cell it is heading for, its own or −1 = none. */
  afterStep(observation: Observation, goal: Int32Array): void;
  kpis(observation: Observation): KpiReport;
  series(): KpiSeries;
  frame(observation: Observation, goal: Int32Array): Frame;
  /** Hash of every step's robots and order counts, and of the KPIs now. */
  hash(observation: Observation): string;
  snapshot(): RecorderSnapshot;
  restore(snapshot: RecorderSnapshot): void;
}

/** Plain, structured-cloneable. */
export interface RecorderSnapshot {
  readonly version: 1;
  readonly windowStart: number;
  readonly cellsAtStart: number;
  readonly totals: readonly number[];
  readonly counters: Float64Array;
  readonly turnover: HistogramState;
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
  private readonly minutes: MinuteSeries;
  private readonly due: DueWatch;
  private readonly running = new RunningHash();
  private readonly frames: FrameBuilder;
  private readonly isPick: Uint8Array;
  private readonly pickStations: number;
  private windowStart = 0;
  private cellsAtStart = 0;
  /** Over the whole run, for what is open. */
  private arrivedEver = 0;
  private leftEver = 0;
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
    this.isPick = Uint8Array.from(setup.floor.stations, (site) => (site.kind === StationKind.pick ? 1 : 0));
    this.pickStations = this.isPick.reduce((sum, pick) => sum + pick, 0);
  }

  afterStep(observation: Observation, goal: Int32Array): void {
    const { step } = observation;
    this.readEvents(observation);
    this.readStations(observation);
    this.readRobots(observation, goal);
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

  kpis(observation: Observation): KpiReport {
    const { setup, counters } = this;
    const dt = setup.stepSeconds;
    const value = (counter: Counter) => counters[counter]!;
    const steps = observation.step - this.windowStart;
    const hours = (steps * dt) / 3600;
    const units = value(Counter.units);
    const done = value(Counter.done);
    const late = value(Counter.lateDone);
    const open = this.openOrders(observation);
    const robotSteps = Math.max(1, steps * setup.robotCount);
    const openStationHours = (value(Counter.openPickSteps) * dt) / 3600;
    const bound = (this.pickStations * hours * 3600) / setup.pickSecondsPerUnit;
    const metres = (totalCells(observation) - this.cellsAtStart) * setup.floor.cellMetres;
    const share = (counter: Counter) => value(counter) / robotSteps;
    return {
      simulatedSeconds: steps * dt,
      ordersArrived: value(Counter.arrived),
      ordersDone: done,
      ordersOpen: this.arrivedEver - this.leftEver,
      unitsPerHour: ratio(units, hours, 0),
      linesPerHour: ratio(value(Counter.linesDone), hours, 0),
      ordersPerHour: ratio(done, hours, 0),
      throughputScore: ratio(units, bound, 0),
      pileOn: ratio(units, value(Counter.pickVisits), Number.NaN),
      podVisitsPerStationHour: ratio(value(Counter.pickVisits), openStationHours, Number.NaN),
      stationIdleShare: 1 - ratio(value(Counter.busyPickSteps), value(Counter.openPickSteps), Number.NaN),
      robotBusyShare:
        share(Counter.drive) + share(Counter.queue) + share(Counter.lift) + share(Counter.serve),
      robotDriveShare: share(Counter.drive),
      robotQueueShare: share(Counter.queue),
      robotLiftShare: share(Counter.lift),
      robotServeShare: share(Counter.serve),
      robotChargeShare: share(Counter.charge),
      robotFailedShare: share(Counter.failed),
      robotRestShare: share(Counter.rest),
      metresPerUnit: ratio(metres, units, Number.NaN),
      orderTurnoverSecondsMean: this.turnover.mean() * dt,
      orderTurnoverSecondsMedian: this.turnover.quantile(0.5) * dt,
      orderTurnoverSecondsP95: this.turnover.quantile(0.95) * dt,
      orderThroughputSecondsMean: ratio(value(Counter.throughputSteps) * dt, done, Number.NaN),
      lateShare: ratio(late + open.overdue, done + open.overdue, 0),
      lateSecondsMean: ratio(value(Counter.lateSteps) * dt, late, 0),
      onTimeOrders: value(Counter.onTime),
      backlogOrders: open.waiting,
      oldestOpenSeconds: open.oldestSteps * dt,
      inventoryShare: inventoryShare(observation),
    };
  }

  series(): KpiSeries {
    return this.minutes.view();
  }

  frame(observation: Observation, goal: Int32Array): Frame {
    return this.frames.frame(observation, goal);
  }

  hash(observation: Observation): string {
    const all = new RunningHash();
    all.restore(this.running.snapshot());
    const report = this.kpis(observation);
    for (const { id } of kpiDefinitions) {
      // Engines may keep different bits in a NaN.
      if (Number.isNaN(report[id])) all.int(-1);
      else all.float(report[id]);
    }
    return all.digest();
  }

  snapshot(): RecorderSnapshot {
    return {
      version: 1,
      windowStart: this.windowStart,
      cellsAtStart: this.cellsAtStart,
      totals: [this.arrivedEver, this.leftEver, this.firstOpen],
      counters: this.counters.slice(),
      turnover: this.turnover.snapshot(),
      series: this.minutes.snapshot(),
      due: this.due.snapshot(),
      hash: this.running.snapshot(),
    };
  }

  restore(snapshot: RecorderSnapshot): void {
    assert(snapshot.version === 1, "a recorder snapshot of version 1");
    this.windowStart = snapshot.windowStart;
    this.cellsAtStart = snapshot.cellsAtStart;
    [this.arrivedEver, this.leftEver, this.firstOpen] = snapshot.totals as [number, number, number];
    this.counters.set(snapshot.counters);
    this.turnover.restore(snapshot.turnover);
    this.minutes.restore(snapshot.series);
    this.due.restore(snapshot.due);
    this.running.restore(snapshot.hash);
  }

  private readEvents(observation: Observation): void {
    const { events, orders } = observation;
    for (let index = 0; index < events.count; index += 1) {
      const a = events.a(index);
      switch (events.kind(index)) {
        case EventKind.orderArrived:
          this.arrivedEver += 1;
          this.counters[Counter.arrived]! += 1;
          this.minutes.arrived += 1;
          this.due.arrived(orders, a);
          break;
        case EventKind.orderDone:
          this.orderDone(observation, a);
          break;
        case EventKind.orderCancelled:
          this.leftEver += 1;
          this.due.left(orders, a, observation.step, this.minuteOf(observation.step));
          break;
        case EventKind.unitPicked:
          this.counters[Counter.units]! += 1;
          this.minutes.units += 1;
          break;
        case EventKind.podArrived:
          this.counters[Counter.pickVisits]! += this.isPick[events.c(index)]!;
          break;
        default:
      }
    }
  }

  private orderDone({ orders, step }: Observation, order: number): void {
    const { counters } = this;
    const lateSteps = step - orders.dueStep[order]!;
    this.leftEver += 1;
    this.minutes.done += 1;
    counters[Counter.done]! += 1;
    counters[Counter.linesDone]! += orders.lineCount[order]!;
    counters[Counter.throughputSteps]! += step - orders.assignedStep[order]!;
    if (lateSteps > 0) {
      counters[Counter.lateDone]! += 1;
      counters[Counter.lateSteps]! += lateSteps;
    } else {
      counters[Counter.onTime]! += 1;
    }
    this.turnover.add(step - orders.arrivalStep[order]!);
    this.due.left(orders, order, step, this.minuteOf(step));
  }

  private readStations({ stations }: Observation): void {
    let open = 0;
    let busy = 0;
    for (let station = 0; station < stations.count; station += 1) {
      if (this.isPick[station] === 0) continue;
      const works = stations.busySteps[station]! > 0;
      if (works) busy += 1;
      // A closing station that still serves counts as open, so that idle and busy time sum up.
      if (works || stations.open[station] === 1) open += 1;
    }
    this.counters[Counter.openPickSteps]! += open;
    this.counters[Counter.busyPickSteps]! += busy;
    this.minutes.stationSteps += busy;
  }

  private readRobots({ robots, floor }: Observation, goal: Int32Array): void {
    const { counters, running } = this;
    const activitySteps = this.minutes.activitySteps;
    for (let robot = 0; robot < robots.count; robot += 1) {
      const activity = robots.activity[robot]!;
      const cell = robots.cell[robot]!;
      activitySteps[activity]! += 1;
      let counter: number = counterOfActivity[activity]!;
      if (activity === Activity.waiting) {
        const kind = floor.kind[cell]!;
        const headed = goal[robot]! >= 0 && goal[robot] !== cell;
        if (robots.busySteps[robot]! > 0) counter = Counter.drive;
        else if (headed || kind === CellKind.queue || kind === CellKind.work) counter = Counter.queue;
      }
      counters[counter]! += 1;
      running.int(cell);
      running.int((activity << 2) | robots.heading[robot]!);
      running.int(robots.pod[robot]!);
    }
  }

  private beginWindow(observation: Observation): void {
    this.counters.fill(0);
    this.turnover.clear();
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

/** Where the time of each activity goes; waiting is told apart by goal and place. */
const counterOfActivity = Uint8Array.from(
  Array.from({ length: 8 }, (_, activity) => {
    switch (activity) {
      case Activity.driving:
      case Activity.turning:
        return Counter.drive;
      case Activity.lifting:
      case Activity.settingDown:
        return Counter.lift;
      case Activity.serving:
        return Counter.serve;
      case Activity.charging:
        return Counter.charge;
      case Activity.failed:
        return Counter.failed;
      default:
        return Counter.rest;
    }
  }),
);

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
