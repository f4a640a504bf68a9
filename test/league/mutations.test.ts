// The checker accepts what the runner writes and finds whatever is changed in it, with step and robot.
// `CASES=5000 npx vitest run test/league/mutations.test.ts` runs many; a failure names its seed.
import { describe, expect, test } from "vitest";
import { checkLeagueResult, type LeagueYear } from "../../scenarios/league/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { forSeeds } from "../traffic/random-floor.ts";
import { mutations } from "./mutations.ts";
import { type Json, randomInstance, resultOf, runOf } from "./random-instance.ts";

const cases = Number(process.env.CASES ?? 60);
const years: readonly LeagueYear[] = [2023, 2024];
const applied = new Map<string, number>();

function validResult(year: LeagueYear, random: Random) {
  const instance = randomInstance(year, random);
  const isLateAtTimes = random.below(3) === 0;
  const run = runOf(
    { instance, steps: 20 + random.below(60), stepLimitMs: isLateAtTimes ? 10 : 0, iterations: 0 },
    () => (isLateAtTimes && random.below(8) === 0 ? 11 + random.below(25) : 1),
  );
  return { instance, run, file: resultOf(run) };
}

describe.each(years)("results of %i", (year) => {
  test(
    "what the runner writes is right, and every change to it is found",
    () => {
      forSeeds(
        cases,
        "mutations",
        (random) => {
          const { instance, run, file } = validResult(year, random);
          const text = JSON.stringify(file);
          const report = checkLeagueResult(file, instance);
          expect(report.violations).toEqual([]);
          expect(report.steps).toBe(run.step);
          expect(report.tasksFinished).toBe(run.tasksFinished);
          for (const [name, mutate] of Object.entries(mutations)) {
            const changed = JSON.parse(text) as Json;
            const place = mutate(changed, random, instance);
            if (place === null || JSON.stringify(changed) === text) continue;
            applied.set(name, (applied.get(name) ?? 0) + 1);
            const { violations } = checkLeagueResult(changed, instance);
            const named = violations.filter(
              ({ step, robot }) =>
                (place.step === undefined || step === place.step) &&
                (place.robot === undefined || robot === place.robot),
            );
            expect(named, `${name}; reported: ${JSON.stringify(violations.slice(0, 5))}`).not.toEqual([]);
          }
        },
        "test/league",
      );
    },
    60_000 + 100 * cases,
  );
});

test("every kind of change was tried", () => {
  if (process.env.SEED !== undefined) return;
  expect(Object.keys(mutations).filter((name) => !applied.has(name))).toEqual([]);
});

test("a file of another shape is refused in words", () => {
  const instance = randomInstance(2024, new Random(1, "mutations"));
  const team = instance.starts.length;
  const shapes: unknown[] = [
    null,
    [],
    {},
    "F",
    { teamSize: team, actualPaths: "F,F" },
    { teamSize: team, actualPaths: Array.from({ length: team }, () => "") },
    { teamSize: team, actualPaths: Array.from({ length: team }, () => "F,"), events: [null], tasks: [[]] },
    { teamSize: team, actualPaths: Array.from({ length: team }, () => "W"), errors: [3], start: [{}] },
  ];
  for (const shape of shapes) {
    const { violations } = checkLeagueResult(shape, instance);
    expect(violations.length, JSON.stringify(shape)).toBeGreaterThan(0);
    for (const { message } of violations) expect(message).not.toContain("undefined");
  }
});
