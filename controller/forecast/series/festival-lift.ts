// How much a festival lifts each of its periods: learned from its past occurrences, or as planned, or not known.
import { math } from "../../../sim/kernel/index.ts";
import type { Festival, PeriodSpan, SeriesCalendar } from "./calendar.ts";
import { spanOf } from "./calendar.ts";
import type { PeriodClock } from "./series-set.ts";

/** Squared coefficient of variation of a festival's lift around what the last one says; without any, with and without a plan. */
const varianceSeen = 0.1;
const variancePlanned = 0.2;
const varianceUnknown = 0.5;
/** Weight of an occurrence against the one after it. */
const recency = 0.7;
/** Counts of evidence that the parent's lift weighs in a child's. */
const priorCounts = 30;
/** Periods before an occurrence that its base is taken from. */
const baseCycles = 4;

/** Per period of a horizon: the multiple of an ordinary period, and the variance of it as a share of the mean squared. */
export interface Lifts {
  readonly lift: Float64Array;
  readonly variance: Float64Array;
  /** What each coming festival's lift rests on, for the reader. */
  readonly reasons: readonly string[];
}

export interface LiftRequest {
  readonly calendar: SeriesCalendar;
  readonly clock: PeriodClock;
  /** Sums of the known periods, and which of them are ordinary. */
  readonly values: Float64Array;
  readonly ordinary: Uint8Array;
  readonly profile: Float64Array;
  readonly horizon: number;
  /** Log of what the leading indicator of a festival adds, by its name. */
  readonly signal: (festival: Festival, coming: PeriodSpan) => number;
  readonly parent: Lifts | null;
}

export function festivalLifts(request: LiftRequest): Lifts {
  const { calendar, clock, values, horizon, parent } = request;
  const known = values.length;
  const lift = new Float64Array(horizon).fill(1);
  const variance = new Float64Array(horizon);
  const reasons: string[] = [];
  for (const festival of calendar.festivals) {
    const spans = festival.occurrences.map((one) => spanOf(one, clock)).sort((a, b) => a.from - b.from);
    const past = spans.filter(({ from, to }) => from >= clock.cycle && to <= known);
    for (const coming of spans) {
      if (coming.to <= known || coming.from >= known + horizon) continue;
      const seen = learn(past, request);
      const signal = request.signal(festival, coming);
      const update = underway(festival, coming, seen, signal, request);
      reasons.push(reasonOf(festival, past.length, signal, update));
      for (
        let period = Math.max(known, coming.from);
        period < Math.min(known + horizon, coming.to);
        period += 1
      ) {
        const at = period - known;
        const position = { index: period - coming.from, length: coming.to - coming.from };
        const own = seen === null ? planned(festival, position) : seen.at(position);
        const pooled = parent?.lift[at];
        const trust = pooled === undefined ? 1 : (seen?.counts ?? 0) / ((seen?.counts ?? 0) + priorCounts);
        const log =
          trust * own.log + (1 - trust) * (pooled === undefined ? 0 : math.log(Math.max(pooled, 1e-3)));
        lift[at] = math.exp(log + (pooled === undefined ? signal + update : trust * (signal + update)));
        // Every period that went by tells how large this one is.
        variance[at] = own.variance / (1 + Math.max(0, known - coming.from));
      }
    }
  }
  return { lift, variance, reasons };
}

/** Log of how much larger a festival under way has been than expected, drawn towards 0 while few of its periods are known. */
function underway(
  festival: Festival,
  coming: PeriodSpan,
  seen: SeenLift | null,
  signal: number,
  request: LiftRequest,
): number {
  const { values, clock, profile } = request;
  const known = values.length;
  const base = baseBefore(coming.from, request);
  if (coming.from >= known || base <= 0) return 0;
  let sum = 0;
  let count = 0;
  for (let period = Math.max(0, coming.from); period < known; period += 1) {
    const position = { index: period - coming.from, length: coming.to - coming.from };
    const { log } = seen === null ? planned(festival, position) : seen.at(position);
    const expected = base * math.exp(log + signal) * (profile[(clock.phase + period) % clock.cycle] || 1);
    sum += math.log((values[period]! + 0.5) / (expected + 0.5));
    count += 1;
  }
  return sum / (count + 1);
}

function reasonOf(festival: Festival, seen: number, signal: number, update: number): string {
  const basis =
    seen > 0
      ? `${seen} past occurrence${seen === 1 ? "" : "s"}`
      : festival.plan !== null
        ? "the plan in the calendar, no past occurrence"
        : "nothing known: no past occurrence in the history and no plan, so ordinary days with wide quantiles";
  return `${festival.name}: ${basis}${part("leading indicator", signal)}${part("days so far", update)}`;
}

function part(name: string, log: number): string {
  const percent = Math.round(100 * (math.exp(log) - 1));
  return percent === 0 ? "" : `; ${name} ${percent > 0 ? "+" : ""}${percent} %`;
}

interface Position {
  readonly index: number;
  readonly length: number;
}
interface SeenLift {
  readonly counts: number;
  at(position: Position): { log: number; variance: number };
}

/** Multiples seen at past occurrences, read by days from the opening in the first half and days to the close in the second. */
function learn(past: readonly PeriodSpan[], request: LiftRequest): SeenLift | null {
  const { values, ordinary, clock, profile } = request;
  const curves = past.flatMap((span) => {
    const base = baseBefore(span.from, request);
    if (base <= 0) return [];
    const logs = Float64Array.from({ length: span.to - span.from }, (_, i) => {
      const usual = base * (profile[(clock.phase + span.from + i) % clock.cycle] || 1);
      return math.log((values[span.from + i]! + 0.5) / (usual + 0.5));
    });
    return [{ logs, counts: values.subarray(span.from, span.to).reduce((sum, v) => sum + v, 0) }];
  });
  if (curves.length === 0 || ordinary.length === 0) return null;
  return {
    counts: curves.reduce((sum, { counts }) => sum + counts, 0),
    at({ index, length }) {
      let weight = 1;
      let total = 0;
      let sum = 0;
      let squares = 0;
      for (let i = curves.length - 1; i >= 0; i -= 1) {
        const { logs } = curves[i]!;
        const fromEnd = length - 1 - index;
        const place =
          index <= fromEnd ? Math.min(index, logs.length - 1) : Math.max(0, logs.length - 1 - fromEnd);
        const log = logs[place]!;
        sum += weight * log;
        squares += weight * log * log;
        total += weight;
        weight *= recency;
      }
      const mean = sum / total;
      const between = Math.max(0, squares / total - mean * mean);
      const evidence = curves.length - 1;
      return { log: mean, variance: (2 * varianceSeen + evidence * between) / (2 + evidence) };
    },
  };
}

/** Level of the ordinary periods before an occurrence, season taken out; 0 when there is none. */
function baseBefore(from: number, { values, ordinary, clock, profile }: LiftRequest): number {
  let sum = 0;
  let factors = 0;
  for (let period = Math.max(0, from - baseCycles * Math.max(clock.cycle, 2)); period < from; period += 1) {
    if (ordinary[period] === 0) continue;
    sum += values[period]!;
    factors += profile[(clock.phase + period) % clock.cycle]!;
  }
  return factors > 0 ? sum / factors : 0;
}

/** As planned: the first period opens, the last two close (when there are five at least), the rest lies between. */
function planned({ plan }: Festival, { index, length }: Position): { log: number; variance: number } {
  if (plan === null) return { log: 0, variance: varianceUnknown };
  const isClose = length >= 5 && index >= length - 2;
  const multiple = index === 0 ? plan.opening : isClose ? plan.close : plan.plateau;
  return { log: math.log(multiple), variance: variancePlanned };
}
