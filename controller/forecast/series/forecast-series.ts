// Forecast of a tree of series: level and season by the committee, festivals by their lifts, days split into steps and corrected
// by what has come in, slow series by their share; children add up to their parents. Deterministic; no clock, no I/O.
import { daySeconds } from "../calendar-day.ts";
import { type Festival, isClosedPeriod, type PeriodSpan, type SeriesCalendar, spanOf } from "./calendar.ts";
import { committeeForecast } from "./committee.ts";
import { type DayShape, learnDayShape, updateDay } from "./day-shape.ts";
import { festivalLifts, type Lifts } from "./festival-lift.ts";
import { leadingSignal } from "./leading-signal.ts";
import { memberNames } from "./members.ts";
import { countQuantile, type ForecastError, learnError, slowMean } from "./quantiles.ts";
import { closedShare, seasonProfile } from "./season.ts";
import {
  type NodeKind,
  type PeriodClock,
  periodClock,
  periodSums,
  type SeriesNode,
  type SeriesSet,
  treeOf,
} from "./series-set.ts";
import { learnShare } from "./share.ts";
import type { SeriesView } from "./view.ts";

export interface SeriesForecastRequest {
  readonly calendar: SeriesCalendar;
  /** Steps that are known; the forecast begins at the next. */
  readonly knownSteps: number;
  /** Steps to forecast. */
  readonly horizonSteps: number;
  /** Quantile levels, each in (0, 1). */
  readonly levels: readonly number[];
  /** Leading indicators by name, on the set's steps. */
  readonly indicators: ReadonlyMap<string, Float64Array>;
}

export interface NodeForecast {
  readonly kind: NodeKind;
  readonly name: string;
  readonly parent: number;
  /** Expected count per step; children add up to their parent. */
  readonly mean: Float64Array;
  /** Per level, per step. */
  readonly quantiles: readonly Float64Array[];
  /** What the model chose for this series and why, in a few words. */
  readonly choice: string;
}

export interface SeriesForecast {
  readonly nodes: readonly NodeForecast[];
  /** What every coming festival's lift rests on. */
  readonly festivals: readonly string[];
}

/** A node on the clock of periods. */
interface PeriodForecast {
  readonly sums: Float64Array;
  readonly mean: Float64Array;
  readonly base: Float64Array;
  readonly error: ForecastError;
  readonly lifts: Lifts;
  readonly profile: Float64Array;
  readonly choice: string;
}

/** Forecasts every node of the set's tree. Histories of some days work; without any, means are 0. */
export function forecastSeries(set: SeriesSet, request: SeriesForecastRequest): SeriesForecast {
  const clock = periodClock(set);
  const tree = treeOf(set);
  const { knownSteps, horizonSteps, calendar } = request;
  const whole = Math.max(0, Math.floor((knownSteps - clock.skipped) / clock.stepsPerPeriod));
  const brokenSteps = Math.max(0, knownSteps - clock.skipped - whole * clock.stepsPerPeriod);
  const horizon = Math.ceil((brokenSteps + horizonSteps) / clock.stepsPerPeriod);
  const childCount = new Int32Array(tree.length);
  for (const { parent } of tree) if (parent >= 0) childCount[parent] = childCount[parent]! + 1;

  const roots = new Map<number, Uint8Array>();
  const periods: PeriodForecast[] = [];
  const rootOf: number[] = [];
  tree.forEach((node, at) => {
    const root = node.parent < 0 ? at : rootOf[node.parent]!;
    rootOf.push(root);
    const sums = periodSums(node.values, clock, knownSteps);
    if (node.parent < 0) roots.set(at, ordinaryPeriods(sums, clock, calendar));
    const ordinary = roots.get(root)!;
    const parent = node.parent < 0 ? null : periods[node.parent]!;
    const signal = (festival: Festival, coming: PeriodSpan) => {
      const indicator = request.indicators.get(festival.leading?.series ?? "");
      const demand = root === at ? sums : periods[root]!.sums;
      const carts = indicator === undefined ? null : periodSums(indicator, clock, knownSteps);
      return leadingSignal(festival, coming, clock, demand, carts);
    };
    periods.push(
      forecastPeriods({
        node,
        sums,
        ordinary,
        clock,
        horizon,
        calendar,
        parent,
        siblings: childCount[node.parent] ?? 1,
        signal,
      }),
    );
  });
  reconcile(
    tree,
    periods.map(({ mean }) => mean),
    [],
  );
  closeDays(periods, whole, clock, calendar);

  const shapes = new Map<number, DayShape>();
  const nodes = tree.map((node, at): NodeForecast => {
    const period = periods[at]!;
    const cut = { clock, whole, brokenSteps, request };
    let shape: DayShape | null = null;
    if (clock.stepsPerPeriod > 1) {
      // A slow series is too thin for a shape of its own: it takes its parent's.
      const isThin = node.parent >= 0 && meanOf(period.mean) < clock.stepsPerPeriod;
      shape = isThin ? shapes.get(node.parent)! : learnDayShape(node.values, roots.get(rootOf[at]!)!, clock);
      shapes.set(at, shape);
    }
    const { mean, quantiles } = splitIntoSteps(node, period, shape, cut);
    return { kind: node.kind, name: node.name, parent: node.parent, mean, quantiles, choice: period.choice };
  });
  // Within a day parents and children have shapes and corrections of their own.
  if (clock.stepsPerPeriod > 1) {
    reconcile(
      tree,
      nodes.map(({ mean }) => mean),
      nodes.map(({ quantiles }) => quantiles),
    );
  }
  return { nodes, festivals: periods[0]?.lifts.reasons ?? [] };
}

/** 1 where a period is neither closed, nor empty where others of its weekday are not, nor part of a festival. */
function ordinaryPeriods(sums: Float64Array, clock: PeriodClock, calendar: SeriesCalendar): Uint8Array {
  const ordinary = new Uint8Array(sums.length).fill(1);
  for (const { occurrences } of calendar.festivals) {
    for (const occurrence of occurrences) {
      const { from, to } = spanOf(occurrence, clock);
      ordinary.fill(0, Math.max(0, from), Math.max(0, to));
    }
  }
  const places = Array.from({ length: clock.cycle }, () => ({ sum: 0, count: 0 }));
  sums.forEach((value, period) => {
    const place = places[(clock.phase + period) % clock.cycle]!;
    place.sum += value;
    place.count += 1;
  });
  const usual = sums.reduce((sum, value) => sum + value, 0) / Math.max(1, sums.length);
  sums.forEach((value, period) => {
    const { sum, count } = places[(clock.phase + period) % clock.cycle]!;
    const isUsuallyOpen = sum / count >= closedShare * usual;
    if ((isUsuallyOpen && value < 0.02 * (sum / count)) || isClosedPeriod(period, clock, calendar))
      ordinary[period] = 0;
  });
  return ordinary;
}

interface PeriodRequest {
  readonly node: SeriesNode;
  readonly sums: Float64Array;
  readonly ordinary: Uint8Array;
  readonly clock: PeriodClock;
  readonly horizon: number;
  readonly calendar: SeriesCalendar;
  readonly parent: PeriodForecast | null;
  readonly siblings: number;
  readonly signal: (festival: Festival, coming: PeriodSpan) => number;
}

function forecastPeriods(request: PeriodRequest): PeriodForecast {
  const { sums, ordinary, clock, horizon, calendar, parent } = request;
  const view: SeriesView = { values: sums, ordinary, cycle: clock.cycle, phase: clock.phase };
  const isSlow = parent !== null && isSlowOrLumpy(sums, ordinary);
  const profile = isSlow ? parent.profile : seasonProfile(view);
  const lifts = festivalLifts({
    calendar,
    clock,
    values: sums,
    ordinary,
    profile,
    horizon,
    signal: request.signal,
    parent: parent?.lifts ?? null,
  });
  let base: Float64Array;
  let error: ForecastError;
  let choice: string;
  if (isSlow) {
    const { share, error: own } = learnShare(sums, parent.sums, ordinary, request.siblings);
    base = parent.base.map((value) => share * value);
    error = own;
    choice = `share ${(100 * share).toFixed(2)} % of its parent, negative binomial`;
  } else {
    const { mean, weights, past, spoke } = committeeForecast(view, horizon);
    base = mean;
    error = learnError(past);
    choice = committeeChoice(weights, spoke, past.length, error, sums.length < 3 * clock.cycle);
  }
  return { sums, base, error, lifts, profile, choice, mean: base.map((value, k) => value * lifts.lift[k]!) };
}

function committeeChoice(
  weights: Float64Array,
  spoke: readonly boolean[],
  origins: number,
  error: ForecastError,
  isShort: boolean,
): string {
  const parts = memberNames.flatMap((name, m) =>
    spoke[m] ? [`${name} ${Math.round(100 * weights[m]!)} %`] : [],
  );
  const basis = origins === 0 ? "equal weights: no past origin yet" : `by ${origins} past origins`;
  const spread = error.scores.length > 0 ? "conformal quantiles" : "quantiles by law, too few past errors";
  return `${parts.join(", ")} (${basis}); ${spread}${isShort ? "; short history" : ""}`;
}

/** Squared coefficient of variation from which demand is lumpy (Syntetos, Boylan and Croston 2005). */
const lumpyVariation = 0.49;
const recentPeriods = 84;

/** Whether a series is too slow or too lumpy for a level of its own. */
function isSlowOrLumpy(sums: Float64Array, ordinary: Uint8Array): boolean {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let period = Math.max(0, sums.length - recentPeriods); period < sums.length; period += 1) {
    if (ordinary[period] === 0 || sums[period] === 0) continue;
    sum += sums[period]!;
    squares += sums[period]! * sums[period]!;
    count += 1;
  }
  if (count === 0) return true;
  const mean = sum / count;
  return mean < slowMean || squares / count - mean * mean >= lumpyVariation * mean * mean;
}

/** Scales the children of every node, parents first, so that they add up to it; their quantiles go with them. */
function reconcile(
  tree: readonly SeriesNode[],
  means: readonly Float64Array[],
  quantiles: readonly (readonly Float64Array[])[],
): void {
  const children = tree.map((): number[] => []);
  tree.forEach(({ parent }, at) => {
    if (parent >= 0) children[parent]!.push(at);
  });
  children.forEach((ofNode, at) => {
    if (ofNode.length === 0) return;
    const mean = means[at]!;
    for (let k = 0; k < mean.length; k += 1) {
      let sum = 0;
      for (const child of ofNode) sum += means[child]![k]!;
      const scale = sum > 0 ? mean[k]! / sum : 1;
      for (const child of ofNode) {
        const own = means[child]!;
        own[k] = sum > 0 ? own[k]! * scale : mean[k]! / ofNode.length;
        for (const quantile of quantiles[child] ?? []) quantile[k] = quantile[k]! * scale;
      }
    }
  });
}

function closeDays(
  periods: readonly PeriodForecast[],
  whole: number,
  clock: PeriodClock,
  calendar: SeriesCalendar,
): void {
  for (const { mean } of periods) {
    for (let k = 0; k < mean.length; k += 1) if (isClosedPeriod(whole + k, clock, calendar)) mean[k] = 0;
  }
}

interface Cut {
  readonly clock: PeriodClock;
  readonly whole: number;
  readonly brokenSteps: number;
  readonly request: SeriesForecastRequest;
}

function splitIntoSteps(
  node: SeriesNode,
  period: PeriodForecast,
  shape: DayShape | null,
  { clock, whole, brokenSteps, request }: Cut,
): { mean: Float64Array; quantiles: Float64Array[] } {
  const { horizonSteps, levels, calendar } = request;
  const { error, lifts } = period;
  if (shape === null) {
    const quantiles = levels.map((level) =>
      period.mean.map((value, k) => countQuantile(level, value, error, lifts.variance[k]!)),
    );
    return { mean: period.mean, quantiles };
  }
  const steps = clock.stepsPerPeriod;
  const mean = new Float64Array(horizonSteps);
  const quantiles = levels.map(() => new Float64Array(horizonSteps));
  for (let k = 0; k < period.mean.length; k += 1) {
    const weekday = (clock.phase + whole + k) % 7;
    const shares = openShares(shape, weekday, steps, calendar);
    const first = k === 0 ? brokenSteps : 0;
    let total = period.mean[k]!;
    let dispersion = error.dispersion + lifts.variance[k]!;
    if (first > 0) {
      const from = clock.skipped + whole * steps;
      const seen = node.values.subarray(from, from + first).reduce((sum, value) => sum + value, 0);
      const update = updateDay(total, dispersion, seen, first, weekday, {
        ...shape,
        shares: atWeekday(shares, weekday, steps),
      });
      total = update.total - seen;
      dispersion = update.dispersion;
      let rest = 0;
      for (let step = first; step < steps; step += 1) rest += shares[step]!;
      total = rest > 0 ? total / rest : 0;
    }
    const stepError: ForecastError = {
      dispersion: dispersion + shape.dispersion,
      scores: new Float64Array(0),
    };
    for (let step = first; step < steps; step += 1) {
      const at = k * steps + step - brokenSteps;
      if (at >= horizonSteps) break;
      const expected = total * shares[step]!;
      mean[at] = expected;
      levels.forEach((level, q) => {
        quantiles[q]![at] = countQuantile(level, expected, stepError);
      });
    }
  }
  return { mean, quantiles };
}

/** Shares of a weekday's steps, those outside the opening hours taken out. */
function openShares(shape: DayShape, weekday: number, steps: number, calendar: SeriesCalendar): Float64Array {
  const shares = shape.shares.slice(weekday * steps, (weekday + 1) * steps);
  const hours = calendar.openHours?.[weekday];
  if (hours === undefined || hours === null) return shares;
  const stepSeconds = daySeconds / steps;
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    if ((step + 1) * stepSeconds <= hours.from || step * stepSeconds >= hours.to) shares[step] = 0;
    sum += shares[step]!;
  }
  if (sum > 0) for (let step = 0; step < steps; step += 1) shares[step] = shares[step]! / sum;
  return shares;
}

function atWeekday(shares: Float64Array, weekday: number, steps: number): Float64Array {
  const all = new Float64Array(7 * steps);
  all.set(shares, weekday * steps);
  return all;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
