import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withYard, withYardRobots } from "../../scenarios/build/yard.ts";
import { generateFloor } from "../../sim/floor/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import {
  CellKind,
  type DemandSource,
  EventKind,
  type Floor,
  headingOffsets,
  type PlannedFault,
  RobotAction,
} from "../../sim/model/index.ts";
import { IllegalMoveError, World } from "../../sim/world/index.ts";
import { plainRobot, skuCount, tinySetup } from "../sim/tiny-world.ts";
import { RandomDriver } from "./world-driver.ts";
import { checkBooks, checkRobots, checkStock, StockLeaks, unitsOnPods } from "./world-invariants.ts";
import { checkProperty } from "./world-runs.ts";

/** Worlds of one to eight robots on floors of a few blocks. */
const cases = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  blocksAcross: fc.integer({ min: 1, max: 3 }),
  blocksDown: fc.integer({ min: 1, max: 3 }),
  blockWidth: fc.integer({ min: 1, max: 3 }),
  queueCells: fc.integer({ min: 1, max: 3 }),
  hallDepth: fc.integer({ min: 1, max: 3 }),
  aisleDirection: fc.constantFrom("one-way" as const, "preferred" as const, "two-way" as const),
  robotCount: fc.integer({ min: 1, max: 8 }),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** Robots that come and leave in the course of each world. */
const changing = { join: 1, leave: 1 };

/** Random orders of one or two lines and now and then a bundle; restorable. */
function randomDemand(seed: number): DemandSource {
  const random = new Random(seed, "test demand");
  return {
    arrive(step, backlog, sink) {
      if (backlog.orders < 6) {
        const units = () => 1 + random.below(2);
        const first = random.below(skuCount);
        sink.order(0, step + 50, [first, units(), (first + 1) % skuCount, units()]);
      }
      if (backlog.bundles < 3 && random.uniform() < 0.3)
        sink.bundle(random.below(skuCount), 1 + random.below(4));
    },
    snapshot: () => ({ version: 1, state: { random: random.snapshot() } }),
    restore: (saved) => random.restore(saved.state.random as [number, number, number, number]),
  };
}

function newWorld(input: Case): { world: World; driver: RandomDriver } {
  const { seed, robotCount, ...size } = input;
  const options = { ...size, pickStations: 1, replenishStations: 1, chargers: 2, zoneCount: 2 };
  const result = generateFloor(options);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  const floor = withYard(result.floor, changing);
  const random = new Random(seed, "test setup");
  const places = [...floor.podPlaces].sort(() => random.uniform() - 0.5);
  const podCount = Math.max(1, Math.floor(places.length * 0.7));
  const freeCells = [...floor.kind.keys()].filter((cell) => floor.kind[cell] === CellKind.aisle);
  const starts = [...places, ...freeCells].slice(0, Math.min(robotCount, places.length + 3));
  const plain = tinySetup({
    floor,
    seed,
    robots: starts.map((at) => ({
      at,
      heading: random.below(4) as 0 | 1 | 2 | 3,
      charge: random.between(0.2, 1),
    })),
    pods: places.slice(0, podCount).map((at) => ({
      at,
      stock: [
        [0, 1 + random.below(3)],
        [1 + random.below(2), 1 + random.below(3)],
      ],
    })),
    types: [{ ...plainRobot, batteryWh: 20, idleWatts: 36, driveWattHoursPerMetre: 0.1, liftWattHours: 0.2 }],
    faults: {
      robotMeanHoursBetweenFailures: 0.05,
      robotRepairSecondsMin: 1,
      robotRepairSecondsMax: 10,
      cancellation: {
        share: 0.3,
        secondsMin: 0,
        secondsMax: 200,
        until: seed % 3 === 0 ? "assigned" : "done",
      },
      planned: plannedFaults(floor, seed),
    },
    people: {
      service: seed % 2 === 0 ? { kind: "exponential" } : { kind: "lognormal", variation: 0.5 },
      paceDeviation: 0.2,
      paceMin: 0.5,
      paceMax: 2,
      pace: new Float64Array(),
    },
    late: { share: 0.5, secondsMin: 1, secondsMax: 60 },
  });
  const setup = { ...plain, robots: withYardRobots(plain.robots, floor, changing) };
  const world = new World(setup, randomDemand(seed));
  return { world, driver: new RandomDriver(world.observation, seed) };
}

/** Some of everything, at times and places that differ from case to case. */
function plannedFaults(floor: Floor, seed: number): PlannedFault[] {
  const random = new Random(seed, "test faults");
  const station = () => random.below(floor.stations.length);
  const drivable = [...floor.kind.keys()].filter((cell) => floor.kind[cell] !== CellKind.blocked);
  const cell = () => drivable[random.below(drivable.length)]!;
  const at = () => 20 + random.below(500);
  const steps = () => 1 + random.below(80);
  return [
    { kind: "station-closes", step: 100, station: 0, steps: 50 },
    { kind: "station-closes", step: at(), station: station(), steps: steps(), orders: "wait" },
    ...Array.from({ length: 4 }, (): PlannedFault => {
      return { kind: "station-closes", step: at(), station: station(), steps: steps(), orders: "hand-back" };
    }),
    { kind: "person-away", step: at(), station: station(), steps: steps() },
    { kind: "station-slows", step: at(), station: station(), steps: steps(), timeFactor: 2.5 },
    { kind: "shift-changes", step: at() },
    { kind: "cell-closes", step: at(), cell: cell(), steps: steps() },
    { kind: "cell-closes", step: at(), cell: cell(), steps: steps() },
    { kind: "stock-lost", step: at(), sku: random.below(skuCount), units: 3 },
    { kind: "supplier-stops", step: at(), steps: steps() },
    { kind: "orders-cancelled", step: at(), share: 0.5 },
    { kind: "robots-join", step: at(), robots: 1 },
    { kind: "robots-leave", step: at(), robots: 1 },
    { kind: "orders-surge", step: at(), steps: steps(), factor: 1.5 },
  ];
}

function run(world: World, driver: RandomDriver, steps: number, afterStep: () => void = () => {}): void {
  for (let i = 0; i < steps; i += 1) {
    world.step(driver.commands());
    afterStep();
  }
}

function runChecked(input: Case, steps: number): void {
  const { world, driver } = newWorld(input);
  const see = world.observation;
  const atStart = unitsOnPods(see);
  const leaks = new StockLeaks(see);
  const before = { cell: see.robots.cell.slice(), heading: see.robots.heading.slice() };
  run(world, driver, steps, () => {
    leaks.look();
    checkRobots(see, before);
    before.cell.set(see.robots.cell);
    before.heading.set(see.robots.heading);
    if (see.step % 20 === 0) {
      checkBooks(see);
      checkStock(see, atStart, leaks);
    }
  });
}

const file = "world.test.ts";

describe("any world under any legal driver", () => {
  test("keeps robots apart, books balanced and stock conserved", () => {
    checkProperty(
      file,
      fc.property(cases, (input) => runChecked(input, 500)),
    );
  });

  test("and the driver reaches everything that can happen, or that would say little", () => {
    const happened = new Set<number>();
    for (let seed = 1; seed <= 8; seed += 1) {
      const shape = {
        blocksAcross: 2,
        blocksDown: 1 + (seed % 2),
        blockWidth: 2,
        queueCells: 1,
        hallDepth: 2,
      };
      const see = newWorld({ ...shape, seed, aisleDirection: "preferred", robotCount: 4 });
      run(see.world, see.driver, 800, () => {
        const { events } = see.world.observation;
        for (let i = 0; i < events.count; i += 1) happened.add(events.kind(i));
      });
    }
    // Parcels and chutes are those of a sorter: test/property/sorter.test.ts.
    const missing = Object.entries(EventKind).filter(([name, kind]) => {
      return !happened.has(kind) && !/^(parcel|chute)/.test(name);
    });
    expect(missing.map(([name]) => name)).toEqual([]);
  });

  test("has the same future after restoring a snapshot, in the same world and in a new one", () => {
    checkProperty(
      file,
      fc.property(cases, fc.integer({ min: 0, max: 300 }), (input, steps) => {
        const { world, driver } = newWorld(input);
        run(world, driver, steps);
        const saved = structuredClone({ world: world.snapshot(), driver: driver.snapshot() });
        run(world, driver, 200);
        const future = world.snapshot();

        const again = newWorld(input);
        for (const { world: other, driver: otherDriver } of [again, { world, driver }]) {
          other.restore(saved.world);
          otherDriver.restore(saved.driver);
          expect(other.snapshot().events).toEqual(saved.world.events);
          run(other, otherDriver, 200);
          expect(visible(other.snapshot())).toEqual(visible(future));
        }
      }),
    );
  });

  test("catches exactly the illegal moves when one robot drives and the others stand", () => {
    let legal = 0;
    let illegal = 0;
    checkProperty(
      file,
      fc.property(cases, (input) => {
        const { world, driver } = newWorld({ ...input, robotCount: 8 });
        run(world, driver, 100);
        const saved = world.snapshot();
        const { robots, floor, pods } = world.observation;
        const actions = new Uint8Array(robots.count);
        for (let robot = 0; robot < robots.count; robot += 1) {
          world.restore(saved);
          if (robots.busySteps[robot]! > 0) continue;
          const cell = robots.cell[robot]!;
          const heading = robots.heading[robot]!;
          const target = cell + headingOffsets(floor.width)[heading]!;
          const bad =
            (floor.exits[cell]! & (1 << heading)) === 0 ||
            robots.cell.includes(target) ||
            world.observation.cellClosedUntil![target]! > 0 ||
            (robots.pod[robot]! >= 0 && pods.cell.includes(target));
          actions.fill(RobotAction.wait);
          actions[robot] = RobotAction.forward;
          const step = () => world.step({ actions, dispatch: [] });
          if (bad) expect(step).toThrow(IllegalMoveError);
          else expect(step).not.toThrow();
          if (bad) illegal += 1;
          else legal += 1;
        }
      }),
    );
    expect(Math.min(legal, illegal)).toBeGreaterThan(10);
  });
});

/** What a snapshot says of the world; the order of free rows and heap rows may differ between worlds. */
function visible(snapshot: ReturnType<World["snapshot"]>): unknown {
  const { requests: _requests, faults, deliveries, ...rest } = snapshot;
  const sorted = (rows: Float64Array) => {
    const list = Array.from({ length: rows.length / 6 }, (_, i) => [...rows.subarray(6 * i, 6 * i + 6)]);
    return list.sort((a, b) => a[2]! - b[2]!);
  };
  return { ...rest, faults: sorted(faults.rows), deliveries: sorted(deliveries.rows) };
}
