// Worlds small enough to see: floors drawn with letters, one kind of robot, pods with a few units, orders by hand.
import {
  CellKind,
  type Commands,
  type DemandSource,
  type DispatchCommand,
  EventKind,
  type FaultSetup,
  type Floor,
  Heading,
  type MotionSetup,
  type Observation,
  type PeopleSetup,
  type RobotType,
  StationKind,
  type StationSetup,
  type StationSite,
  type SupplySetup,
  type WorldSetup,
} from "../../sim/model/index.ts";
import { World } from "../../sim/world/index.ts";

/** `.` aisle, `p` pod place, `c` charger, `P` pick station, `R` replenishment station, `@` blocked. All exits open. */
export function pictureFloor(...rows: readonly string[]): Floor {
  const width = rows[0]!.length;
  const height = rows.length;
  const letters = rows.join("");
  const kinds: Record<string, number> = {
    "@": CellKind.blocked,
    ".": CellKind.aisle,
    p: CellKind.podPlace,
    c: CellKind.charger,
    P: CellKind.work,
    R: CellKind.work,
  };
  const kind = Uint8Array.from(letters, (letter) => kinds[letter]!);
  const exits = new Uint8Array(kind.length);
  const steps = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ] as const;
  for (let cell = 0; cell < kind.length; cell += 1) {
    for (const [heading, [dx, dy]] of steps.entries()) {
      const x = (cell % width) + dx;
      const y = Math.floor(cell / width) + dy;
      if (x < 0 || x >= width || y < 0 || y >= height) continue;
      if (kind[cell] !== CellKind.blocked && kind[y * width + x] !== CellKind.blocked)
        exits[cell]! |= 1 << heading;
    }
  }
  const cellsOf = (letter: string) =>
    Int32Array.from([...letters].flatMap((other, cell) => (other === letter ? [cell] : [])));
  const stations: StationSite[] = [];
  for (const [letter, stationKind] of [
    ["P", StationKind.pick],
    ["R", StationKind.replenish],
  ] as const) {
    for (const workCell of cellsOf(letter)) {
      stations.push({
        name: `${letter}${workCell}`,
        kind: stationKind,
        workCell,
        queueCells: new Int32Array(),
      });
    }
  }
  const podPlaces = cellsOf("p");
  const zone = kind.map((cellKind) => (cellKind === CellKind.podPlace ? 0 : 255));
  const lanes = new Uint8Array(kind.length);
  const chargers = cellsOf("c");
  return {
    width,
    height,
    kind,
    exits,
    lanes,
    zone,
    zoneCount: 1,
    podPlaces,
    chargers,
    stations,
    cellMetres: 1,
  };
}

/** One step per action, lifts of three steps, a battery that lasts. */
export const plainRobot: RobotType = {
  name: "plain",
  speedMetresPerSecond: 1,
  driveMilliSteps: 1000,
  quarterTurnMilliSteps: 1000,
  startMilliSteps: [],
  liftSteps: 3,
  setDownSteps: 2,
  payloadKg: 1000,
  batteryWh: 1000,
  chargeWatts: 3600,
  idleWatts: 0,
  driveWattHoursPerMetre: 0,
  liftWattHours: 0,
};

export interface TinyRobot {
  readonly at: number;
  readonly heading?: Heading;
  readonly charge?: number;
  readonly type?: number;
}
export interface TinyPod {
  readonly at: number;
  /** Pairs of SKU and units. */
  readonly stock?: readonly (readonly [sku: number, units: number])[];
}
export interface TinyWorldOptions {
  readonly floor: Floor;
  readonly robots?: readonly TinyRobot[];
  readonly pods?: readonly TinyPod[];
  readonly types?: readonly RobotType[];
  readonly stations?: Partial<StationSetup>;
  readonly faults?: Partial<FaultSetup>;
  readonly orders?: readonly TinyOrder[];
  readonly bundles?: readonly { readonly step: number; readonly sku: number; readonly units: number }[];
  readonly demand?: DemandSource;
  readonly seed?: number;
  readonly motion?: MotionSetup;
  readonly people?: PeopleSetup;
  readonly late?: NonNullable<SupplySetup["late"]>;
}
/** `lines` alternates SKU, units. */
export interface TinyOrder {
  readonly step: number;
  readonly lines: readonly number[];
  /** 100 steps after arrival if left out. */
  readonly dueStep?: number | undefined;
}

export const skuCount = 3;
export const slotsPerPod = 4;

export function tinySetup(options: TinyWorldOptions): WorldSetup {
  const { floor, robots = [], pods = [], types = [plainRobot], seed = 1 } = options;
  const slotSku = new Int32Array(pods.length * slotsPerPod).fill(-1);
  const slotUnits = new Int32Array(pods.length * slotsPerPod);
  for (const [pod, { stock = [] }] of pods.entries()) {
    for (const [k, [sku, units]] of stock.entries()) {
      slotSku[pod * slotsPerPod + k] = sku;
      slotUnits[pod * slotsPerPod + k] = units;
    }
  }
  return {
    seed,
    stepSeconds: 1,
    startLocalSeconds: 0,
    horizonSteps: 1000,
    floor,
    skus: {
      count: skuCount,
      names: ["red", "green", "blue"],
      category: new Uint8Array(skuCount),
      categoryNames: ["any"],
      unitVolume: new Float64Array(skuCount).fill(1),
      unitKg: new Float64Array(skuCount).fill(2),
      bundleUnits: new Int32Array(skuCount).fill(4),
    },
    robotTypes: types,
    robots: {
      type: Uint8Array.from(robots, (robot) => robot.type ?? 0),
      cell: Int32Array.from(robots, (robot) => robot.at),
      heading: Uint8Array.from(robots, (robot) => robot.heading ?? Heading.east),
      charge: Float64Array.from(robots, (robot) => robot.charge ?? 1),
    },
    pods: {
      slotsPerPod,
      capacityVolume: 20,
      emptyKg: 50,
      cell: Int32Array.from(pods, (pod) => pod.at),
      slotSku,
      slotUnits,
    },
    stations: {
      pickSecondsPerUnit: 4,
      pickPodSecondsPerUnit: 2,
      stowSecondsPerBundle: 3,
      pickSlots: 2,
      replenishSlots: 2,
      ...options.stations,
    },
    supply: {
      leadSecondsMin: 5,
      leadSecondsMax: 5,
      ...(options.late === undefined ? {} : { late: options.late }),
    },
    faults: {
      robotMeanHoursBetweenFailures: 0,
      robotRepairSecondsMin: 6,
      robotRepairSecondsMax: 6,
      planned: [],
      ...options.faults,
    },
    ...(options.people === undefined ? {} : { people: options.people }),
    ...(options.motion === undefined ? {} : { motion: options.motion }),
  };
}

/** Brings the listed orders and bundles at their steps; keeps no state. */
export function scriptedDemand(
  orders: readonly TinyOrder[],
  bundles: NonNullable<TinyWorldOptions["bundles"]> = [],
): DemandSource {
  return {
    arrive(step, _backlog, sink) {
      for (const order of orders)
        if (order.step === step) sink.order(0, order.dueStep ?? step + 100, order.lines);
      for (const bundle of bundles) if (bundle.step === step) sink.bundle(bundle.sku, bundle.units);
    },
    snapshot: () => ({ version: 1, state: {} }),
    restore: () => {},
  };
}

/** A world with a driver: actions by robot, dispatch commands, and the events of the step by name. */
export class TinyWorld {
  readonly world: World;
  readonly see: Observation;
  private readonly actions: Uint8Array;

  constructor(options: TinyWorldOptions) {
    const demand = options.demand ?? scriptedDemand(options.orders ?? [], options.bundles);
    this.world = new World(tinySetup(options), demand);
    this.see = this.world.observation;
    this.actions = new Uint8Array(this.see.robots.count);
  }
  /** One step: `actions[robot]`, robots left out wait. */
  step(actions: readonly number[] = [], dispatch: readonly DispatchCommand[] = []): readonly string[] {
    this.actions.fill(0);
    this.actions.set(actions);
    const commands: Commands = { actions: this.actions, dispatch };
    this.world.step(commands);
    return this.events();
  }
  dispatch(...commands: readonly DispatchCommand[]): readonly string[] {
    return this.step([], commands);
  }
  /** Waits until an event of this kind; returns the steps that took. */
  waitFor(kind: keyof typeof EventKind, stepLimit = 1000): number {
    for (let steps = 1; steps <= stepLimit; steps += 1) {
      if (this.step().some((event) => event.startsWith(`${kind} `))) return steps;
    }
    throw new Error(`no ${kind} within ${stepLimit} steps`);
  }
  /** Events of the last step as "kind a b c", unused ids left out. */
  events(): readonly string[] {
    const names = Object.keys(EventKind);
    const { events } = this.see;
    return Array.from({ length: events.count }, (_, i) =>
      [names[events.kind(i)], ...[events.a(i), events.b(i), events.c(i)].filter((id) => id >= 0)].join(" "),
    );
  }
}
