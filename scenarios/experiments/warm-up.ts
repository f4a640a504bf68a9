// Where a run's start stops showing: MSER-5 (White, Cobb and Spratt 2000) on a series of equal periods.

import type { Scenario } from "../schema/scenario-schema.ts";
import { mean } from "../statistics.ts";

/** Periods that go into one batch mean. */
export const mserBatch = 5;

/** Fewest batches from which a warm-up can be told. */
export const mserBatchesMin = 10;

/** Most possible starts of measuring in the first half of a run: a run up to ten hours has one every five minutes. */
const startsMax = 60;

/** Minutes of one period of a run of these hours: 1 up to ten hours. */
export function mserPeriodMinutes({ hours }: Pick<Scenario, "hours">): number {
  return Math.max(1, Math.ceil((hours * 60) / (2 * mserBatch * startsMax)));
}

export interface WarmUp {
  readonly minutes: number;
  /** False: the start of some strategy shows until beyond the middle of the runs. */
  readonly settled: boolean;
}

/**
 * The time to leave out of runs that are to be compared: for each strategy MSER-5 of its units picked per period, mean over its
 * runs, so that chance is averaged out first; the longest of them holds for all, because pairs need one window.
 * `strategies[s]` holds the units picked per minute of each run of a strategy.
 */
export function warmUpOf(
  strategies: readonly (readonly Float64Array[])[],
  scenario: Pick<Scenario, "hours">,
): WarmUp {
  const period = mserPeriodMinutes(scenario);
  const answers = strategies.map((runs) => {
    const periods = Math.floor(Math.min(...runs.map((units) => units.length)) / period);
    const sum = (units: Float64Array, from: number) =>
      units.subarray(from, from + period).reduce((total, value) => total + value, 0);
    const means = Array.from({ length: periods }, (_, i) =>
      mean(runs.map((units) => sum(units, i * period))),
    );
    return mser5(means);
  });
  return {
    minutes: Math.max(0, ...answers.map(({ cut }) => cut)) * period,
    settled: answers.every(({ settled }) => settled),
  };
}

/**
 * How many of the first periods to leave out so that the mean of the rest is known best: the cut with the least standard error of
 * the batch means behind it. At most half of the series is ever cut; where the best cut lies at that bound the run is too short
 * to tell, and `settled` is false.
 */
export function mser5(values: ArrayLike<number>): { readonly cut: number; readonly settled: boolean } {
  const batches = Math.floor(values.length / mserBatch);
  const means = Array.from({ length: batches }, (_, batch) => {
    let sum = 0;
    for (let i = 0; i < mserBatch; i += 1) sum += values[batch * mserBatch + i]!;
    return sum / mserBatch;
  });
  const last = Math.floor(batches / 2);
  let best = 0;
  let bestError = Number.POSITIVE_INFINITY;
  for (let cut = 0; cut <= last && cut < batches; cut += 1) {
    const rest = means.slice(cut);
    const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
    const squares = rest.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    const error = squares / (rest.length * rest.length);
    if (error >= bestError) continue;
    best = cut;
    bestError = error;
  }
  return { cut: best * mserBatch, settled: batches > 1 && best < last };
}
