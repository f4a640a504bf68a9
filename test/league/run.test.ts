// Runs on floors small enough to follow, on a clock that the test winds.
import { expect, test } from "vitest";
import {
  checkLeagueResult,
  type LeagueInstance,
  type LeagueYear,
  NearestTaskAssigner,
  type TaskAssigner,
  TaskBook,
} from "../../scenarios/league/index.ts";
import { RobotAction } from "../../sim/model/index.ts";
import { resultOf, runOf } from "./random-instance.ts";

/** A corridor of `width` cells; one-errand tasks at these cells, in turn. */
function corridor(year: LeagueYear, width: number, starts: readonly number[], goals: readonly number[]) {
  return {
    name: "corridor",
    year,
    map: { width, height: 1, blocked: new Uint8Array(width) },
    starts: Int32Array.from(starts),
    tasks: {
      count: goals.length,
      start: Int32Array.from([...goals, 0], (_, task) => task),
      cells: Int32Array.from(goals),
    },
    tasksReveal: 1,
    actionTicks: 1,
    robotSize: 1,
    delays: null,
  } satisfies LeagueInstance;
}
const free = { stepLimitMs: 0, iterations: 0 };

test("2023: a lone robot does its tasks in the order of the file", () => {
  const instance = corridor(2023, 4, [0], [3, 0]);
  // Three steps east, two turns and three steps west, two turns and three steps east.
  const run = runOf({ instance, steps: 13, ...free });
  expect(run.tasksFinished).toBe(3);
  const file = resultOf(run);
  expect(file.actualPaths).toEqual([expect.stringMatching(/^F,F,F,(R,R|C,C),F,F,F,(R,R|C,C),F,F,F$/)]);
  expect(file.events).toEqual([
    [
      [0, 0, "assigned"],
      [0, 3, "finished"],
      [1, 3, "assigned"],
      [1, 8, "finished"],
      [2, 8, "assigned"],
      [2, 13, "finished"],
      [3, 13, "assigned"],
    ],
  ]);
});

test("2024: the nearest robot gets the task, and an errand counts in the step that reaches it", () => {
  const instance = corridor(2024, 6, [0, 4], [5, 5, 5, 5]);
  const file = resultOf(runOf({ instance, steps: 1, ...free }));
  expect((file.events as number[][])[0]).toEqual([1, 1, expect.any(Number), 1]);
  expect(file.numTaskFinished).toBe(1);
});

test("an assignment against the rules has no effect on the schedule", () => {
  const instance = corridor(2024, 6, [0, 4], [5, 5, 5, 5]);
  const bothTheSame: TaskAssigner = { assign: (_, schedule) => void schedule.fill(0) };
  const run = runOf({ instance, steps: 5, ...free, assigner: bothTheSame });
  expect(run.tasksFinished).toBe(0);
  expect(run.summary().scheduleErrors).toBe(5);
  const file = resultOf(run);
  expect(file.numScheduleErrors).toBe(5);
  expect(file.actualSchedule).toEqual(["1:-1", "1:-1"]);
  expect(file.plannerSchedule).toEqual(["1:0", "1:0"]);
  expect(checkLeagueResult(file, instance).violations).toEqual([]);
});

test("a late decision costs the steps that it takes, and the run stays right", () => {
  for (const year of [2023, 2024] as const) {
    const instance = corridor(year, 4, [0], [3, 0]);
    // Each decision takes two and a half limits: two steps of waiting, then its own.
    const run = runOf({ instance, steps: 12, stepLimitMs: 10, iterations: 0 }, () => 25);
    expect(run.summary().timeouts).toBe(8);
    expect(run.tasksFinished).toBe(1);
    const file = resultOf(run);
    expect(file.plannerPaths).toEqual([expect.stringMatching(/^T,T,F,T,T,F,T,T,F,T,T,[RC]$/)]);
    expect(file.actualPaths).toEqual([expect.stringMatching(/^W,W,F,W,W,F,W,W,F,W,W,[RC]$/)]);
    expect(checkLeagueResult(file, instance).violations).toEqual([]);
  }
});

test("a decision that never comes in time leaves a result of waiting, which is right", () => {
  const instance = corridor(2024, 4, [0], [3, 0]);
  const run = runOf({ instance, steps: 5, stepLimitMs: 10, iterations: 0 }, () => 1000);
  expect(run.step).toBe(5);
  expect(run.summary()).toMatchObject({ timeouts: 5, tasksFinished: 0 });
  expect(checkLeagueResult(resultOf(run), instance).violations).toEqual([]);
});

test("a planner that collides makes the whole team wait, with the fault on record", () => {
  for (const year of [2023, 2024] as const) {
    const instance = corridor(year, 3, [0, 1], [2, 2]);
    const run = runOf({
      instance,
      steps: 3,
      ...free,
      createEngine: () => ({
        plan: () => Uint8Array.from([RobotAction.forward, RobotAction.turnLeft]),
        distance: () => 0,
        distanceIfKnown: () => 0,
        setBlocked: () => {},
        statistics: { steps: 0, waitSteps: 0, rowsBuilt: 0, rowBytes: 0 },
        snapshot: () => ({ version: 1, state: {} }),
        restore: () => {},
      }),
    });
    expect(run.summary().errors).toBe(3);
    const file = resultOf(run);
    expect(file.actualPaths).toEqual(["W,W,W", "W,W,W"]);
    expect(file.plannerPaths).toEqual(["F,F,F", "C,C,C"]);
    expect(file.errors).toEqual([1, 2, 3].map((step) => [0, 1, step, "vertex conflict"]));
    expect(checkLeagueResult(file, instance).violations).toEqual([]);
  }
});

test("without a limit the result does not depend on the clock", () => {
  const instance = corridor(2024, 9, [0, 4, 8], [3, 7, 1, 5]);
  const results = [1, 5000].map((ms) => {
    const file = resultOf(runOf({ instance, steps: 60, stepLimitMs: 0, iterations: 20 }, () => ms));
    return { ...file, plannerTimes: [] };
  });
  expect(results[0]).toEqual(results[1]);
});

test("the nearest-task rule gives no task that a wall keeps away", () => {
  const walled = corridor(2024, 5, [0, 1], [4, 4, 0, 0]);
  walled.map.blocked[3] = 1;
  const schedule = new Int32Array(2).fill(-1);
  const book = new TaskBook({ ...walled, tasksReveal: 2 });
  new NearestTaskAssigner().assign(
    {
      step: 1,
      book,
      cell: walled.starts,
      heading: new Uint8Array(2),
      distance: () => 0,
      distanceIfKnown: () => 0,
    },
    schedule,
  );
  expect([...schedule].sort()).toEqual([2, 3]);
});
