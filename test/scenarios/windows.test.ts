import { afterAll, describe, expect, test } from "vitest";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import {
  mserPeriodMinutes,
  openBundledLibrary,
  type RunJob,
  type RunOutcome,
  warmUpOf,
} from "../../scenarios/index.ts";
import { hostRun } from "../../scenarios/node/index.ts";

const opened = openBundledLibrary();
if (!opened.ok) throw new Error("the bundled library opens");
const library = opened.value;
const solver = createNodeLpSolver();
afterAll(() => solver.close());

async function outcome(overrides: readonly string[], windowMinutes?: number): Promise<RunOutcome> {
  const loaded = library.load("smoke", { strategies: ["pod-match"], overrides });
  if (!loaded.ok) throw new Error("smoke loads");
  const { scenario, inputs, strategies } = loaded.value;
  const job: RunJob = {
    scenario,
    inputs,
    seed: 2,
    strategy: strategies[0]!,
    ...(windowMinutes !== undefined && { windowMinutes }),
  };
  const result = await hostRun(job, { solver, onProgress: () => {}, stopWanted: () => false });
  if (result.kind !== "complete") throw new Error(JSON.stringify(result));
  return result;
}

describe("the possible starts of measuring", () => {
  test("give the KPIs that a run with that warm-up gives, bit for bit, and change nothing else", async () => {
    const plain = await outcome([]);
    const marked = await outcome([], 4);
    expect(marked.hash).toBe(plain.hash);
    expect(plain.windows).toBeUndefined();
    expect(marked.windows!.map(({ fromSeconds }) => fromSeconds)).toEqual([240, 480]);
    for (const { fromSeconds, kpis } of marked.windows!) {
      const warmed = await outcome([`warmupMinutes=${fromSeconds / 60}`]);
      expect(kpis).toEqual(warmed.kpis);
      expect(kpis).not.toEqual(plain.kpis);
    }
  });

  test("waits on the cells add up to the robots' share of waiting, within the window", async () => {
    for (const warmupMinutes of [0, 5]) {
      const { waits, kpis } = await outcome([`warmupMinutes=${warmupMinutes}`]);
      const waited = waits!.reduce((sum, seconds) => sum + seconds, 0);
      expect(waited).toBeGreaterThan(0);
      expect(waited / (kpis.simulatedSeconds * 20)).toBeCloseTo(kpis.robotQueueShare, 5);
    }
  });
});

describe("the warm-up of runs that are compared", () => {
  /** Units per minute: `slow` minutes of nothing, then eight a minute, to a hundred minutes. */
  const units = (slow: number) => Float64Array.from({ length: 100 }, (_, minute) => (minute < slow ? 0 : 8));

  test("is the longest that any strategy needs, in whole batches", () => {
    const runs = [[units(10), units(10)], [units(23)]];
    expect(warmUpOf(runs, { hours: 100 / 60 })).toEqual({ minutes: 25, settled: true });
  });

  test("says when it reaches the middle of the runs", () => {
    expect(warmUpOf([[units(55)]], { hours: 100 / 60 })).toEqual({ minutes: 50, settled: false });
  });

  test("looks at longer periods where a run is longer than ten hours", () => {
    expect([1, 10, 11, 24 * 36].map((hours) => mserPeriodMinutes({ hours }))).toEqual([1, 1, 2, 87]);
  });
});
