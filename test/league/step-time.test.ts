// How a run uses the time of its steps: not at all where nothing is left to gain, and with what it has learned where the
// machine is slow.
import { describe, expect, test } from "vitest";
import { createTraffic, unboundedTries } from "../../controller/traffic/index.ts";
import {
  FleetTaskAssigner,
  type LeagueInstance,
  leagueFloor,
  openLeagueRun,
  TaskBook,
} from "../../scenarios/league/index.ts";
import { StepBudget } from "../../scenarios/league/step-budget.ts";
import { Random } from "../../sim/kernel/index.ts";
import { randomInstance } from "./random-instance.ts";

function open(width: number, height: number) {
  return { width, height, blocked: new Uint8Array(width * height) };
}
/** How often an improvement without a bound looks at the clock in one step, up to a hundred thousand times. */
function looks(map: LeagueInstance["map"], cells: readonly number[], goals: readonly number[]): number {
  let asked = 0;
  const robotCount = cells.length;
  const traffic = createTraffic({
    floor: leagueFloor(map),
    robotCount,
    seed: 1,
    iterations: unboundedTries,
    stopImproving: () => {
      asked += 1;
      return asked > 100_000;
    },
  });
  const still = new Uint8Array(robotCount);
  traffic.plan({
    cell: Int32Array.from(cells),
    heading: new Uint8Array(robotCount),
    goal: Int32Array.from(goals),
    laden: still,
    frozen: still,
    priority: new Int32Array(robotCount),
  });
  return asked;
}

describe("an improvement without a bound on its tries", () => {
  test("ends at once when every robot has its best way", () => {
    expect(looks(open(10, 2), [0, 10], [9, 19])).toBeLessThan(10);
  });

  test("ends after a run of tries without gain when robots stay in each other's way", () => {
    // Paths: two that meet in a corridor. Operations: the same with more robots per cell.
    expect(looks(open(10, 1), [0, 9], [9, 0])).toBeLessThan(5_000);
    expect(looks(open(8, 1), [0, 1, 6, 7], [7, 6, 1, 0])).toBeLessThan(5_000);
  });
});

test("two robots with room to pass use a small part of each step", () => {
  const instance: LeagueInstance = {
    name: "roomy",
    year: 2024,
    map: open(10, 2),
    starts: Int32Array.from([0, 19]),
    tasks: { count: 3, start: Int32Array.from([0, 1, 2, 3]), cells: Int32Array.from([5, 12, 9]) },
    tasksReveal: 1,
    actionTicks: 1,
    robotSize: 1,
    delays: null,
  };
  let now = 0;
  const clock = { nowMs: () => (now += 0.1) };
  const run = openLeagueRun({ instance, steps: 40, stepLimitMs: 1000, clock });
  while (!run.isDone) run.advance();
  expect(run.tasksFinished).toBeGreaterThan(3);
  expect(run.summary().planningMs.max).toBeLessThan(200);
});

describe("the time of a decision", () => {
  test("is kept back for the end by what the slowest one took, up to half, and given back slowly", () => {
    const budget = new StepBudget(1000);
    const decide = (endMs: number) => {
      budget.begin(0);
      budget.assigned(50);
      budget.end(budget.improveUntilMs + endMs);
      return budget.reserveMs;
    };
    expect(decide(20)).toBe(100);
    expect(decide(200)).toBeCloseTo(300);
    budget.begin(0);
    expect(budget.improveUntilMs).toBeCloseTo(700);
    expect(budget.lastCallMs).toBeCloseTo(820);
    expect(decide(2000)).toBe(500);
    for (let i = 0; i < 200; i += 1) decide(10);
    expect(budget.reserveMs).toBe(100);
  });

  test("after a slow assignment, traffic still gets its part, and the next assignments are hurried", () => {
    const budget = new StepBudget(1000);
    budget.begin(0);
    budget.assigned(900);
    expect(budget.lastCallMs).toBe(1150);
    budget.end(1200);
    // Late because of the assignment, which says nothing about the end.
    expect(budget.reserveMs).toBe(100);
    const hurried = Array.from({ length: 6 }, (_, i) => {
      budget.begin(2000 * (i + 1));
      const { isHurried } = budget;
      budget.assigned(2000 * (i + 1) + 10);
      return isHurried;
    });
    expect(hurried).toEqual([true, true, true, true, false, false]);
  });

  test("has no end without a limit", () => {
    const budget = new StepBudget(0);
    budget.begin(0);
    budget.assigned(1e9);
    budget.end(2e9);
    expect([budget.assignUntilMs, budget.improveUntilMs, budget.lastCallMs]).toEqual([
      Infinity,
      Infinity,
      Infinity,
    ]);
    expect(budget.isHurried).toBe(false);
  });
});

test("a hurried assignment leaves tasks with who has them and gives one to who has none", () => {
  const random = new Random(3, "hurried");
  for (let round = 0; round < 20; round += 1) {
    const instance = randomInstance(2024, random);
    const team = instance.starts.length;
    const book = new TaskBook(instance);
    const assigner = new FleetTaskAssigner();
    const distance = (cell: number, _: number, goal: number) => Math.abs(cell - goal);
    const assign = (isHurried: boolean) => {
      const schedule = book.assigned.slice();
      const view = { step: 1, book, cell: instance.starts, heading: new Uint8Array(team) };
      const outOfTime = () => true;
      assigner.assign({ ...view, distance, distanceIfKnown: distance, isHurried, outOfTime }, schedule);
      expect(book.scheduleFaults(schedule)).toEqual([]);
      return schedule;
    };
    const given = Int32Array.from(assign(false), (task, robot) => (robot % 2 === 0 ? task : -1));
    book.applySchedule(given);
    const hurried = assign(true);
    given.forEach((task, robot) => {
      if (task >= 0) expect(hurried[robot]).toBe(task);
      else expect(hurried[robot]).toBeGreaterThanOrEqual(0);
    });
  }
});
