// Quantiles around a mean: conformal where past forecasts of the same series say how far off they were, a negative binomial
// where counts are small, and widened by a prior while there is little to go by.
import { math } from "../../../sim/kernel/index.ts";
import { quantile } from "../spread.ts";
import type { PastForecast } from "./committee.ts";

/** Before anything is known of a series: a fifth off is usual. */
const dispersionPrior = 0.04;
/** Steps of evidence the prior counts for. */
const priorSteps = 14;
/** Scores needed before they are believed more than the law. */
const scoresMin = 40;
/** Means below this are counts: their quantiles are whole numbers of a negative binomial. */
export const slowMean = 12;
/** The largest share of the mean squared that the variance may be. */
const dispersionMax = 9;

/** How far off past forecasts of one series were. */
export interface ForecastError {
  /** Variance = mean + dispersion × mean². */
  readonly dispersion: number;
  /** Standardised errors of past steps, ascending; empty while there are too few. */
  readonly scores: Float64Array;
}

/** Learns the error of a series from its own past forecasts: ordinary steps only. */
export function learnError(past: readonly PastForecast[]): ForecastError {
  let excess = 0;
  let squares = 0;
  let steps = 0;
  eachStep(past, (forecast, actual) => {
    const error = actual - forecast;
    excess += Math.max(0, error * error - forecast) / (forecast * forecast + 1);
    squares += 1;
    steps += 1;
  });
  const own = squares > 0 ? excess / squares : 0;
  const dispersion = Math.min(
    dispersionMax,
    (priorSteps * dispersionPrior + steps * own) / (priorSteps + steps),
  );
  const scores: number[] = [];
  eachStep(past, (forecast, actual) => {
    scores.push((actual - forecast) / Math.sqrt(forecast + dispersion * forecast * forecast + 1e-9));
  });
  scores.sort((a, b) => a - b);
  return { dispersion, scores: Float64Array.from(scores.length >= scoresMin ? scores : []) };
}

function eachStep(past: readonly PastForecast[], visit: (forecast: number, actual: number) => void): void {
  for (const { forecast, actual, ordinary } of past) {
    for (let k = 0; k < actual.length; k += 1) {
      if (ordinary[k] === 1 && forecast[k]! > 0) visit(forecast[k]!, actual[k]!);
    }
  }
}

/**
 * The quantile of a step's count. `inflation` is the share of the mean squared that the variance grows by, for what past
 * ordinary steps do not tell (a festival never seen); with it the law replaces the scores.
 */
export function countQuantile(level: number, mean: number, error: ForecastError, inflation = 0): number {
  if (mean <= 0) return 0;
  if (mean < slowMean) return negativeBinomialQuantile(level, mean, error.dispersion + inflation);
  const variance = mean + (error.dispersion + inflation) * mean * mean;
  return quantile(level, mean, variance, inflation > 0 ? new Float64Array(0) : error.scores);
}

/** Smallest count whose distribution function reaches `level`; variance = mean + dispersion × mean² (Poisson at 0). */
export function negativeBinomialQuantile(level: number, mean: number, dispersion: number): number {
  if (mean <= 0) return 0;
  const size = 1 / Math.max(dispersion, 1e-6);
  const odds = mean / (size + mean);
  let probability = math.exp(size * math.log(size / (size + mean)));
  let reached = probability;
  let count = 0;
  const limit = Math.ceil(mean + 40 * Math.sqrt(mean + dispersion * mean * mean) + 40);
  while (reached < level && count < limit) {
    count += 1;
    probability *= ((size + count - 1) / count) * odds;
    reached += probability;
  }
  return count;
}
