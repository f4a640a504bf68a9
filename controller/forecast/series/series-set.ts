// Series of counts on one clock, and the tree they add up in.
import { daySeconds, weekdayOf } from "../calendar-day.ts";

/** Series at one regular step, all starting together; with groups they add up to groups and these to a total. */
export interface SeriesSet {
  /** Site clock of the first step's start, in seconds since 1970-01-01T00:00 local. */
  readonly startLocalSeconds: number;
  /** 300 … 604,800; a divisor of a day, or whole days. */
  readonly stepSeconds: number;
  readonly names: readonly string[];
  /** One per series, all equally long; finite and not negative. */
  readonly values: readonly Float64Array[];
  readonly groupNames: readonly string[];
  /** Group per series; −1 = none. */
  readonly groupOf: Int32Array;
  /** Whether the series add up to a total that means something. */
  readonly isAdditive: boolean;
}

export type NodeKind = "total" | "group" | "series";

/** A node of the tree: its counts are the sum of its children's. */
export interface SeriesNode {
  readonly kind: NodeKind;
  readonly name: string;
  /** Index of the parent in the list, which comes before its children; −1 = root. */
  readonly parent: number;
  readonly values: Float64Array;
}

/** Total, groups, series, parents first; only series where nothing adds up. */
export function treeOf(set: SeriesSet): SeriesNode[] {
  const series = set.names.map((name, i) => ({ kind: "series" as const, name, values: set.values[i]! }));
  if (!set.isAdditive || series.length < 2) return series.map((node) => ({ ...node, parent: -1 }));
  const nodes: SeriesNode[] = [
    { kind: "total", name: "total", parent: -1, values: sumOf(set.values, set.values[0]!.length) },
  ];
  const groupAt = set.groupNames.map((name, group) => {
    const members = set.values.filter((_, i) => set.groupOf[i] === group);
    nodes.push({ kind: "group", name, parent: 0, values: sumOf(members, set.values[0]!.length) });
    return nodes.length - 1;
  });
  series.forEach((node, i) => {
    const group = set.groupOf[i]!;
    nodes.push({ ...node, parent: group < 0 ? 0 : groupAt[group]! });
  });
  return nodes;
}

function sumOf(values: readonly Float64Array[], length: number): Float64Array {
  const sum = new Float64Array(length);
  for (const one of values) for (let i = 0; i < length; i += 1) sum[i] = sum[i]! + one[i]!;
  return sum;
}

/**
 * The clock of the model: whole periods (a day, or the step where it is longer), of which a day's are split into steps
 * afterwards. A broken first day is left out.
 */
export interface PeriodClock {
  readonly periodSeconds: number;
  readonly stepsPerPeriod: number;
  /** Steps before the first whole period. */
  readonly skipped: number;
  /** Local day number of period 0. */
  readonly firstDay: number;
  /** Periods of a season, and the place of period 0 in it. */
  readonly cycle: number;
  readonly phase: number;
}

export function periodClock(set: SeriesSet): PeriodClock {
  const periodSeconds = Math.max(daySeconds, set.stepSeconds);
  const stepsPerPeriod = Math.round(periodSeconds / set.stepSeconds);
  const intoDay = ((set.startLocalSeconds % daySeconds) + daySeconds) % daySeconds;
  const skipped =
    stepsPerPeriod === 1 ? 0 : Math.ceil((daySeconds - intoDay) / set.stepSeconds) % stepsPerPeriod;
  const firstDay = Math.floor((set.startLocalSeconds + skipped * set.stepSeconds) / daySeconds);
  const cycle = periodSeconds === daySeconds ? 7 : 1;
  return {
    periodSeconds,
    stepsPerPeriod,
    skipped,
    firstDay,
    cycle,
    phase: cycle === 7 ? weekdayOf(firstDay) : 0,
  };
}

/** Sums of whole periods among the first `known` steps. */
export function periodSums(values: Float64Array, clock: PeriodClock, known: number): Float64Array {
  const { stepsPerPeriod, skipped } = clock;
  const count = Math.max(0, Math.floor((known - skipped) / stepsPerPeriod));
  if (stepsPerPeriod === 1) return values.slice(0, count);
  const sums = new Float64Array(count);
  for (let period = 0; period < count; period += 1) {
    let sum = 0;
    const from = skipped + period * stepsPerPeriod;
    for (let step = from; step < from + stepsPerPeriod; step += 1) sum += values[step]!;
    sums[period] = sum;
  }
  return sums;
}
