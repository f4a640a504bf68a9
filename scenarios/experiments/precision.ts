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
    const half = (paired.high - paired.difference) / Math.abs(paired.meanA);
    widest = Math.max(widest, Number.isFinite(half) ? half : Number.POSITIVE_INFINITY);
  }
  return widest;
}
