// A run made by hand for the tests of sim/record: one pick station, one replenishment station, two robots, no world.
import {
  Activity,
  CellKind,
  EventKind,
  EventLog,
  type Floor,
  type Observation,
  OrderState,
  StationKind,
} from "../../sim/model/index.ts";
import { createRecorder, type Recorder } from "../../sim/record/index.ts";

/** 6 × 1: place, aisle, queue, pick work cell, replenish work cell, charger. */
export const floor: Floor = {
  width: 6,
  height: 1,
  kind: Uint8Array.of(
    CellKind.podPlace,
    CellKind.aisle,
    CellKind.queue,
    CellKind.work,
    CellKind.work,
    CellKind.charger,
  ),
  exits: new Uint8Array(6),
  lanes: new Uint8Array(6),
  zone: new Uint8Array(6),
  zoneCount: 1,
  podPlaces: Int32Array.of(0),
  chargers: Int32Array.of(5),
  stations: [
    { name: "pick", kind: StationKind.pick, workCell: 3, queueCells: Int32Array.of(2) },
    { name: "stow", kind: StationKind.replenish, workCell: 4, queueCells: new Int32Array(0) },
  ],
  cellMetres: 2,
};

/** Steps of ten seconds: six to a minute. */
export const stepSeconds = 10;

export class TinyRun {
  readonly events = new EventLog();
  recorder: Recorder;
  /** After this step a fresh recorder goes on from the snapshot of the old one. */
  changeRecorderAfter = 0;
  readonly goal = Int32Array.of(1, 1);
  step = 0;
  readonly robots = {
    count: 2,
    type: new Uint8Array(2),
    cell: Int32Array.of(1, 1),
    level: new Uint8Array(2),
    heading: new Uint8Array(2),
    entering: new Int32Array(2).fill(-1),
    pod: Int32Array.of(-1, -1),
    activity: new Uint8Array(2),
    busySteps: new Int32Array(2),
    debtMilliSteps: new Int32Array(2),
    energyWh: Float64Array.of(50, 100),
    cellsDriven: new Int32Array(2),
  };
  readonly stations = {
    count: 2,
    kind: Uint8Array.of(StationKind.pick, StationKind.replenish),
    workCell: Int32Array.of(3, 4),
    open: Uint8Array.of(1, 1),
    slots: Int32Array.of(2, 2),
    slotsUsed: new Int32Array(2),
    busySteps: new Int32Array(2),
    pendingRequests: new Int32Array(2),
    unitsDone: new Int32Array(2),
    podVisits: new Int32Array(2),
    away: new Uint8Array(2),
    closedUntilStep: new Int32Array(2),
  };
  readonly orders = {
    count: 0,
    state: new Uint8Array(64),
    priority: new Uint8Array(64),
    arrivalStep: new Int32Array(64),
    dueStep: new Int32Array(64),
    station: new Int32Array(64).fill(-1),
    assignedStep: new Int32Array(64),
    doneStep: new Int32Array(64),
    firstLine: new Int32Array(64),
    lineCount: new Int32Array(64).fill(1),
    lineTotal: 0,
    lineOrder: Int32Array.from({ length: 64 }, (_, line) => line),
    lineSku: new Int32Array(64),
    lineUnits: new Int32Array(64).fill(1),
    linePicked: new Int32Array(64),
    lineReserved: new Int32Array(64),
    lineStation: new Int32Array(64).fill(-1),
    linePart: new Int32Array(64).fill(-1),
  };

  constructor(
    private readonly options: { readonly warmupSteps?: number; readonly horizonSteps?: number } = {},
  ) {
    this.recorder = this.newRecorder();
  }

  /** One that has seen nothing yet. */
  newRecorder(): Recorder {
    return createRecorder({
      stepSeconds,
      horizonSteps: this.options.horizonSteps ?? 600,
      warmupSteps: this.options.warmupSteps ?? 0,
      floor,
      robotCount: 2,
      podCount: 1,
      pickSecondsPerUnit: 10,
    });
  }

  get observation(): Observation {
    return {
      step: this.step,
      stepSeconds,
      startLocalSeconds: 0,
      floor,
      skus: {
        count: 1,
        names: ["a"],
        category: new Uint8Array(1),
        categoryNames: ["any"],
        unitVolume: Float64Array.of(1),
        unitKg: Float64Array.of(1),
        bundleUnits: Int32Array.of(1),
      },
      robotTypes: [
        {
          name: "carrier",
          speedMetresPerSecond: 1,
          driveMilliSteps: 1000,
          quarterTurnMilliSteps: 1000,
          startMilliSteps: [],
          liftSteps: 1,
          setDownSteps: 1,
          payloadKg: 100,
          batteryWh: 100,
          chargeWatts: 1,
          idleWatts: 1,
          driveWattHoursPerMetre: 1,
          liftWattHours: 1,
        },
      ],
      robots: this.robots,
      pods: {
        count: 1,
        slotsPerPod: 1,
        capacityVolume: 10,
        emptyKg: 1,
        cell: Int32Array.of(0),
        level: new Uint8Array(1),
        robot: Int32Array.of(-1),
        slotSku: Int32Array.of(0),
        slotUnits: Int32Array.of(4),
        slotReserved: new Int32Array(1),
        usedVolume: Float64Array.of(4),
        promisedVolume: new Float64Array(1),
        visits: new Int32Array(1),
      },
      stations: this.stations,
      orders: this.orders,
      bundles: {
        count: 1,
        sku: Int32Array.of(0),
        units: Int32Array.of(6),
        state: new Uint8Array(1),
        station: new Int32Array(1),
        pod: new Int32Array(1),
        arrivalStep: new Int32Array(1),
      },
      requests: { count: () => 0 },
      events: this.events,
    };
  }

  /** Takes a step in which `during` happens, then lets the recorder look. */
  take(during: (run: TinyRun) => void = () => {}): void {
    this.events.clear();
    this.step += 1;
    during(this);
    this.recorder.afterStep(this.observation, this.goal);
    if (this.step !== this.changeRecorderAfter) return;
    const saved = structuredClone(this.recorder.snapshot());
    this.recorder = this.newRecorder();
    this.recorder.restore(saved);
  }
  takeUntil(step: number, during?: (run: TinyRun) => void): void {
    while (this.step < step) this.take(during);
  }

  arrive(dueStep: number): number {
    const order = this.orders.count;
    this.orders.count += 1;
    this.orders.arrivalStep[order] = this.step;
    this.orders.dueStep[order] = dueStep;
    this.events.add(EventKind.orderArrived, order);
    return order;
  }
  assign(order: number): void {
    this.orders.state[order] = OrderState.assigned;
    this.orders.station[order] = 0;
    this.orders.assignedStep[order] = this.step;
    this.events.add(EventKind.orderAssigned, order, 0);
  }
  finish(order: number): void {
    this.orders.state[order] = OrderState.done;
    this.orders.doneStep[order] = this.step;
    this.events.add(EventKind.orderDone, order, 0);
  }
  cancel(order: number): void {
    this.orders.state[order] = OrderState.cancelled;
    this.events.add(EventKind.orderCancelled, order);
  }
  /** Picks a unit of the line, whose order has the same number, from the pod at the pick station. */
  pickUnit(line = 0): void {
    this.orders.linePicked[line]! += 1;
    this.events.add(EventKind.unitPicked, line, 0, 0);
  }
  stowBundle(): void {
    this.events.add(EventKind.bundleStowed, 0, 0, 1);
  }
  podAt(station: number, robot = 0): void {
    this.events.add(EventKind.podArrived, robot, 0, station);
  }
  /** The robot lifts the pod, or sets it down, in its cell. */
  lift(robot: number): void {
    this.robots.pod[robot] = 0;
    this.robots.activity[robot] = Activity.lifting;
    this.events.add(EventKind.podLifted, robot, 0, this.robots.cell[robot]);
  }
  setDown(robot: number): void {
    this.robots.pod[robot] = -1;
    this.robots.activity[robot] = Activity.settingDown;
    this.events.add(EventKind.podSetDown, robot, 0, this.robots.cell[robot]);
  }
  /** The robot has driven into a cell. */
  drive(robot: number, cell: number, goal: number): void {
    this.robots.cellsDriven[robot]! += 1;
    this.show(robot, Activity.driving, cell, goal);
  }
  show(robot: number, activity: number, cell: number, goal: number): void {
    this.robots.activity[robot] = activity;
    this.robots.cell[robot] = cell;
    this.goal[robot] = goal;
  }
  get kpis() {
    return this.recorder.kpis(this.observation);
  }
}

export { Activity };
