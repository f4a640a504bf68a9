// The checker accepts what the runner writes and finds whatever is changed in it, with step and robot.
// `CASES=5000 npx vitest run test/league/mutations.test.ts` runs many; a failure names its seed.
import { describe, expect, test } from "vitest";
import { CellOrderExecutor, checkLeagueResult, type LeagueYear } from "../../scenarios/league/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { forSeeds } from "../traffic/random-floor.ts";
import { stepMutations } from "./mutations.ts";
import { type Json, randomInstance, resultOf, runOf } from "./random-instance.ts";
import { tickMutations } from "./tick-mutations.ts";

const cases = Number(process.env.CASES ?? 40);
const years: readonly LeagueYear[] = [2023, 2024, 2026];
const mutationsOf = (year: LeagueYear) => (year === 2026 ? tickMutations : stepMutations);
const applied = new Map<string, number>();

function validResult(year: LeagueYear, random: Random) {
  const instance = randomInstance(year, random);
  const isLateAtTimes = random.below(3) === 0;
  const limitMs = year === 2026 ? 300 : 10;
  const followsClosely = random.below(2) === 0;
  const run = runOf(
    {
      instance,
      steps: (20 + random.below(60)) * (year === 2026 ? 4 : 1),
      stepLimitMs: isLateAtTimes ? limitMs : 0,
      iterations: 0,
      createExecutor: (setup) => new CellOrderExecutor(setup, { followsClosely }),
    },
    () => (isLateAtTimes && random.below(8) === 0 ? limitMs + 1 + random.below(limitMs * 3) : 1),
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
          for (const [name, mutate] of Object.entries(mutationsOf(year))) {
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

test.each(years)(
  "%i: one changed action is reported, what it leads to only where that robot is part of it",
  (year) => {
    forSeeds(
      Math.ceil(cases / 2),
      "mutations",
      (random) => {
        const { instance, file } = validResult(year, random);
        const change =
          mutationsOf(year)[year === 2026 ? "one tick of an executed action" : "one executed action"]!;
        const { step, robot } = change(file, random, instance)!;
        const { violations } = checkLeagueResult(file, instance);
        expect(violations[0]).toMatchObject({ step, robot });
        const others = violations.filter(
          (each) => each.robot !== robot && !new RegExp(`robot ${robot}\\b`).test(each.message),
        );
        expect(others).toEqual([]);
      },
      "test/league",
    );
  },
);

test("every kind of change was tried", () => {
  if (process.env.SEED !== undefined) return;
  const names = [...Object.keys(stepMutations), ...Object.keys(tickMutations)];
  expect(names.filter((name) => !applied.has(name))).toEqual([]);
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
