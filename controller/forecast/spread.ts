// How wrong forecasts have been: day-to-day spread, spread within a day, and conformal scores, all from past residuals.
import { math } from "../../sim/kernel/index.ts";
import type { DayTable } from "./day-table.ts";
import type { OrdinaryLevel } from "./level.ts";

/** Before any residual is known. */
const cvOfDayPrior = 0.2;
const overdispersionPrior = 0.02;
/** Days of evidence the priors count for. */
const priorDays = 10;
const scoreDays = 56;
/** Scores needed before they replace the gamma law's quantiles. */
const scoresMin = 400;

export interface ForecastSpread {
  /** Coefficient of variation of a day's total around its one-day-ahead forecast. */
  readonly cvOfDay: number;
  /** Variance of a quarter hour's orders is mean + overdispersion × mean². */
  readonly overdispersion: number;
  /** Sorted standardised residuals of past periods of ordinary days; empty while there are too few. */
  readonly scores: Float64Array;
}

/** Learns the spread from the ordinary days of the history. */
export function learnSpread(table: DayTable, level: OrdinaryLevel): ForecastSpread {
  const residuals = level.logResiduals;
  let squares = priorDays * cvOfDayPrior * cvOfDayPrior;
  for (const residual of residuals) squares += Math.min(residual * residual, 1);
  const cvOfDay = Math.sqrt(squares / (priorDays + residuals.length));
  const bins = table.binsPerDay;
  const rows = Array.from({ length: table.dayCount }, (_, row) => row)
    .filter((row) => table.isOrdinary[row] === 1)
    .slice(-Math.min(scoreDays, residuals.length));
  if (bins === 0 || rows.length === 0) {
    return { cvOfDay, overdispersion: overdispersionPrior, scores: new Float64Array(0) };
  }
  const counts = rows.map((row) => binTotals(table, row));
  const shape = new Float64Array(bins);
  let shapeSum = 0;
  for (const day of counts) for (let bin = 0; bin < bins; bin += 1) shape[bin] = shape[bin]! + day[bin]!;
  for (let bin = 0; bin < bins; bin += 1) shapeSum += shape[bin]!;
  if (shapeSum === 0) return { cvOfDay, overdispersion: overdispersionPrior, scores: new Float64Array(0) };
  for (let bin = 0; bin < bins; bin += 1) shape[bin] = shape[bin]! / shapeSum;

  let excess = overdispersionPrior;
  let meanSquares = 1;
  for (const day of counts) {
    const total = day.reduce((sum, count) => sum + count, 0);
    for (let bin = 0; bin < bins; bin += 1) {
      const mean = total * shape[bin]!;
      const error = day[bin]! - mean;
      excess += error * error - mean;
      meanSquares += mean * mean;
    }
  }
  const overdispersion = Math.min(0.5, Math.max(0, excess / meanSquares));

  const dayResiduals = residuals.slice(-rows.length);
  const scores: number[] = [];
  counts.forEach((day, index) => {
    const total = day.reduce((sum, count) => sum + count, 0);
    const forecast = total / math.exp(dayResiduals[index]!);
    for (let bin = 0; bin < bins; bin += 1) {
      const mean = forecast * shape[bin]!;
      if (mean < 1) continue;
      const variance = mean + (overdispersion + cvOfDay * cvOfDay) * mean * mean;
      scores.push((day[bin]! - mean) / Math.sqrt(variance));
    }
  });
  scores.sort((a, b) => a - b);
  return {
    cvOfDay,
    overdispersion,
    scores: scores.length >= scoresMin ? Float64Array.from(scores) : new Float64Array(0),
  };
}

function binTotals(table: DayTable, row: number): Float64Array {
  const bins = table.binsPerDay;
  const totals = new Float64Array(bins);
  for (let category = 0; category < table.categoryCount; category += 1) {
    const at = (category * table.dayCount + row) * bins;
    for (let bin = 0; bin < bins; bin += 1) totals[bin] = totals[bin]! + table.binOrders[at + bin]!;
  }
  return totals;
}

/**
 * Quantile of a count with this mean and variance: conformal where past scores say how far off periods really were,
 * a gamma law (Wilson and Hilferty 1931) where they do not.
 */
export function quantile(level: number, mean: number, variance: number, scores: Float64Array): number {
  if (mean <= 0) return 0;
  if (scores.length > 0) {
    const position = level * (scores.length + 1) - 1;
    const low = Math.min(scores.length - 1, Math.max(0, Math.floor(position)));
    const high = Math.min(scores.length - 1, low + 1);
    const score = scores[low]! + Math.max(0, Math.min(1, position - low)) * (scores[high]! - scores[low]!);
    return Math.max(0, mean + score * Math.sqrt(variance));
  }
  const shape = (mean * mean) / Math.max(variance, 1e-9);
  const root = 1 - 1 / (9 * shape) + normalQuantile(level) / (3 * Math.sqrt(shape));
  return root > 0 ? mean * root * root * root : 0;
}

/** Standard normal quantile, absolute error below 4.5e-4 (Abramowitz and Stegun 26.2.23). */
export function normalQuantile(level: number): number {
  const tail = level < 0.5 ? level : 1 - level;
  const t = Math.sqrt(-2 * math.log(Math.max(tail, 1e-12)));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  const value = t - above / below;
  return level < 0.5 ? -value : value;
}
