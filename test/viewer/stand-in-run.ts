// A tiny run for tests of the viewer: robots go round an open grid by simple arithmetic. It keeps the run contract
// (same request, same frames; snapshot and restore) and shows every kind of thing a floor can show.
import type { Explanation } from "../../scenarios/index.ts";
import type { Run, RunSnapshot } from "../../scenarios/run-port.ts";
import { RunningHash } from "../../sim/kernel/index.ts";
import {
  Activity,
  activityNames,
  CellKind,
  EventKind,
  EventLog,
  type Fault,
  type Floor,
  type Frame,
  frameVersion,
  type PlannedFault,
} from "../../sim/model/index.ts";
import { type KpiReport, type KpiSeries, kpiDefinitions } from "../../sim/record/index.ts";
import type { Catalog, RunRequest } from "../../viewer/src/protocol/messages.ts";
import { InvalidInput, type RunHost } from "../../viewer/src/worker/run-host.ts";

const stepSeconds = 0.5;
const stepsPerMinute = 60 / stepSeconds;

/** `width × height` cells, pods in a block, two stations in the north, one charger in the south. */
export function standInFloor(width = 12, height = 8): Floor {
  const kind = new Uint8Array(width * height).fill(CellKind.aisle);
  const podPlaces: number[] = [];
  for (let row = 3; row < height - 2; row += 1) {
    for (let column = 2; column < width - 2; column += 1) podPlaces.push(row * width + column);
  }
  for (const cell of podPlaces) kind[cell] = CellKind.podPlace;
  const charger = (height - 1) * width;
  kind[charger] = CellKind.charger;
  kind[2] = kind[width - 3] = CellKind.work;
  return {
    width,
    height,
    kind,
    exits: new Uint8Array(width * height).fill(15),
    lanes: new Uint8Array(width * height),
    zone: new Uint8Array(width * height),
    zoneCount: 1,
    podPlaces: Int32Array.from(podPlaces),
    chargers: Int32Array.of(charger),
    stations: [
      { name: "P1", kind: 0, workCell: 2, queueCells: Int32Array.of(1) },
      { name: "R1", kind: 1, workCell: width - 3, queueCells: Int32Array.of(width - 2) },
    ],
    cellMetres: 1,
  };
}

export class StandInRun implements Run {
  step = 0;
  readonly horizonSteps: number;
  readonly floor: Floor;
  readonly events = new EventLog();
  readonly injected: PlannedFault[] = [];
  readonly brain: Run["brain"] = {
    goal: new Int32Array(0),
    explain: (robot: number): Explanation =>
      robot === 0
        ? { code: "bringing-pod", values: { pod: 0, station: 0, requests: 2 } }
        : { code: "idle-no-demand", values: {} },
    plan: null,
  };
  private readonly running = new RunningHash();

  constructor(
    readonly request: RunRequest,
    private readonly robots = 6,
    floor = standInFloor(),
    /** Throws at this step, to show what a broken run looks like. */
    private readonly breaksAt = -1,
  ) {
    this.floor = floor;
    this.horizonSteps = Math.round(((request.hours ?? 1) * 3600) / stepSeconds);
  }

  mark(): never {
    throw new Error("the viewer does not measure from marks");
  }
  waitSteps(): Int32Array {
    return new Int32Array(this.floor.kind.length);
  }
  /** Only what the viewer's witness looks at. */
  get observation(): Run["observation"] {
    const { robotCell, robotActivity } = this.frame();
    const { events } = this;
    const stations = { away: new Uint8Array(this.floor.stations.length) };
    const robots = { cell: robotCell, activity: robotActivity, busySteps: new Int32Array(this.robots) };
    return { events, stations, robots } as unknown as Run["observation"];
  }
  get setup(): Run["setup"] {
    const cells = this.frame();
    const empty = new Int32Array(0);
    return {
      seed: this.request.seed,
      stepSeconds,
      startLocalSeconds: Date.UTC(2025, 10, 10, 20) / 1000,
      horizonSteps: this.horizonSteps,
      floor: this.floor,
      skus: {
        count: 0,
        names: [],
        category: new Uint8Array(0),
        categoryNames: [],
        unitVolume: new Float64Array(0),
        unitKg: new Float64Array(0),
        bundleUnits: empty,
      },
      robotTypes: [],
      robots: {
        type: new Uint8Array(this.robots),
        cell: cells.robotCell,
        heading: cells.robotHeading,
        charge: new Float64Array(this.robots).fill(1),
      },
      pods: {
        slotsPerPod: 1,
        capacityVolume: 1,
        emptyKg: 1,
        cell: cells.podCell,
        slotSku: empty,
        slotUnits: empty,
      },
      stations: {
        pickSecondsPerUnit: 10,
        pickPodSecondsPerUnit: 3,
        stowSecondsPerBundle: 10,
        pickSlots: 8,
        replenishSlots: 4,
      },
      supply: { leadSecondsMin: 0, leadSecondsMax: 0 },
      faults: {
        robotMeanHoursBetweenFailures: 0,
        robotRepairSecondsMin: 0,
        robotRepairSecondsMax: 0,
        planned: [],
      },
    };
  }

  async advance(untilStep: number, afterStep?: (run: Run) => boolean | undefined): Promise<void> {
    const until = Math.min(untilStep, this.horizonSteps);
    while (this.step < until) {
      this.step += 1;
      if (this.step === this.breaksAt) throw new Error(`stock of pod 3 is negative at step ${this.step}`);
      this.strike();
      this.running.ints(this.frame().robotCell);
      if (afterStep?.(this) === true) return;
    }
  }

  /** An injected failure sets its robot back by a cell for good, so that frames and hash show it. */
  private strike(): void {
    this.events.clear();
    for (const fault of this.injected) {
      if (fault.step !== this.step || fault.kind !== "robot-fails") continue;
      this.events.add(EventKind.robotFailed, fault.robot, fault.steps);
    }
  }

  frame(): Frame {
    const { floor, robots, step } = this;
    const { width, height } = floor;
    const ring = 2 * (width + height) - 4;
    const podCount = Math.max(0, floor.podPlaces.length - 2);
    const robotCell = new Int32Array(robots);
    const robotHeading = new Uint8Array(robots);
    const robotActivity = new Uint8Array(robots);
    const robotPod = new Int32Array(robots).fill(-1);
    const podCell = floor.podPlaces.slice(0, podCount);
    const offset = this.request.seed + this.request.strategy.length;
    for (let robot = 0; robot < robots; robot += 1) {
      const failures = this.injected.filter(
        (fault) => fault.step <= step && "robot" in fault && fault.robot === robot,
      );
      const at = (Math.floor((robot * ring) / robots) + step + offset + ring - failures.length) % ring;
      const [column, row, heading] = ringPlace(at, width, height);
      robotCell[robot] = row * width + column;
      robotHeading[robot] = heading;
      robotActivity[robot] = robot === robots - 1 ? Activity.failed : Activity.driving;
      if (robot === 0 && podCount > 0) {
        robotPod[0] = 0;
        podCell[0] = -1;
      }
    }
    return {
      version: frameVersion,
      step,
      robotCell,
      robotHeading,
      robotActivity,
      robotPod,
      robotGoal: Int32Array.from(robotCell, () => width * 2 + 5),
      robotChargePercent: new Uint8Array(robots).fill(100 - (Math.floor(step / 600) % 60)),
      podCell,
      chuteFill: new Uint8Array(0),
      podLevel: new Uint8Array(podCell.length),
      stationOpen: Uint8Array.from(floor.stations, (_, station) => (station === 0 || step > 300 ? 1 : 0)),
      stationQueue: Int32Array.from(floor.stations, (_, station) => (step + station) % 4),
      stationSlotsUsed: Int32Array.from(floor.stations, (_, station) => Math.min(4, step % (5 + station))),
      stationTrouble: Uint8Array.from(floor.stations, (_, station) => (station === 1 && step > 300 ? 1 : 0)),
    };
  }

  kpis(): KpiReport {
    const hours = Math.max(1e-9, (this.step * stepSeconds) / 3600);
    const done = Math.floor(this.step * rateOf(this.request));
    const blank = Object.fromEntries(kpiDefinitions.map((kpi) => [kpi.id, 0.25]));
    return {
      ...(blank as unknown as KpiReport),
      simulatedSeconds: this.step * stepSeconds,
      ordersDone: done,
      unitsPerHour: done / hours,
      backlogOrders: 40 + Math.floor(this.step / 200),
    };
  }

  series(): KpiSeries {
    const minutes = Math.floor(this.step / stepsPerMinute);
    const perMinute = (of: (minute: number) => number) =>
      Float64Array.from({ length: minutes }, (_, minute) => of(minute));
    const robots = new Float64Array(activityNames.length * minutes);
    robots.fill(1, 0, minutes);
    robots.fill(this.robots - 2, Activity.driving * minutes, (Activity.driving + 1) * minutes);
    robots.fill(1, Activity.failed * minutes, (Activity.failed + 1) * minutes);
    return {
      minutes,
      ordersArrived: perMinute((minute) => 30 + (minute % 7)),
      ordersDone: perMinute(() => 20),
      unitsPicked: perMinute((minute) => rateOf(this.request) * stepsPerMinute + (minute % 3)),
      backlog: perMinute((minute) => 40 + minute),
      lateOrders: perMinute(() => 0),
      robots,
      stationsBusy: perMinute(() => 1),
    };
  }

  timings(): null {
    return null;
  }
  hash(): string {
    return this.running.digest();
  }
  inject(fault: Fault): void {
    this.injected.push({ ...fault, step: this.step + 1 });
  }
  snapshot(): RunSnapshot {
    return {
      version: 1,
      step: this.step,
      world: [...this.injected],
      demand: null,
      controller: null,
      record: this.running.snapshot(),
    };
  }
  restore(snapshot: RunSnapshot): void {
    this.step = snapshot.step;
    this.injected.splice(0, Number.POSITIVE_INFINITY, ...(snapshot.world as PlannedFault[]));
    this.running.restore(snapshot.record as readonly [number, number]);
  }
}

export const standInCatalog: Catalog = {
  scenarios: [
    {
      name: "ring",
      summary: { en: "Robots go round.", zh: "机器人绕行。" },
      seed: 3,
      hours: 12,
      strategies: ["fast", "steady"],
      robots: 6,
    },
  ],
  strategies: [
    {
      name: "fast",
      summary: { en: "Goes fast.", zh: "快速。" },
      rules: { "robot-task": "nearest", charging: "threshold" },
    },
    {
      name: "steady",
      summary: { en: "Goes steadily.", zh: "稳健。" },
      rules: { "robot-task": "balanced", charging: "threshold" },
    },
  ],
  decisions: [
    { decision: "robot-task", rules: ["nearest", "balanced", "random"] },
    { decision: "charging", rules: ["threshold", "opportunity"] },
  ],
  kpis: kpiDefinitions,
};

/** Fails as the real host does for a scenario or strategy it does not know; `broken` breaks at step 50. */
export const standInHost: RunHost = {
  catalog: () => standInCatalog,
  create: async (request) => {
    if (request.scenario === "broken") return new StandInRun(request, 6, standInFloor(), 50);
    if (request.scenario !== "ring" && request.own === null) {
      throw new InvalidInput([`scenario: expected ring; found ${request.scenario}`]);
    }
    const run = new StandInRun(request);
    run.injected.push(...request.injections.map(standInFault));
    return run;
  },
  text: () => "name: ring\n",
  check: (own) =>
    own.text.includes("name: ring")
      ? { lines: [], entry: { ...standInCatalog.scenarios[0]!, name: own.name }, floor: standInFloor() }
      : { lines: [`${own.name}.yaml:1:1: name: expected ring; found ${own.text}`], entry: null, floor: null },
  outlook: (request) => new Float64Array((request.hours ?? 1) * 60).map((_, minute) => 30 + (minute % 7)),
  injection: (_request, text) => standInFault(text),
};

/** `1m30s: robot 3 fails 10m`, the only thing that can go wrong here. */
function standInFault(text: string): PlannedFault {
  const match = /^(?:(\d+)h)?(?:(\d+)m)?([\d.]+)s: robot (\d+) fails/.exec(text);
  if (match === null) throw new InvalidInput([`${text}: expected robot n fails`]);
  const [hours, minutes, seconds, robot] = match.slice(1).map((part) => Number(part ?? 0));
  const step = Math.round((hours! * 3600 + minutes! * 60 + seconds!) / stepSeconds);
  return { kind: "robot-fails", robot: robot!, steps: 20, step };
}

const rateOf = (request: RunRequest): number => (request.strategy === "fast" ? 0.2 : 0.15);

/** The n-th cell of the outer ring, clockwise from the north-west, and the heading there. */
function ringPlace(at: number, width: number, height: number): readonly [number, number, number] {
  if (at < width - 1) return [at, 0, 0];
  if (at < width + height - 2) return [width - 1, at - width + 1, 1];
  if (at < 2 * width + height - 3) return [2 * width + height - 3 - at, height - 1, 2];
  return [0, 2 * (width + height) - 4 - at, 3];
}
