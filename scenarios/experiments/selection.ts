// Which of several strategies may be the best: all pairs at once over common seeds, so that the answer holds as a whole.
import type { KpiReport } from "../../sim/record/index.ts";
import { kpiDefinition } from "../../sim/record/index.ts";
import type { ComparedRun } from "../compare.ts";
import { deviation, mean, tQuantile } from "../statistics.ts";

export interface Selection {
  readonly kpi: keyof KpiReport;
  readonly confidence: number;
  readonly seeds: number;
  /** Strategies that nothing speaks against being the best, the one with the best mean first. One = it is the best. */
  readonly mayBeBest: readonly string[];
  /** Paired t of the second best against the best mean is this far from telling: difference and half width; NaN if alone. */
  readonly lead: number;
  readonly leadHalfWidth: number;
  /** With the confidence, the first of `mayBeBest` is behind whatever is the best by at most this; 0 when it is alone. */
  readonly behindMax: number;
  /** With the confidence, it is ahead of every other by at least this; 0 when it is not alone. */
  readonly aheadMin: number;
}

/**
 * Subset selection with common random numbers: a strategy is out once another is better by more than the paired t-interval, each
 * of the k − 1 comparisons at level α / (k − 1) (Bonferroni), α / 2 at most, so that the best one is kept with the wanted confidence; the bounds
 * of the leader are those of multiple comparisons with the best (Hsu 1984), which hold at the same time. Null below
 * two seeds or two strategies, or for a KPI of which neither direction is better.
 */
export function selectBest(
  runs: readonly ComparedRun[],
  kpi: keyof KpiReport,
  confidence = 0.95,
): Selection | null {
  const { better } = kpiDefinition(kpi);
  const names = [...new Set(runs.map((run) => run.strategy))];
  const kpiOf = (name: string, seed: number) =>
    runs.find((run) => run.strategy === name && run.seed === seed)?.kpis[kpi];
  const seeds = [...new Set(runs.map((run) => run.seed))].filter((seed) =>
    names.every((name) => Number.isFinite(kpiOf(name, seed))),
  );
  if (better === "neutral" || names.length < 2 || seeds.length < 2) return null;
  const sign = better === "higher" ? 1 : -1;
  const values = new Map(names.map((name) => [name, seeds.map((seed) => sign * kpiOf(name, seed)!)]));
  // One-sided: what counts is only whether another one is better. Yet never less than the paired two-sided interval asks, so that
  // no strategy is called the best whose interval with another still holds 0.
  const level = (1 - confidence) / Math.max(2, names.length - 1);
  const t = tQuantile(1 - 2 * level, seeds.length - 1);
  const behind = (a: string, b: string) => {
    const differences = values.get(b)!.map((value, i) => value - values.get(a)![i]!);
    const half = (t * deviation(differences)) / Math.sqrt(seeds.length);
    return { difference: mean(differences), half };
  };
  const order = [...names].sort((a, b) => mean(values.get(b)!) - mean(values.get(a)!));
  const mayBeBest = order.filter((name) =>
    names.every((other) => {
      if (other === name) return true;
      const { difference, half } = behind(name, other);
      return difference - half <= 0;
    }),
  );
  const lead = behind(order[1]!, order[0]!);
  const leads = order.slice(1).map((name) => ({ name, ...behind(name, order[0]!) }));
  const rivals = leads.filter(({ name }) => mayBeBest.includes(name));
  return {
    kpi,
    confidence,
    seeds: seeds.length,
    mayBeBest,
    lead: lead.difference,
    leadHalfWidth: lead.half,
    behindMax: Math.max(0, ...rivals.map(({ difference, half }) => half - difference)),
    aheadMin: Math.max(0, Math.min(...leads.map(({ difference, half }) => difference - half))),
  };
}
