// `peakfleet compare` as an experiment: kept runs, what is refused, when it ends, and what it answers.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { displayWidth } from "../../cli/table/display-width.ts";
import type { RunPool } from "../../scenarios/node/index.ts";
import { instantPool, openStage, type Stage } from "./stand-in.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "peakfleet-compare-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A pool that carries out one run after the other, tells of each, and begins none that was stopped before. */
function queuePool(onRun: (run: string, stage: Stage) => void) {
  return (stage: Stage): RunPool => {
    let last: Promise<unknown> = Promise.resolve();
    return {
      ...instantPool,
      run(job, onProgress, signal) {
        const next = last.then(() => {
          if (signal?.aborted === true) return { kind: "not-started" as const };
          onRun(`${job.strategy.name} ${job.seed}`, stage);
          return instantPool.run(job, onProgress, signal);
        });
        last = next;
        return next;
      },
    };
  };
}

const words = ["compare", "tiny", "--strategies", "pod-match,fcfs"];
const result = () => JSON.parse(readFileSync(join(dir, "result.json"), "utf8"));

describe("finished runs in the folder", () => {
  test("go on after Ctrl-C, with the answer of a call that was never stopped", async () => {
    const openPool = queuePool((run, stage) => run === "pod-match 2" && stage.pressCtrlC());
    const stopped = openStage({ openPool });
    expect(await stopped.run(...words, "--seeds", "3", "--out", dir)).toBe(130);
    expect(stopped.stderr()).toContain(`The same command with --out ${dir} goes on from there.`);
    expect(stopped.stdout()).toContain("only seeds that every strategy has finished count (1)");
    expect(result().complete).toBe(false);
    expect(stopped.stderr()).toContain("fcfs (seed 3) had not started");
    const long = openStage({ openPool });
    await long.run(...words, "--seeds", "20", "--out", join(dir, "long"));
    expect(long.stderr()).toContain("37 runs had not started");
    const runs: string[] = [];
    const gone = openStage({ openPool: queuePool((run) => runs.push(run)) });
    expect(await gone.run(...words, "--seeds", "3", "--out", dir)).toBe(0);
    expect(runs).toEqual(["fcfs 2", "pod-match 3", "fcfs 3"]);
    expect(gone.stderr()).toContain("3 of 6 runs were finished earlier");
    const resumed = result().comparison;
    rmSync(join(dir, "runs"), { recursive: true });
    await openStage().run(...words, "--seeds", "3", "--out", dir);
    expect(result().comparison).toEqual(resumed);
  });

  test("are kept after Ctrl-C also where no folder was named", async () => {
    process.chdir(dir);
    const openPool = queuePool((run, stage) => run === "fcfs 1" && stage.pressCtrlC());
    const stopped = openStage({ openPool });
    expect(await stopped.run(...words, "--seeds", "2")).toBe(130);
    const [, folder] = /with --out (\S+) goes on/.exec(stopped.stderr())!;
    const runs: string[] = [];
    const gone = openStage({ openPool: queuePool((run) => runs.push(run)) });
    expect(await gone.run(...words, "--seeds", "2", "--out", folder!)).toBe(0);
    expect(runs).toEqual(["pod-match 2", "fcfs 2"]);
  });

  test("of another version, scenario, rule, input or build are refused, saying what differs", async () => {
    await openStage().run(...words, "--out", dir);
    const file = join(dir, "experiment.json");
    const kept = JSON.parse(readFileSync(file, "utf8"));
    const refusal = async (change: object) => {
      writeFileSync(file, JSON.stringify({ ...kept, ...change }));
      const stage = openStage({ openPool: queuePool(() => expect.unreachable()) });
      expect(await stage.run(...words, "--out", dir)).toBe(2);
      return stage.stderr();
    };
    expect(await refusal({ peakfleet: "1.0.0" })).toContain("found runs of peakfleet 1.0.0");
    expect(await refusal({ scenario: { ...kept.scenario, hours: 7 } })).toContain("hours: 7 there, 1 now");
    const rules = { ...kept.strategies, fcfs: { "pod-choice": "nearest" } };
    expect(await refusal({ strategies: rules })).toContain(
      'strategy fcfs: pod-choice: "nearest" there, "demand" now',
    );
    expect(await refusal({ program: "0" })).toContain("found runs of another build of peakfleet 1.2.3");
    expect(await refusal({ inputs: "0" })).toContain("other orders or another map");
    expect(await refusal({ format: "else" })).toContain("expected a readable experiment.json");
  });

  test("that are damaged are told and run again; what was taken over does not count for the speed", async () => {
    await openStage().run(...words, "--out", dir);
    const file = readdirSync(join(dir, "runs")).find((name) => name.startsWith("fcfs"))!;
    writeFileSync(join(dir, "runs", file), "{");
    const runs: string[] = [];
    const stage = openStage({ openPool: queuePool((run) => runs.push(run)) });
    expect(await stage.run(...words, "--out", dir)).toBe(0);
    expect(runs).toEqual(["fcfs 1"]);
    expect(stage.stderr()).toMatch(/fcfs-seed-1-\w+\.run cannot be read/);
    expect(stage.stdout()).toContain("1 h simulated in");
  });
});

describe("--precision", () => {
  test("ends at the fewest seeds that give it, whatever the number of workers", async () => {
    for (const openPool of [undefined, queuePool(() => {})]) {
      const stage = openStage(openPool && { openPool });
      const precision = ["--precision", "0.4%", "--min-seeds", "3", "--kpi", "ordersDone", "--seeds", "40"];
      expect(await stage.run(...words, ...precision, "--json")).toBe(0);
      const { comparison, runs } = JSON.parse(stage.stdout());
      // Differences −400, −398, −396, …: the half-width over 1,000 is 0.50 % after 3 seeds, 0.41 %, then 0.39 %.
      expect(comparison.seeds).toEqual([1, 2, 3, 4, 5]);
      expect(comparison.precision).toMatchObject({ wanted: 0.004, seeds: 5 });
      expect(comparison.precision.reached).toBeLessThanOrEqual(0.004);
      expect(runs).toHaveLength(10);
    }
  });

  test("begins no run that is not needed", async () => {
    const runs: string[] = [];
    const stage = openStage({ openPool: queuePool((run) => runs.push(run)) });
    expect(await stage.run(...words, "--precision", "2%", "--kpi", "ordersDone")).toBe(0);
    expect(stage.stderr()).toContain("At most 50 seeds; ends as soon as every difference is known to ±2%");
    expect(runs).toHaveLength(10);
    // The last line of progress is about these ten, not about the hundred that might have been.
    expect(stage.stderr()).toMatch(/^100% {2}pod-match 5\/5 .*fcfs 5\/5 /m);
  });

  test("says when all seeds were not enough", async () => {
    const stage = openStage();
    const wanted = ["--precision", "0.01%", "--kpi", "ordersDone", "--seeds", "6"];
    expect(await stage.run(...words, ...wanted)).toBe(0);
    expect(stage.stdout().replaceAll("\n", " ")).toMatch(
      /known only to ±[\d.]+% after 6 seeds \(wanted: ±0\.01%\)/,
    );
  });
});

describe("the answer", () => {
  const three = [
    "compare",
    "tiny",
    "--strategies",
    "fcfs,pod-match,nearest",
    "--seeds",
    "4",
    "--kpi",
    "ordersDone",
  ];

  test("names the best with its confidence, differences with intervals, and wins", async () => {
    const stage = openStage({ columns: 120 });
    await stage.run(...three);
    const out = stage.stdout();
    expect(out).toContain("Orders done (orders): 4 seeds, measured from the start");
    expect(out).toMatch(/pod-match .*\[\+65\.0, \+66\.4\] better +4\/4 +may be best/);
    expect(out).toMatch(/fcfs .* baseline +not best/);
    expect(out).toContain("Not decided: each of pod-match, nearest may be the best in Orders done (95%)");
    const two = openStage({ columns: 120, language: "zh" });
    await two.run(...words, "--seeds", "4", "--kpi", "ordersDone");
    expect(two.stdout()).toMatch(/以 95% 置信度，pod-match 的完成订单最优：至少领先其他任何策略 39\d 单。/);
  });

  test("fits 80 columns in both languages", async () => {
    for (const language of ["en", "zh"] as const) {
      const stage = openStage({ columns: 80, language });
      await stage.run(...three, "--precision", "50%");
      expect(Math.max(...stage.stdout().split("\n").map(displayWidth))).toBeLessThanOrEqual(80);
    }
  });

  test("is the same as JSON and as CSV", async () => {
    const stage = openStage();
    await stage.run(...words, "--seeds", "3", "--kpi", "ordersDone", "--out", dir, "--json");
    const { comparison } = JSON.parse(stage.stdout());
    expect(comparison.selection).toMatchObject({ mayBeBest: ["pod-match"], seeds: 3 });
    const done = comparison.strategies[1].paired.find((kpi: { id: string }) => kpi.id === "ordersDone");
    expect(done).toMatchObject({ difference: -398, wins: 0, losses: 3, verdict: "worse" });
    const paired = readFileSync(join(dir, "paired.csv"), "utf8").split("\n");
    expect(paired[0]).toBe(
      "strategy,baseline,kpi,seeds,meanBaseline,mean,difference,low,high,relative,relativeLow,relativeHigh,wins,losses,verdict",
    );
    expect(paired.find((row) => row.includes(",ordersDone,"))).toMatch(
      /^fcfs,pod-match,ordersDone,3,1001,603,-398,/,
    );
  });
});

describe("bad input is refused before any run", () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    [
      "a warm-up longer than the run",
      ["--warm-up", "2h"],
      /less than the run's 60 minutes; found 120 minutes/,
    ],
    [
      "a KPI without a better",
      ["--kpi", "ordersArrived", "--precision", "2%"],
      /a KPI of which more, or less/,
    ],
    ["min-seeds alone", ["--min-seeds", "3", "--seeds", "5"], /expected --precision beside it/],
    [
      "more seeds at least than at most",
      ["--precision", "2%", "--min-seeds", "9", "--seeds", "5"],
      /at most --seeds, 5/,
    ],
    ["a precision of one seed", ["--precision", "2%", "--seeds", "1"], /at least two seeds/],
  ];
  test.each(cases)("%s", async (_name, more, reason) => {
    const stage = openStage({ openPool: queuePool(() => expect.unreachable()) });
    expect(await stage.run(...words, ...more)).toBe(2);
    expect(stage.stderr()).toMatch(reason);
    expect(stage.stdout()).toBe("");
  });
});
