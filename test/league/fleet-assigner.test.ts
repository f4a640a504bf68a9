import { describe, expect, test } from "vitest";
import { FleetTaskAssigner, type LeagueInstance, TaskBook } from "../../scenarios/league/index.ts";
import { forSeeds } from "../traffic/random-floor.ts";
import { randomInstance, runOf } from "./random-instance.ts";

/** Two robots in a corridor of 12 cells; tasks are (pickup, drop-off). */
function corridor(starts: readonly number[], tasks: readonly (readonly [number, number])[]): LeagueInstance {
  return {
    name: "corridor",
    year: 2024,
    map: { width: 12, height: 1, blocked: new Uint8Array(12) },
    starts: Int32Array.from(starts),
    tasks: {
      count: tasks.length,
      start: Int32Array.from([...tasks, 0], (_, task) => 2 * task),
      cells: Int32Array.from(tasks.flat()),
    },
    tasksReveal: tasks.length / starts.length,
    actionTicks: 1,
    robotSize: 1,
    delays: null,
  };
}

function assigned(book: TaskBook, cells: readonly number[], foreseen?: readonly number[]): number[] {
  const schedule = book.assigned.slice();
  const distance = (cell: number, _: number, goal: number) => Math.abs(cell - goal);
  new FleetTaskAssigner().assign(
    {
      step: 1,
      book,
      cell: Int32Array.from(cells),
      heading: new Uint8Array(cells.length),
      distance,
      distanceIfKnown: distance,
      ...(foreseen === undefined ? {} : { foreseen: Int32Array.from(foreseen) }),
    },
    schedule,
  );
  return [...schedule];
}

describe("the fleet's task assigner", () => {
  test("gives out tasks by the way to them and their length", () => {
    const instance = corridor(
      [0, 11],
      [
        [9, 8],
        [2, 11],
        [2, 3],
      ],
    );
    expect(assigned(new TaskBook(instance), [0, 11])).toEqual([2, 0]);
  });

  test("moves a task that nobody has opened to a nearer robot, but not an opened one", () => {
    const instance = corridor(
      [0, 1],
      [
        [10, 11],
        [1, 2],
      ],
    );
    const book = new TaskBook(instance);
    book.applySchedule(Int32Array.from([0, -1]));
    expect(assigned(book, [0, 9])).toEqual([1, 0]);
    book.advance(1, Int32Array.from([10, 9]), () => {});
    expect(assigned(book, [0, 9])).toEqual([0, 1]);
  });

  test("leaves a task with the robot that will have opened it by then", () => {
    const instance = corridor(
      [0, 1],
      [
        [10, 11],
        [1, 2],
      ],
    );
    const book = new TaskBook(instance);
    book.applySchedule(Int32Array.from([0, -1]));
    expect(assigned(book, [0, 9], [1, 0])).toEqual([0, 1]);
  });

  test("makes no proposal against the rules of 2024 and 2026", () => {
    let finished = 0;
    forSeeds(
      25,
      "fleet-assigner",
      (random) => {
        for (const year of [2024, 2026] as const) {
          const instance = randomInstance(year, random);
          const run = runOf({ instance, steps: 120, stepLimitMs: 0, iterations: 5 });
          expect(run.summary().scheduleErrors, `${year}`).toBe(0);
          finished += run.tasksFinished;
        }
      },
      "test/league",
    );
    expect(finished).toBeGreaterThan(process.env.SEED === undefined ? 500 : 0);
  });
});
