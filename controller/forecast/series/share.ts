// Slow series: their share of what they are part of, times the forecast of that. Their own record is too thin for a level.
import { math } from "../../../sim/kernel/index.ts";
import type { ForecastError } from "./quantiles.ts";

/** Age in periods at which a count says half as much of the share. */
const halfLife = 14;
/** Periods looked back on. */
const periodsMax = 84;
/** Counts of evidence that the share rests on at least: those of an even split. */
const priorCounts = 0.5;
/** Dispersion of a slow series around its share before anything is known, and the periods this counts for. */
const dispersionPrior = 0.3;
const priorPeriods = 14;
const dispersionMax = 9;

export interface Share {
  /** Part of the parent's count, 0 … 1. */
  readonly share: number;
  readonly error: ForecastError;
}

/** Learns a child's share of its parent from the ordinary periods of both; `siblings` = children of the parent. */
export function learnShare(
  child: Float64Array,
  parent: Float64Array,
  ordinary: Uint8Array,
  siblings: number,
): Share {
  const fade = math.exp(-Math.LN2 / halfLife);
  const from = Math.max(0, child.length - periodsMax);
  let own = priorCounts;
  let all = priorCounts * siblings;
  let excess = 0;
  let seen = 0;
  for (let period = from; period < child.length; period += 1) {
    if (ordinary[period] === 0 || parent[period] === 0) continue;
    const expected = (own / all) * parent[period]!;
    // The first periods only build the share.
    if (period - from >= halfLife && expected > 0) {
      const error = child[period]! - expected;
      excess += (error * error - expected) / (expected * expected + expected);
      seen += 1;
    }
    own = fade * own + child[period]!;
    all = fade * all + parent[period]!;
  }
  const dispersion = (priorPeriods * dispersionPrior + excess) / (priorPeriods + seen);
  return {
    share: Math.min(1, own / all),
    error: { dispersion: Math.min(dispersionMax, Math.max(0, dispersion)), scores: new Float64Array(0) },
  };
}
