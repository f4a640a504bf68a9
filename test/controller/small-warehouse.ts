// A small generated warehouse with the real world, the real brain and orders by a seed: for runs from end to end.
import { type Controller, createController, type Decision } from "../../controller/index.ts";
import { generateFloor } from "../../sim/floor/index.ts";
import { Random, RunningHash } from "../../sim/kernel/index.ts";
import {
  type DemandSource,
  EventKind,
  type FaultSetup,
  type Observation,
  OrderState,
  type WorldSetup,
} from "../../sim/model/index.ts";
import { World } from "../../sim/world/index.ts";
import { controllerSetup, strategyOf } from "../dispatch/tiny-site.ts";
import { plainRobot } from "../sim/tiny-world.ts";

const skuCount = 30;
const slotsPerPod = 6;

export interface SmallOptions {
  readonly seed?: number;
  readonly robots?: number;
  readonly orders?: number;
  readonly rules?: Partial<Record<Decision, string>>;
  readonly faults?: Partial<FaultSetup>;
  /** Units per compartment at the start; small = stock runs out and must be supplied. */
  readonly unitsPerSlot?: number;
  /** Battery, watt-hours; small = robots must charge. */
  readonly batteryWh?: number;
}

export interface SmallWarehouse {
  readonly setup: WorldSetup;
  readonly world: World;
  readonly see: Observation;
  readonly brain: Controller;
  readonly rejects: string[];
  readonly stepsTaken: number;
  run(steps: number): void;
  /** Runs until every order is done; returns the steps that took, or −1 after the limit. */
  runUntilDone(stepLimit: number): number;
  hash(): string;
}

export function smallWarehouse(options: SmallOptions = {}): SmallWarehouse {
  const setup = smallSetup(options);
  const world = new World(setup, seededOrders(setup.seed, options.orders ?? 60));
  const skuUnits = new Float64Array(skuCount).fill(4);
  const brain = createController(controllerSetup(setup, strategyOf(options.rules), skuUnits));
  return new Warehouse(setup, world, brain);
}

class Warehouse implements SmallWarehouse {
  readonly rejects: string[] = [];
  private readonly seen = new RunningHash();

  constructor(
    readonly setup: WorldSetup,
    readonly world: World,
    readonly brain: Controller,
  ) {}
  get see(): Observation {
    return this.world.observation;
  }
  get stepsTaken(): number {
    return this.see.step;
  }
  run(steps: number): void {
    for (let step = 0; step < steps; step += 1) {
      this.world.step(this.brain.step(this.see));
      const { events, robots } = this.see;
      for (let i = 0; i < events.count; i += 1) {
        if (events.kind(i) !== EventKind.commandRejected) continue;
        this.rejects.push(`step ${this.see.step}: reason ${events.a(i)}, ids ${events.b(i)}, ${events.c(i)}`);
      }
      this.seen.ints(robots.cell);
      this.seen.ints(robots.pod);
    }
  }
  runUntilDone(stepLimit: number): number {
    const { orders } = this.see;
    for (let step = 0; step < stepLimit; step += 20) {
      this.run(20);
      let open = 0;
      for (let order = 0; order < orders.count; order += 1) {
        if (orders.state[order] !== OrderState.done) open += 1;
      }
      if (open === 0 && this.stepsTaken > 200) return this.stepsTaken;
    }
    return -1;
  }
  hash(): string {
    return this.seen.digest();
  }
}

function smallSetup(options: SmallOptions): WorldSetup {
  const { seed = 1, robots = 8, unitsPerSlot = 6, batteryWh = 1000 } = options;
  const made = generateFloor({
    blocksAcross: 3,
    blocksDown: 3,
    blockWidth: 4,
    blockHeight: 2,
    pickStations: 2,
    replenishStations: 1,
    chargers: 3,
  });
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  const { floor } = made;
  const random = new Random(seed, "test/stock");
  const podCount = Math.floor(floor.podPlaces.length * 0.8);
  const slots = podCount * slotsPerPod;
  const slotSku = new Int32Array(slots).fill(-1);
  const slotUnits = new Int32Array(slots);
  for (let slot = 0; slot < slots; slot += 1) {
    if (slot % slotsPerPod > 3) continue;
    slotSku[slot] = random.below(skuCount);
    slotUnits[slot] = 1 + random.below(unitsPerSlot);
  }
  return {
    seed,
    stepSeconds: 2 / 3,
    startLocalSeconds: 0,
    horizonSteps: 100_000,
    floor,
    skus: {
      count: skuCount,
      names: Array.from({ length: skuCount }, (_, sku) => `sku-${sku}`),
      category: new Uint8Array(skuCount),
      categoryNames: ["any"],
      unitVolume: new Float64Array(skuCount).fill(1),
      unitKg: new Float64Array(skuCount).fill(1),
      bundleUnits: new Int32Array(skuCount).fill(4),
    },
    robotTypes: [
      { ...plainRobot, batteryWh, chargeWatts: 1200, idleWatts: 30, driveWattHoursPerMetre: 0.04 },
    ],
    robots: {
      type: new Uint8Array(robots),
      cell: floor.podPlaces.slice(0, robots),
      heading: new Uint8Array(robots),
      charge: Float64Array.from({ length: robots }, () => random.between(0.5, 1)),
    },
    pods: {
      slotsPerPod,
      capacityVolume: 40,
      emptyKg: 50,
      cell: floor.podPlaces.slice(0, podCount),
      slotSku,
      slotUnits,
    },
    stations: {
      pickSecondsPerUnit: 10,
      pickPodSecondsPerUnit: 3,
      stowSecondsPerBundle: 10,
      pickSlots: 6,
      replenishSlots: 6,
    },
    supply: { leadSecondsMin: 30, leadSecondsMax: 90 },
    faults: {
      robotMeanHoursBetweenFailures: 0,
      robotRepairSecondsMin: 60,
      robotRepairSecondsMax: 180,
      planned: [],
      ...options.faults,
    },
  };
}

/** The same orders for the same seed, spread over the first minutes, then none. */
function seededOrders(seed: number, count: number): DemandSource {
  const random = new Random(seed, "test/orders");
  const orders = Array.from({ length: count }, () => ({
    step: 1 + random.below(150),
    lines: Array.from({ length: 1 + random.below(3) }, () => [
      random.below(skuCount),
      1 + random.below(2),
    ]).flat(),
  }));
  return {
    arrive(step, _backlog, sink) {
      if (step > 151) return;
      for (const order of orders) if (order.step === step) sink.order(0, step + 5400, order.lines);
    },
    snapshot: () => ({ version: 1, state: {} }),
    restore: () => {},
  };
}

/** Units on pods, picked so far, and stowed so far. */
export function stockBalance({ see }: SmallWarehouse): { onPods: number; picked: number; stowed: number } {
  const { pods, orders, bundles } = see;
  let stowed = 0;
  for (let bundle = 0; bundle < bundles.count; bundle += 1) {
    if (bundles.state[bundle] === 2) stowed += bundles.units[bundle];
  }
  return {
    onPods: pods.slotUnits.reduce((sum, units) => sum + units, 0),
    picked: orders.linePicked.slice(0, orders.lineTotal).reduce((sum, units) => sum + units, 0),
    stowed,
  };
}
