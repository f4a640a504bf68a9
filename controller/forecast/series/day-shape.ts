// How a day's count spreads over its steps, and what the steps so far say about the rest of the day.
import { math } from "../../../sim/kernel/index.ts";
import type { PeriodClock } from "./series-set.ts";

/** Past days looked at, and the age in days at which one counts half. */
const daysMax = 84;
const halfLifeDays = 28;
/** Days of evidence for "as any other weekday" that a weekday's own shape is weighed against. */
const priorDays = 4;

export interface DayShape {
  /** `shares[weekday * stepsPerPeriod + step]`: adds up to 1 per weekday. */
  readonly shares: Float64Array;
  /** Variance of a step's count beyond Poisson as a share of its mean squared, given the day's total. */
  readonly dispersion: number;
  /** The same of the count up to a step: `cumulative[step]`, how much the share seen by then varies between days. */
  readonly cumulative: Float64Array;
}

/**
 * Learns the shape from whole ordinary days: every day's counts are evidence of a Dirichlet law (a busy day tells more), young
 * ones more than old ones; a weekday's own shape is drawn towards the common one. Uniform without any day.
 */
export function learnDayShape(values: Float64Array, ordinary: Uint8Array, clock: PeriodClock): DayShape {
  const steps = clock.stepsPerPeriod;
  const days: {
    readonly weekday: number;
    readonly at: number;
    readonly total: number;
    readonly weight: number;
  }[] = [];
  for (let day = Math.max(0, ordinary.length - daysMax); day < ordinary.length; day += 1) {
    const at = clock.skipped + day * steps;
    let total = 0;
    for (let step = 0; step < steps; step += 1) total += values[at + step]!;
    if (ordinary[day] === 0 || total <= 0) continue;
    const weight = math.exp((-Math.LN2 * (ordinary.length - day)) / halfLifeDays);
    days.push({ weekday: (clock.phase + day) % 7, at, total, weight });
  }
  const common = new Float64Array(steps).fill(1e-3 / steps);
  const own = new Float64Array(7 * steps);
  let commonWeight = 1e-3;
  const ownWeight = new Float64Array(7);
  for (const { weekday, at, total, weight } of days) {
    commonWeight += weight * total;
    ownWeight[weekday] = ownWeight[weekday]! + weight * total;
    for (let step = 0; step < steps; step += 1) {
      common[step] = common[step]! + weight * values[at + step]!;
      own[weekday * steps + step] = own[weekday * steps + step]! + weight * values[at + step]!;
    }
  }
  const usualTotal = days.length > 0 ? days.reduce((sum, { total }) => sum + total, 0) / days.length : 1;
  const shares = new Float64Array(7 * steps);
  for (let weekday = 0; weekday < 7; weekday += 1) {
    const prior = priorDays * usualTotal;
    for (let step = 0; step < steps; step += 1) {
      const pooled = common[step]! / commonWeight;
      shares[weekday * steps + step] =
        (own[weekday * steps + step]! + prior * pooled) / (ownWeight[weekday]! + prior);
    }
  }
  return { shares, ...learnSpread(values, days, shares, steps) };
}

function learnSpread(
  values: Float64Array,
  days: readonly { readonly weekday: number; readonly at: number; readonly total: number }[],
  shares: Float64Array,
  steps: number,
): { dispersion: number; cumulative: Float64Array } {
  let excess = 0;
  let squares = 1;
  const gaps = new Float64Array(steps);
  for (const { weekday, at, total } of days) {
    let seen = 0;
    let expected = 0;
    for (let step = 0; step < steps; step += 1) {
      const mean = total * shares[weekday * steps + step]!;
      const error = values[at + step]! - mean;
      excess += error * error - mean;
      squares += mean * mean;
      seen += values[at + step]! / total;
      expected += shares[weekday * steps + step]!;
      gaps[step] = gaps[step]! + (seen - expected) * (seen - expected);
    }
  }
  return {
    dispersion: Math.min(2, Math.max(0, excess / squares)),
    cumulative: gaps.map((gap) => gap / Math.max(1, days.length)),
  };
}

/** A day's total after its first steps. */
export interface DayUpdate {
  /** Expected count of the whole day, the part seen included. */
  readonly total: number;
  /** Dispersion of the rest of the day: variance = mean + dispersion × mean². */
  readonly dispersion: number;
}

/**
 * Gamma-Poisson update of a day's total: before the day its mean is `mean` with this dispersion; `seen` counts came in its
 * first `steps` steps. The evidence counts by how much the share seen at that time of day differs between days.
 */
export function updateDay(
  mean: number,
  dispersion: number,
  seen: number,
  steps: number,
  weekday: number,
  shape: DayShape,
): DayUpdate {
  const stepsPerDay = shape.cumulative.length;
  let share = 0;
  for (let step = 0; step < steps; step += 1) share += shape.shares[weekday * stepsPerDay + step]!;
  if (steps === 0 || share <= 0 || mean <= 0) return { total: Math.max(mean, seen), dispersion };
  const expected = mean * share;
  // Squared coefficient of variation of "seen over share" as a measure of the day: chance, and the share's own variation.
  const noise = 1 / Math.max(expected, 0.5) + shape.cumulative[steps - 1]! / (share * share);
  const prior = 1 / Math.max(dispersion + 1 / Math.max(mean, 1), 1e-6);
  const evidence = 1 / noise;
  const factor = (prior + evidence * (seen / expected)) / (prior + evidence);
  const total = Math.max(seen, seen + mean * factor * (1 - share));
  return { total, dispersion: 1 / (prior + evidence) };
}
