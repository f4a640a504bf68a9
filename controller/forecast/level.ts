// The ordinary day: a weekday profile by robust ridge regression on log orders, and a damped local level on the
// de-seasonalised ordinary days. Festival days never enter either, so a spike cannot leak into what comes after.
import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { math } from "../../sim/kernel/index.ts";
import { weekdayOf } from "./calendar-day.ts";
import type { DayTable } from "./day-table.ts";

/** Days of history the weekday profile looks back on, and the weight of a category's own profile against the pooled one. */
const profileDays = 182;
const ownWeight = 0.7;
/** Ridge on the weekday coefficients, in days of evidence. */
const weekdayRidge = 1;
/** Share of a surprise that the level takes over, and the largest surprise it believes at once (as a ratio). */
const levelGain = 0.2;
const surpriseMax = 1.8;
/** A weekday below this share of the mean counts as closed and keeps its plain average. */
const closedShare = 0.08;

export interface OrdinaryLevel {
  /** Orders of an average ordinary day per category. */
  readonly ordersPerDay: Float64Array;
  /** `weekdayFactor[category * 7 + weekday]`, mean 1 over the week. */
  readonly weekdayFactor: Float64Array;
  /** Log ratio of actual to one-day-ahead forecast per ordinary day, all categories together. */
  readonly logResiduals: readonly number[];
}

/** Fits level and weekday profile. Without history every category gets one order per day and no weekday effect. */
export function fitLevel(table: DayTable): OrdinaryLevel {
  const { categoryCount, dayCount } = table;
  const weekdayFactor = new Float64Array(categoryCount * 7).fill(1);
  const ordersPerDay = new Float64Array(categoryCount).fill(1);
  const rows = ordinaryRows(table);
  if (rows.length === 0) return { ordersPerDay, weekdayFactor, logResiduals: [] };

  const total = new Float64Array(dayCount);
  for (let category = 0; category < categoryCount; category += 1) {
    for (let row = 0; row < dayCount; row += 1)
      total[row] = total[row]! + table.orders[category * dayCount + row]!;
  }
  const pooled = weekdayProfile(total, table.firstDay, rows);
  for (let category = 0; category < categoryCount; category += 1) {
    const series = table.orders.subarray(category * dayCount, (category + 1) * dayCount);
    const own = weekdayProfile(series, table.firstDay, rows);
    for (let weekday = 0; weekday < 7; weekday += 1) {
      weekdayFactor[category * 7 + weekday] = ownWeight * own[weekday]! + (1 - ownWeight) * pooled[weekday]!;
    }
    const factors = weekdayFactor.subarray(category * 7, category * 7 + 7);
    ordersPerDay[category] = Math.max(0.5, localLevel(series, table.firstDay, rows, factors).level);
  }
  const { logResiduals } = localLevel(total, table.firstDay, rows, pooled);
  return { ordersPerDay, weekdayFactor, logResiduals };
}

/** Ordinary rows in time order; when hardly any day is ordinary, the quieter half of all days stands in. */
function ordinaryRows(table: DayTable): number[] {
  const rows = Array.from({ length: table.dayCount }, (_, row) => row);
  const ordinary = rows.filter((row) => table.isOrdinary[row] === 1);
  if (ordinary.length >= 3 || rows.length === 0) return ordinary.length > 0 ? ordinary : rows;
  const totals = rows.map((row) => {
    let sum = 0;
    for (let c = 0; c < table.categoryCount; c += 1) sum += table.orders[c * table.dayCount + row]!;
    return sum;
  });
  const middle = [...totals].sort((a, b) => a - b)[Math.floor(totals.length / 2)]!;
  return rows.filter((row) => totals[row]! <= middle);
}

/** Weekday factors of one series, mean 1: log-linear ridge with a trend, Huber weights, closed weekdays apart. */
function weekdayProfile(series: Float64Array, firstDay: number, ordinary: readonly number[]): Float64Array {
  const rows = ordinary.slice(-profileDays);
  const sums = new Float64Array(7);
  const counts = new Float64Array(7);
  for (const row of rows) {
    const weekday = weekdayOf(firstDay + row);
    sums[weekday] = sums[weekday]! + series[row]!;
    counts[weekday] = counts[weekday]! + 1;
  }
  const mean = rows.reduce((sum, row) => sum + series[row]!, 0) / rows.length;
  const isClosed = (weekday: number) =>
    counts[weekday]! >= 2 && sums[weekday]! / counts[weekday]! < closedShare * mean;
  const open = rows.filter((row) => !isClosed(weekdayOf(firstDay + row)));
  const factors = new Float64Array(7).fill(1);
  if (open.length >= 8) {
    const coefficients = robustRidge(
      open.map((row) => weekdayFeatures(firstDay + row, row - rows[rows.length - 1]!)),
      open.map((row) => math.log(series[row]! + 0.5)),
    );
    for (let weekday = 0; weekday < 7; weekday += 1) factors[weekday] = math.exp(coefficients[2 + weekday]!);
  }
  let openMean = 0;
  let openCount = 0;
  for (let weekday = 0; weekday < 7; weekday += 1) {
    if (isClosed(weekday)) continue;
    openMean += factors[weekday]!;
    openCount += 1;
  }
  openMean /= Math.max(1, openCount);
  let weekSum = 0;
  for (let weekday = 0; weekday < 7; weekday += 1) {
    const openLevel = openCount > 0 ? openDayMean(rows, series, firstDay, isClosed) : mean;
    factors[weekday] = isClosed(weekday)
      ? sums[weekday]! / counts[weekday]! / Math.max(openLevel, 1e-9)
      : factors[weekday]! / openMean;
    weekSum += factors[weekday]!;
  }
  for (let weekday = 0; weekday < 7; weekday += 1) factors[weekday] = (factors[weekday]! * 7) / weekSum;
  return factors;
}

function openDayMean(
  rows: readonly number[],
  series: Float64Array,
  firstDay: number,
  isClosed: (weekday: number) => boolean,
): number {
  const open = rows.filter((row) => !isClosed(weekdayOf(firstDay + row)));
  return open.reduce((sum, row) => sum + series[row]!, 0) / Math.max(1, open.length);
}

/** Intercept, trend per 90 days, and one column per weekday (ridge resolves the redundancy). */
function weekdayFeatures(day: number, daysBeforeEnd: number): number[] {
  const features = new Array<number>(9).fill(0);
  features[0] = 1;
  features[1] = daysBeforeEnd / 90;
  features[2 + weekdayOf(day)] = 1;
  return features;
}

/** Ridge regression with three rounds of Huber weights; ml-matrix's Cholesky uses only + − × ÷ and square roots. */
function robustRidge(features: readonly number[][], target: readonly number[]): number[] {
  const design = new Matrix(features as number[][]);
  const width = design.columns;
  const weights = new Array<number>(target.length).fill(1);
  let coefficients: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const weighted = design.clone();
    for (let i = 0; i < target.length; i += 1) weighted.mulRow(i, weights[i]!);
    const normal = design.transpose().mmul(weighted);
    for (let j = 0; j < width; j += 1) normal.set(j, j, normal.get(j, j) + (j === 0 ? 1e-6 : weekdayRidge));
    const right = weighted.transpose().mmul(Matrix.columnVector(target as number[]));
    coefficients = new CholeskyDecomposition(normal).solve(right).getColumn(0);
    const residuals = target.map((y, i) => {
      let fit = 0;
      for (let j = 0; j < width; j += 1) fit += design.get(i, j) * coefficients[j]!;
      return y - fit;
    });
    const spread = 1.4826 * median(residuals.map(Math.abs)) + 1e-6;
    residuals.forEach((residual, i) => {
      weights[i] = Math.min(1, (1.5 * spread) / Math.max(Math.abs(residual), 1e-12));
    });
  }
  return coefficients;
}

/** Damped local level: each ordinary day moves the level by a share of its bounded surprise. */
function localLevel(
  series: Float64Array,
  firstDay: number,
  rows: readonly number[],
  factors: Float64Array,
): { level: number; logResiduals: number[] } {
  const adjusted: number[] = [];
  for (const row of rows) {
    const factor = factors[weekdayOf(firstDay + row)]!;
    if (factor >= closedShare) adjusted.push(series[row]! / factor);
  }
  if (adjusted.length === 0) return { level: 0, logResiduals: [] };
  const warmup = Math.min(14, adjusted.length);
  let level = Math.max(0.01, median(adjusted.slice(0, warmup)));
  const logResiduals: number[] = [];
  for (let i = 0; i < adjusted.length; i += 1) {
    const ratio = (adjusted[i]! + 0.5) / (level + 0.5);
    if (i >= warmup) logResiduals.push(math.log(ratio));
    level *= 1 + levelGain * (Math.min(surpriseMax, Math.max(1 / surpriseMax, ratio)) - 1);
  }
  return { level, logResiduals };
}

/** Middle value; 0 of nothing. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
