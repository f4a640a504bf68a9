import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import {
  type ComparedRun,
  compareRuns,
  firstReaching,
  type KpiReport,
  kpiDefinitions,
  mser5,
  openBundledLibrary,
  type RunJob,
  selectBest,
  widestHalfWidth,
} from "../../scenarios/index.ts";
import { hostRun, openRunStore } from "../../scenarios/node/index.ts";
import { Random } from "../../sim/kernel/index.ts";

describe("MSER-5", () => {
  const noise = new Random(7, "test/mser");
  test("cuts off a start that differs from what follows, and little of a steady series", () => {
    const steady = Array.from({ length: 200 }, () => noise.normal(100, 5));
    const rising = steady.map((value, minute) => (minute < 40 ? value * (minute / 40) : value));
    const { cut, settled } = mser5(rising);
    // Noise may make it cut more, but never into the second half.
    expect(cut).toBeGreaterThanOrEqual(30);
    expect(cut).toBeLessThan(100);
    expect(settled).toBe(true);
    expect(mser5(Array.from({ length: 200 }, (_, i) => 100 + (i % 2))).cut).toBe(0);
  });
  test("says when the start shows beyond the middle", () => {
    expect(mser5(Array.from({ length: 100 }, (_, minute) => minute)).settled).toBe(false);
  });
});

/** Runs whose units per hour are given per strategy, seed by seed. */
function runsOf(units: Readonly<Record<string, readonly number[]>>): readonly ComparedRun[] {
  const report = (unitsPerHour: number) =>
    ({
      ...Object.fromEntries(kpiDefinitions.map(({ id }) => [id, 1])),
      unitsPerHour,
    }) as unknown as KpiReport;
  return Object.entries(units).flatMap(([strategy, values]) =>
    values.map((value, i) => ({ strategy, seed: i + 1, kpis: report(value) })),
  );
}

describe("the best of several", () => {
  test("is told by the pairs, however far the seeds lie apart", () => {
    const runs = runsOf({ a: [100, 200, 300, 400], b: [105, 204, 306, 405], c: [90, 185, 290, 380] });
    const selection = selectBest(runs, "unitsPerHour")!;
    expect(selection).toMatchObject({ mayBeBest: ["b"], seeds: 4, behindMax: 0 });
    // Ahead of a by 5 on average, surely by less.
    expect(selection.aheadMin).toBeGreaterThan(2);
    expect(selection.aheadMin).toBeLessThan(5);
  });
  test("stays open between two that cross, and leaves out the third", () => {
    const runs = runsOf({ a: [100, 110, 100, 110], b: [110, 100, 111, 100], c: [50, 52, 51, 50] });
    const selection = selectBest(runs, "unitsPerHour")!;
    expect(selection).toMatchObject({ mayBeBest: ["b", "a"], aheadMin: 0 });
    expect(selection.behindMax).toBeCloseTo(selection.leadHalfWidth - selection.lead, 9);
  });
  test("keeps the true best in 95 of 100 experiments at least", () => {
    const draws = new Random(3, "test/selection");
    let kept = 0;
    for (let experiment = 0; experiment < 400; experiment += 1) {
      const seeds = Array.from({ length: 6 }, () => draws.normal(1000, 100));
      const around = (mean: number) => seeds.map((seed) => seed + draws.normal(mean, 10));
      const runs = runsOf({ a: around(1), b: around(0), c: around(0), d: around(0) });
      if (selectBest(runs, "unitsPerHour")!.mayBeBest.includes("a")) kept += 1;
    }
    expect(kept / 400).toBeGreaterThanOrEqual(0.95);
  });
  test("calls nothing the best while the paired interval with another holds 0", () => {
    // 10 and 13 ahead: a one-sided interval (11.5 − 9.5) would call it sure, the paired one (11.5 − 19.1) does not.
    for (const [b, sure] of [
      [[101, 103], false],
      [[110, 113], false],
      [[120, 121], true],
    ] as const) {
      const runs = runsOf({ a: [100, 100], b: [...b] });
      const { paired } = compareRuns(runs)!.strategies[1]!;
      const { low } = paired.find(({ id }) => id === "unitsPerHour")!;
      const { mayBeBest, aheadMin } = selectBest(runs, "unitsPerHour")!;
      expect([low > 0, mayBeBest.length === 1]).toEqual([sure, sure]);
      expect(aheadMin).toBeCloseTo(Math.max(0, low), 9);
    }
  });
  test("needs two seeds, and a KPI of which one direction is better", () => {
    expect(selectBest(runsOf({ a: [1], b: [2] }), "unitsPerHour")).toBeNull();
    expect(selectBest(runsOf({ a: [1, 2], b: [2, 3] }), "simulatedSeconds")).toBeNull();
  });
});

test("the precision of a comparison is the half width of its widest interval over the baseline's mean", () => {
  // Differences 3, 4, 3, 4: half width 0.91869; of the mean 250.
  const runs = runsOf({ a: [100, 200, 300, 400], b: [103, 204, 303, 404] });
  expect(widestHalfWidth(runs, "unitsPerHour")).toBeCloseTo(0.91869 / 250, 6);
  expect(widestHalfWidth(runsOf({ a: [1], b: [2] }), "unitsPerHour")).toBe(Number.POSITIVE_INFINITY);
});

test("a target is reached by the mean first, and surely once the whole interval is beyond it", () => {
  const points = [
    [800, 820],
    [1000, 1030],
    [1190, 1210],
    [1400, 1402],
  ];
  const target = { kpi: "unitsPerHour", atLeast: true, bound: 1010 } as const;
  expect(firstReaching(points, target)).toMatchObject({ byMean: 1, surely: 2, fallsBack: -1 });
  // The interval of 800 and 820 reaches from 683 to 937: up to 937 it may be the first point already.
  expect(firstReaching(points, { ...target, bound: 930 }).perhaps).toBe(0);
  expect(firstReaching(points, { ...target, bound: 940 }).perhaps).toBe(1);
  expect(firstReaching(points, { ...target, bound: 2000 })).toEqual({
    byMean: -1,
    surely: -1,
    perhaps: -1,
    fallsBack: -1,
  });
  const back = [[1], [5], [3]];
  expect(firstReaching(back, { ...target, bound: 4 })).toMatchObject({ byMean: 1, fallsBack: 2 });
  expect(firstReaching(points, { ...target, atLeast: false, bound: 900 }).byMean).toBe(0);
});

describe("kept runs", () => {
  const folder = mkdtempSync(join(tmpdir(), "peakfleet-runs-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("come back exactly, and only for the very same job", async () => {
    const library = openBundledLibrary();
    if (!library.ok) throw new Error("the bundled library does not open");
    const loaded = library.value.load("smoke", { strategies: ["fcfs-nearest"], overrides: ["hours=0.05"] });
    if (!loaded.ok) throw new Error("smoke does not load");
    const { scenario, inputs, strategies } = loaded.value;
    const job: RunJob = { scenario, inputs, seed: 1, strategy: strategies[0]! };
    const solver = createNodeLpSolver();
    const outcome = await hostRun(job, { solver, onProgress: () => {}, stopWanted: () => false });
    await solver.close();
    if (outcome.kind !== "complete") throw new Error("the run is not complete");

    const store = openRunStore(join(folder, "runs"), "1.0.0");
    expect(store.load(job)).toBeNull();
    store.save(job, outcome);
    expect(store.load(job)).toEqual(outcome);
    // Another seed, scenario, rule or version is another run.
    expect(store.load({ ...job, seed: 2 })).toBeNull();
    expect(store.load({ ...job, scenario: { ...scenario, hours: 0.06 } })).toBeNull();
    const otherRules = { ...job.strategy.rules, "pod-choice": "age" };
    expect(store.load({ ...job, strategy: { ...job.strategy, rules: otherRules } })).toBeNull();
    expect(openRunStore(join(folder, "runs"), "1.0.1").load(job)).toBeNull();
    // What cannot be read is as good as not there.
    for (const name of readdirSync(join(folder, "runs"))) writeFileSync(join(folder, "runs", name), "broken");
    expect(store.load(job)).toBeNull();
  });
});
