// Paired comparison of strategies on common random numbers: the same seeds for each, differences seed by seed.
import { assert } from "../sim/kernel/index.ts";
import { type KpiReport, kpiDefinitions } from "../sim/record/index.ts";
import { deviation, mean, tQuantile } from "./statistics.ts";

/** One KPI of strategy B against strategy A over n common seeds. */
export interface PairedKpi {
  readonly id: keyof KpiReport;
  /** Seeds where both values are finite. */
  readonly n: number;
  readonly meanA: number;
  readonly meanB: number;
  /** Mean of B − A. */
  readonly difference: number;
  /** 95 % t-interval of the mean difference; NaN below two seeds. */
  readonly low: number;
  readonly high: number;
  /** Difference and interval as shares of A's mean; NaN where that is 0. */
  readonly relative: number;
  readonly relativeLow: number;
  readonly relativeHigh: number;
  /** Seeds where B is better, and worse, by the KPI's own direction; both 0 for a neutral one. */
  readonly wins: number;
  readonly losses: number;
  /** B − A per seed, in the order of the seeds; NaN where a value is missing. */
  readonly differences: readonly number[];
  /** `better`/`worse` when the interval excludes 0 (B against A), `open` otherwise or for neutral KPIs. */
  readonly verdict: "better" | "worse" | "open";
}

/** Pairs reports by position: `a[i]` and `b[i]` come from the same scenario and seed. */
export function comparePaired(
  a: readonly KpiReport[],
  b: readonly KpiReport[],
  confidence = 0.95,
): readonly PairedKpi[] {
  assert(a.length === b.length, `paired reports must be equally many: ${a.length} and ${b.length}`);
  return kpiDefinitions.map((definition) => {
    const id = definition.id;
    const differences = a.map((report, index) => finite(b[index]![id] - report[id]));
    const pairs = a
      .map((report, index) => [report[id], b[index]![id]] as const)
      .filter(([first, second]) => Number.isFinite(first) && Number.isFinite(second));
    const known = pairs.map(([first, second]) => second - first);
    const n = known.length;
    const meanA = mean(pairs.map(([first]) => first));
    const difference = mean(known);
    const half = n < 2 ? Number.NaN : (tQuantile(confidence, n - 1) * deviation(known)) / Math.sqrt(n);
    const [low, high] = [difference - half, difference + half];
    const sign = definition.better === "higher" ? 1 : definition.better === "lower" ? -1 : 0;
    const share = (value: number) => (meanA === 0 ? Number.NaN : value / Math.abs(meanA));
    const apart = low > 0 ? 1 : high < 0 ? -1 : 0;
    return {
      id,
      n,
      meanA,
      meanB: mean(pairs.map(([, second]) => second)),
      difference,
      low,
      high,
      relative: share(difference),
      relativeLow: share(low),
      relativeHigh: share(high),
      wins: known.filter((value) => value * sign > 0).length,
      losses: known.filter((value) => value * sign < 0).length,
      differences,
      verdict: apart * sign > 0 ? "better" : apart * sign < 0 ? "worse" : "open",
    };
  });
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

/** One finished run of a comparison. */
export interface ComparedRun {
  readonly strategy: string;
  readonly seed: number;
  readonly kpis: KpiReport;
}

export interface Comparison {
  /** The strategy all others are compared with: the first one. */
  readonly baseline: string;
  readonly seeds: readonly number[];
  readonly strategies: readonly {
    readonly name: string;
    /** Means over the seeds. */
    readonly means: KpiReport;
    /** Against the baseline; empty for the baseline itself. */
    readonly paired: readonly PairedKpi[];
  }[];
}

/**
 * Compares strategies in the order of their first appearance. Only seeds that every strategy has finished count, so
 * that a comparison broken off half-way is still paired; null when there is no such seed.
 */
export function compareRuns(runs: readonly ComparedRun[]): Comparison | null {
  const names = [...new Set(runs.map((run) => run.strategy))];
  const report = (name: string, seed: number) =>
    runs.find((run) => run.strategy === name && run.seed === seed)?.kpis;
  const seeds = [...new Set(runs.map((run) => run.seed))].filter((seed) =>
    names.every((name) => report(name, seed) !== undefined),
  );
  const baseline = names[0];
  if (baseline === undefined || seeds.length === 0) return null;
  const reports = (name: string) => seeds.map((seed) => report(name, seed)!);
  return {
    baseline,
    seeds,
    strategies: names.map((name) => ({
      name,
      means: meanReport(reports(name)),
      paired: name === baseline ? [] : comparePaired(reports(baseline), reports(name)),
    })),
  };
}

/** Mean of each KPI over some runs, missing values left out. */
export function meanReport(reports: readonly KpiReport[]): KpiReport {
  const entries = kpiDefinitions.map(({ id }) => [
    id,
    mean(reports.map((report) => report[id]).filter(Number.isFinite)),
  ]);
  return Object.fromEntries(entries) as unknown as KpiReport;
}
