// The checker accepts valid results and finds whatever was changed in one.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkLeagueResult } from "../../scenarios/league/index.ts";
import { smallInstance, wander } from "./random-result.ts";

const years = [2023, 2024] as const;
const steps = 120;
const seed = Number(process.env.FC_SEED ?? 20251111);

type Json = Record<string, unknown>;
type Mutation = (file: Json, pick: (limit: number) => number) => boolean;

function changeLetter(file: Json, pick: (limit: number) => number): boolean {
  const paths = file.actualPaths as string[];
  const robot = pick(paths.length);
  const letters = paths[robot]!.split(",");
  const at = pick(letters.length);
  const other = "FRCW"[pick(4)]!;
  if (other === letters[at]) return false;
  letters[at] = other;
  paths[robot] = letters.join(",");
  return true;
}

/** Each changes one thing; false = this draw changed nothing. */
const mutations: Record<string, Mutation> = {
  "an executed action": changeLetter,
  "an event's robot": (file, pick) => {
    if (typeof file.version !== "string") return false;
    const events = file.events as number[][];
    if (events.length === 0) return false;
    events[pick(events.length)]![1]! += 1;
    return true;
  },
  "a missing event": (file, pick) => {
    const events = file.events as unknown[][];
    if (typeof file.version === "string") return events.splice(pick(events.length), 1).length > 0;
    const list = events[pick(events.length)] as [number, number, string][];
    const at = list.findIndex(([, , what]) => what === "finished");
    return at >= 0 && list.splice(at, 1).length > 0;
  },
  "the count of finished tasks": (file) => {
    file.numTaskFinished = (file.numTaskFinished as number) + 1;
    return true;
  },
  "a task's cell": (file, pick) => {
    const tasks = file.tasks as unknown[][];
    const task = tasks[pick(tasks.length)]!;
    if (typeof file.version === "string") (task[2] as number[])[0]! += 1;
    else (task[1] as number) += 1;
    return true;
  },
  "a start": (file, pick) => {
    const starts = file.start as [number, number, string][];
    starts[pick(starts.length)]![1] += 1;
    return true;
  },
  "a schedule": (file, pick) => {
    const schedule = file.actualSchedule as string[] | undefined;
    if (schedule === undefined) return false;
    const robot = pick(schedule.length);
    schedule[robot] = schedule[robot]!.replace(/:(\d+)/, (_, task) => `:${Number(task) + 1000}`);
    return true;
  },
};

describe.each(years)("results of %i", (year) => {
  const instance = smallInstance(year, 3);

  test("a valid result passes, with its tasks counted", () => {
    const report = checkLeagueResult(wander(instance, 600, 5), instance);
    expect(report.violations).toEqual([]);
    expect(report.steps).toBe(600);
    expect(report.errands).toBeGreaterThan(3);
  });

  test.each(Object.entries(mutations))("%s changed is found", (name, mutate) => {
    let tried = 0;
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(), { minLength: 6, maxLength: 6 }), (wanderSeed, draws) => {
        const file = JSON.parse(JSON.stringify(wander(instance, steps, wanderSeed))) as Json;
        let next = 0;
        if (!mutate(file, (limit) => draws[next++ % draws.length]! % limit)) return;
        tried += 1;
        expect(checkLeagueResult(file, instance).violationCount, `${name}; FC_SEED=${seed}`).toBeGreaterThan(
          0,
        );
      }),
      { seed, numRuns: 60 },
    );
    const doesNotApply = year === 2023 && (name === "a schedule" || name === "an event's robot");
    expect(tried > 10).toBe(!doesNotApply);
  });

  test("a file of another shape is refused in words", () => {
    for (const file of [null, [], {}, { teamSize: 5, actualPaths: "F,F" }, { actualPaths: ["F", "F"] }]) {
      expect(checkLeagueResult(file, instance).violationCount).toBeGreaterThan(0);
    }
  });
});
