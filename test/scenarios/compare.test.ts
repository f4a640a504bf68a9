import { describe, expect, test } from "vitest";
import { comparePaired, compareRuns, type KpiReport, kpiDefinitions } from "../../scenarios/index.ts";

/** A report whose KPIs are all `base`, besides those given. */
function report(values: Partial<KpiReport>, base = 1): KpiReport {
  const all = Object.fromEntries(kpiDefinitions.map(({ id }) => [id, base]));
  return { ...all, ...values } as KpiReport;
}
const units = (values: readonly number[]) => values.map((unitsPerHour) => report({ unitsPerHour }));

describe("a paired comparison", () => {
  test("takes differences seed by seed: a small steady gain shows although the seeds differ widely", () => {
    const paired = comparePaired(units([100, 200, 300, 400]), units([103, 204, 303, 404]));
    const kpi = paired.find(({ id }) => id === "unitsPerHour")!;
    expect(kpi.differences).toEqual([3, 4, 3, 4]);
    expect(kpi.difference).toBe(3.5);
    // t(0.95, 3) = 3.18245, deviation = 0.57735: half-width 0.91869.
    expect(kpi.low).toBeCloseTo(3.5 - 0.91869, 4);
    expect(kpi.high).toBeCloseTo(3.5 + 0.91869, 4);
    expect(kpi.relative).toBeCloseTo(3.5 / 250, 12);
    expect(kpi).toMatchObject({ n: 4, wins: 4, losses: 0, verdict: "better" });
  });

  test("is open where the interval holds 0, and for one seed", () => {
    const even = comparePaired(units([100, 100]), units([101, 99])).find(({ id }) => id === "unitsPerHour")!;
    expect(even).toMatchObject({ difference: 0, wins: 1, losses: 1, verdict: "open" });
    const one = comparePaired(units([100]), units([150])).find(({ id }) => id === "unitsPerHour")!;
    expect(one.low).toBeNaN();
    expect(one).toMatchObject({ n: 1, difference: 50, wins: 1, verdict: "open" });
  });

  test("knows that less is better for lateness", () => {
    const late = (values: readonly number[]) => values.map((lateShare) => report({ lateShare }));
    const kpi = comparePaired(late([0.5, 0.6, 0.7]), late([0.1, 0.2, 0.31])).find(
      ({ id }) => id === "lateShare",
    )!;
    expect(kpi).toMatchObject({ wins: 3, losses: 0, verdict: "better" });
    expect(kpi.difference).toBeLessThan(0);
  });

  test("leaves out seeds where a KPI has no value", () => {
    const kpi = comparePaired(units([100, Number.NaN, 300]), units([110, 200, 310])).find(
      ({ id }) => id === "unitsPerHour",
    )!;
    expect(kpi).toMatchObject({ n: 2, difference: 10 });
    expect(kpi.differences[1]).toBeNaN();
  });
});

describe("a comparison of runs", () => {
  const run = (strategy: string, seed: number, unitsPerHour: number) => ({
    strategy,
    seed,
    kpis: report({ unitsPerHour }),
  });

  test("compares with the first strategy, over the seeds that all have finished", () => {
    const comparison = compareRuns([run("fcfs", 1, 100), run("match", 1, 120), run("fcfs", 2, 110)])!;
    expect(comparison.baseline).toBe("fcfs");
    expect(comparison.seeds).toEqual([1]);
    expect(comparison.strategies.map(({ name, means }) => [name, means.unitsPerHour])).toEqual([
      ["fcfs", 100],
      ["match", 120],
    ]);
    expect(comparison.strategies[0]!.paired).toEqual([]);
  });

  test("is nothing without a common seed", () => {
    expect(compareRuns([run("fcfs", 1, 100), run("match", 2, 120)])).toBeNull();
    expect(compareRuns([])).toBeNull();
  });
});
