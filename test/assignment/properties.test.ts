// Random small fleets over several rounds: the rules hold whatever comes.
// `CASES=5000 npx vitest run test/assignment/properties.test.ts` runs many; a failure names its seed.
import { expect, it } from "vitest";
import { type AssignmentTuning, createAssignment } from "../../controller/assignment/index.ts";
import type { Random } from "../../sim/kernel/index.ts";
import { forSeeds } from "../traffic/random-floor.ts";
import { cellsBetween } from "./tiny-fleet.ts";

const cases = Number(process.env.CASES ?? 150);

/** A floor, areas with caps, and rounds in which robots move, open tasks and finish them. */
class RandomFleet {
  readonly width: number;
  readonly cells: number;
  readonly robots: number;
  readonly slots: number;
  readonly of: Int32Array;
  readonly capacity: Int32Array;
  readonly limit: Int32Array;
  readonly tuning: AssignmentTuning;
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  readonly free: Uint8Array;
  readonly goal: Int32Array;
  readonly pickup: Int32Array;
  readonly length: Int32Array;
  taskOf: Int32Array;

  constructor(private readonly random: Random) {
    this.width = 3 + random.below(20);
    this.cells = this.width * (1 + random.below(12));
    this.robots = 1 + random.below(25);
    this.slots = 1 + random.below(40);
    const areas = 1 + random.below(6);
    this.of = Int32Array.from({ length: this.cells }, () => random.below(areas + 1) - 1);
    this.capacity = Int32Array.from({ length: areas }, () => random.below(5));
    this.limit = Int32Array.from({ length: areas }, () => random.below(12));
    this.tuning = {
      approachWeight: 1 + random.below(4),
      keepSteps: random.below(5),
      candidates: 1 + random.below(10),
      binCells: 1 + random.below(8),
      crowdSteps: random.below(4),
      refreshRounds: 1 + random.below(3),
      triesMax: [0, 5, 100_000][random.below(3)]!,
    };
    this.cell = Int32Array.from({ length: this.robots }, () => random.below(this.cells));
    this.heading = Uint8Array.from({ length: this.robots }, () => random.below(4));
    this.free = new Uint8Array(this.robots).fill(1);
    this.goal = new Int32Array(this.robots).fill(-1);
    this.pickup = new Int32Array(this.slots);
    this.length = new Int32Array(this.slots);
    this.taskOf = new Int32Array(this.robots).fill(-1);
    for (let slot = 0; slot < this.slots; slot += 1) this.reveal(slot);
  }

  create(triesMax = this.tuning.triesMax) {
    return createAssignment({
      width: this.width,
      height: this.cells / this.width,
      robotCount: this.robots,
      taskSlots: this.slots,
      distance: this.distance,
      areas: { of: this.of, capacity: this.capacity, limit: this.limit },
      tuning: { ...this.tuning, triesMax },
    });
  }
  /** Some ways are not known, some are longer than they look. */
  readonly distance = (cell: number, heading: number, goal: number): number =>
    (cell * 7 + goal) % 3 === 0 ? -1 : cellsBetween(this.width, cell, goal) + ((cell + heading + goal) % 4);

  input() {
    const { cell, heading, free, goal, pickup, length } = this;
    return { cell, heading, free, goal, taskCount: this.slots, pickup, length };
  }
  reveal(slot: number): void {
    // Some slots stay empty; pickups come several to a cell.
    this.pickup[slot] = this.random.below(6) === 0 ? -1 : this.random.below(this.cells) & ~1;
    this.length[slot] = this.random.below(30);
  }
  /** Robots move; some open their task, some finish it. */
  live(): void {
    const { random, cell, free, goal, taskOf, pickup } = this;
    for (let robot = 0; robot < this.robots; robot += 1) {
      cell[robot] = random.below(this.cells);
      const slot = taskOf[robot]!;
      if (free[robot] === 0 && random.below(2) === 0) {
        free[robot] = 1;
        goal[robot] = -1;
        taskOf[robot] = -1;
        this.reveal(slot);
      } else if (free[robot] === 1 && slot >= 0 && random.below(3) === 0) {
        free[robot] = 0;
        goal[robot] = random.below(this.cells);
        pickup[slot] = -1;
      }
    }
  }
}

function checkRules(fleet: RandomFleet, before: Int32Array): void {
  const { taskOf, free, pickup, of, limit, goal } = fleet;
  const given = [...taskOf].filter((slot) => slot >= 0);
  expect(new Set(given).size, "a task is given twice").toBe(given.length);
  const opened = new Int32Array(limit.length);
  const enRoute = new Int32Array(limit.length);
  taskOf.forEach((slot, robot) => {
    if (free[robot] === 0) {
      expect(slot, `robot ${robot} left the task it had opened`).toBe(before[robot]);
      const area = goal[robot]! < 0 ? -1 : of[goal[robot]!]!;
      if (area >= 0) opened[area]! += 1;
    } else if (slot >= 0) {
      expect(pickup[slot], `slot ${slot} was not to be given out`).toBeGreaterThanOrEqual(0);
      const area = of[pickup[slot]!]!;
      if (area >= 0) enRoute[area]! += 1;
    }
  });
  enRoute.forEach((count, area) => {
    expect(count, `robots en route to area ${area}`).toBeLessThanOrEqual(
      Math.max(0, limit[area]! - opened[area]!),
    );
  });
}

it("gives no task twice, leaves opened tasks alone, keeps to the caps, and repeats itself exactly", () => {
  let changed = 0;
  forSeeds(
    cases,
    "properties",
    (random) => {
      const fleet = new RandomFleet(random);
      const assignment = fleet.create();
      const twin = fleet.create();
      for (let round = 0; round < 8; round += 1) {
        const before = fleet.taskOf.slice();
        const repeated = fleet.taskOf.slice();
        assignment.assign(fleet.input(), fleet.taskOf);
        twin.assign(fleet.input(), repeated);
        checkRules(fleet, before);
        expect(repeated).toEqual(fleet.taskOf);
        changed += assignment.lastRound.changes;
        fleet.live();
      }
    },
    "test/assignment",
  );
  expect(changed).toBeGreaterThan(process.env.SEED === undefined ? 1000 : 0);
});

it("is never dearer than greedy, and often cheaper", () => {
  let cheaper = 0;
  forSeeds(
    cases,
    "properties",
    (random) => {
      const fleet = new RandomFleet(random);
      const greedy = fleet.create(0);
      const improving = fleet.create(100_000);
      for (let round = 0; round < 4; round += 1) {
        const plain = fleet.taskOf.slice();
        greedy.assign(fleet.input(), plain);
        improving.assign(fleet.input(), fleet.taskOf);
        expect(improving.lastRound.greedyCost).toBeCloseTo(greedy.lastRound.cost, 6);
        expect(improving.lastRound.cost).toBeLessThanOrEqual(greedy.lastRound.cost + 1e-6);
        expect(improving.lastRound.unassigned).toBeLessThanOrEqual(greedy.lastRound.unassigned);
        if (improving.lastRound.cost < greedy.lastRound.cost - 1) cheaper += 1;
        fleet.live();
      }
    },
    "test/assignment",
  );
  expect(cheaper).toBeGreaterThan(process.env.SEED === undefined ? 50 : -1);
});

it("sums its cost as ways, lengths and crowding", () => {
  forSeeds(
    cases,
    "properties",
    (random) => {
      const fleet = new RandomFleet(random);
      // Nothing held and everything known: the cost can be told from the outcome alone.
      const known = (cell: number, _: number, goal: number) => cellsBetween(fleet.width, cell, goal);
      const { cells, width, robots, slots, of, capacity, limit, tuning, pickup, length } = fleet;
      const areas = { of, capacity, limit };
      const assignment = createAssignment({
        width,
        height: cells / width,
        robotCount: robots,
        taskSlots: slots,
        distance: known,
        areas,
        tuning,
      });
      assignment.assign(fleet.input(), fleet.taskOf);
      const enRoute = new Int32Array(limit.length);
      let cost = 0;
      fleet.taskOf.forEach((slot, robot) => {
        if (slot < 0) return;
        cost += tuning.approachWeight * known(fleet.cell[robot]!, 0, pickup[slot]!) + length[slot]!;
        const area = of[pickup[slot]!]!;
        if (area < 0) return;
        enRoute[area]! += 1;
        cost += Math.max(0, enRoute[area]! - capacity[area]!) * tuning.crowdSteps;
      });
      const { cost: told, unassigned } = assignment.lastRound;
      expect(told - unassigned * 1e7).toBeCloseTo(cost, 4);
    },
    "test/assignment",
  );
});
