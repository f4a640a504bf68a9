// When enough seeds have been run: every paired difference is known to a wanted share of the baseline's mean.
import type { KpiReport } from "../../sim/record/index.ts";
import { type ComparedRun, compareRuns } from "../compare.ts";

/**
 * The widest 95 % interval of the differences against the first strategy in one KPI: its half width as a share of the
 * baseline's mean; infinite while there are fewer than two common seeds or the mean is 0.
 */
export function widestHalfWidth(runs: readonly ComparedRun[], kpi: keyof KpiReport): number {
  const comparison = compareRuns(runs);
  if (comparison === null || comparison.seeds.length < 2) return Number.POSITIVE_INFINITY;
  let widest = 0;
  for (const strategy of comparison.strategies) {
    const paired = strategy.paired.find(({ id }) => id === kpi);
    if (paired === undefined) continue;
    // Equal on every seed is as precise as can be, also where the mean is 0.
    const half = paired.high === paired.low ? 0 : (paired.high - paired.difference) / Math.abs(paired.meanA);
    widest = Math.max(widest, Number.isFinite(half) ? half : Number.POSITIVE_INFINITY);
  }
  return widest;
}

export interface PrecisionRule {
  readonly kpi: keyof KpiReport;
  /** Half width over the baseline's mean, e.g. 0.02. */
  readonly precision: number;
  readonly seedsMin: number;
}

/**
 * The fewest seeds, from the first, whose runs give the precision; null while there are none. Only seeds before the first
 * unfinished one count, so that the answer depends neither on workers nor on which run ends first. `measure(count)` gives the
 * runs of the first `count` seeds, the KPIs measured as those seeds say.
 */
export function fewestSeeds(
  whole: number,
  measure: (count: number) => readonly ComparedRun[],
  { kpi, precision, seedsMin }: PrecisionRule,
): number | null {
  for (let count = Math.max(2, seedsMin); count <= whole; count += 1) {
    if (widestHalfWidth(measure(count), kpi) <= precision) return count;
  }
  return null;
}
