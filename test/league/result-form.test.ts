// What a result file must have and of which kind: a stripped or retyped one is not right.
import { describe, expect, test } from "vitest";
import { checkLeagueResult, type LeagueDelays, type LeagueYear } from "../../scenarios/league/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { type Json, randomInstance, resultOf, runOf } from "./random-instance.ts";

function validResult(year: LeagueYear, steps = year === 2026 ? 200 : 60) {
  const random = new Random(11, "result-form");
  const instance = { ...randomInstance(year, random), ...(year === 2026 ? { actionTicks: 2 } : {}) };
  const file = resultOf(runOf({ instance, steps, stepLimitMs: 0, iterations: 0 }));
  return { instance, file };
}
/** What a check of the file with these fields changed has to say. */
function told(year: LeagueYear, change: (file: Json) => Json): readonly string[] {
  const { instance, file } = validResult(year);
  return checkLeagueResult(change(file), instance).violations.map(({ message }) => message);
}
const put = (year: LeagueYear, name: string, value: unknown) =>
  told(year, (file) => ({ ...file, [name]: value }));

describe.each([2023, 2024, 2026] as const)("results of %i", (year) => {
  test("lack no field", () => {
    const { instance, file } = validResult(year);
    expect(checkLeagueResult(file, instance)).toMatchObject({ violations: [], notes: [] });
    for (const name of Object.keys(file)) {
      const { [name]: _, ...rest } = file;
      const { violations } = checkLeagueResult(rest, instance);
      expect(violations.map(({ message }) => message)).toContain(
        `${name}: expected as in every result of ${year}, found nothing`,
      );
    }
  });

  test("have starts for the team, and no more", () => {
    const messages = told(year, (file) => ({ ...file, start: [...(file.start as unknown[]), [0, 0, "E"]] }));
    expect(messages).toEqual([
      expect.stringMatching(/^start: expected \d+ entries, one per robot, found \d+$/),
    ]);
  });

  test("have a makespan and planning times that are numbers", () => {
    const { file } = validResult(year);
    for (const makespan of [String(file.makespan), null, -1, 1.5]) {
      expect(put(year, "makespan", makespan)).toEqual([expect.stringMatching(/^makespan: expected/)]);
    }
    const times = file.plannerTimes as number[];
    for (const wrong of ["0.1", null, -0.1]) {
      expect(put(year, "plannerTimes", times.with(1, wrong as number))).toEqual([
        expect.stringMatching(/^plannerTimes\[1\]: expected seconds/),
      ]);
    }
    expect(put(year, "plannerTimes", "fast")).toContain('plannerTimes: expected a list, found "fast"');
  });
});

describe.each([2024, 2026] as const)("results of %i", (year) => {
  test("say of which version they are", () => {
    for (const version of ["2023 LoRR", "2031 LoRR", year, null]) {
      expect(put(year, "version", version)).toEqual([
        `version: expected "${year} LoRR", found ${JSON.stringify(version)}`,
      ]);
    }
  });

  test("have their events in order of time", () => {
    const messages = told(year, (file) => ({ ...file, events: (file.events as unknown[]).toReversed() }));
    expect(messages).toEqual([expect.stringMatching(/events must be in order of time$/)]);
  });

  test("have no schedule errors where nothing was refused", () => {
    const row = [0, 0, -1, 1, "task given to two robots"];
    const messages = told(year, (file) => ({ ...file, scheduleErrors: [row], numScheduleErrors: 1 }));
    expect(messages).toEqual([
      "scheduleErrors: expected none, as plannerSchedule and actualSchedule are the same",
    ]);
  });
});

test("the form of the test round of 2024 is right without its error counts, with a note", () => {
  const { instance, file } = validResult(2024);
  const { numPlannerErrors, numScheduleErrors, numEntryTimeouts, ...rest } = file;
  const early = { ...rest, AllValid: "Yes", sumOfCost: 10 };
  const report = checkLeagueResult(early, instance);
  expect(report.violations).toEqual([]);
  expect(report.notes).toEqual([
    "numPlannerErrors, numScheduleErrors, numEntryTimeouts missing: the league's test round of 2024 wrote AllValid and sumOfCost instead",
  ]);
  const messages = (fields: Json) =>
    checkLeagueResult(fields, instance).violations.map(({ message }) => message);
  expect(messages({ ...early, AllValid: "No" })).toEqual(['AllValid: expected "Yes", found "No"']);
  expect(messages({ ...early, sumOfCost: 1e9 })).toEqual([
    expect.stringMatching(/^sumOfCost: expected a whole number/),
  ]);
});

describe("results of 2026", () => {
  test("have a segment size that is a number", () => {
    for (const size of ["1000", null, 0]) {
      expect(put(2026, "outputSegmentSize", size)).toEqual([
        `outputSegmentSize: expected a whole number ≥ 1, found ${JSON.stringify(size)}`,
      ]);
    }
  });

  test("count plans that came late among those that were made", () => {
    const { file } = validResult(2026);
    const plans = (file.plannerTimes as unknown[]).length;
    for (const count of [-1, 0.5, "0", plans + 1]) {
      expect(put(2026, "numEntryTimeouts", count)).toEqual([
        expect.stringMatching(/^numEntryTimeouts: expected/),
      ]);
    }
  });

  test("have a planning time for every plan", () => {
    const { file } = validResult(2026);
    const times = file.plannerTimes as number[];
    // Schedules change in ticks that leave no other interval than that of the run.
    expect(put(2026, "plannerTimes", times.slice(1))).toEqual([
      expect.stringMatching(/^plannerTimes: expected/),
    ]);
    expect(put(2026, "plannerTimes", new Array(500).fill(0.1))).toEqual([
      expect.stringMatching(/^plannerTimes: expected \d+ to 201/),
    ]);
  });

  test("without any planning times, as the league's program writes them, are right, with a note", () => {
    const { instance, file } = validResult(2026);
    const report = checkLeagueResult({ ...file, plannerTimes: [] }, instance);
    expect(report.violations).toEqual([]);
    expect(report.notes).toHaveLength(1);
  });

  test("have a list of delays per robot, with about as many as the rules give", () => {
    const { instance } = validResult(2026);
    const delays: Omit<LeagueDelays, "eventModel"> = {
      ...{ seed: 1, minDelay: 1, maxDelay: 3, pDelay: 0.05, gaussMeanRatio: 0.5, gaussStdRatio: 0.2 },
      durationModel: "uniform",
    };
    for (const eventModel of ["bernoulli", "poisson"] as const) {
      const late = { ...instance, delays: { ...delays, eventModel } };
      const file = resultOf(runOf({ instance: late, steps: 1000, stepLimitMs: 0, iterations: 0 }));
      const lists = file.delayIntervals as [number, number][][];
      const messages = (delayIntervals: unknown) =>
        checkLeagueResult({ ...file, delayIntervals }, late).violations.map(({ message }) => message);
      expect(messages(lists)).toEqual([]);
      expect(messages(lists.with(1, null as never))).toContain(
        "delayIntervals[1]: expected a list, found null",
      );
      expect(messages(lists.map(() => []))).toEqual([
        expect.stringMatching(/^delayIntervals: expected about \d+ delays by pDelay, found 0$/),
      ]);
      if (eventModel === "bernoulli") {
        expect(messages(lists.with(1, []))).toContainEqual(
          expect.stringMatching(/^delayIntervals\[1\]: expected about/),
        );
      }
      const none = { ...late, delays: { ...late.delays, pDelay: 0 } };
      expect(checkLeagueResult(file, none).violations.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^delayIntervals: expected about 0 delays/),
      ]);
    }
  });
});
