// The members of the committee: damped-trend levels of several speeds on the de-seasonalised ordinary steps, and last season again.
import { math } from "../../../sim/kernel/index.ts";
import { seasonProfile } from "./season.ts";
import { emptyForecast, type PointModel, type SeriesView, seasonOf } from "./view.ts";

/** Share of a surprise that goes into the trend, of what goes into the level; what is left of the trend after a step. */
const trendShare = 0.1;
const trendDamping = 0.9;
/** The largest surprise believed at once, as a ratio: a spike moves no level by more than this. */
const surpriseMax = 1.8;
/** Steps looked back on. */
const memorySteps = 400;

/** Level gains of the committee: slow, middling, quick. */
const gains = [0.1, 0.2, 0.3];

/** All members' forecasts of one view; they share the profile, which is most of the work. */
export function committeeForecasts(view: SeriesView, horizon: number): (Float64Array | null)[] {
  const profile = seasonProfile(view);
  return [
    ...gains.map((gain) => levelForecast(view, horizon, gain, profile)),
    lastSeason(view, horizon),
    yearAgo(view, horizon, profile),
  ];
}

/** Names of the members in their order; `year-ago` takes part only where the history reaches back far enough. */
export const memberNames = ["slow level", "level", "quick level", "last season", "year ago"] as const;
export const memberCount = memberNames.length;

/** Robust damped trend (Holt with Huber's bound) on log counts divided by the season's profile. */
function levelForecast(view: SeriesView, horizon: number, gain: number, profile: Float64Array): Float64Array {
  const { values, ordinary } = view;
  const end = values.length;
  const bound = math.log(surpriseMax);
  const starts: number[] = [];
  let level = Number.NaN;
  let trend = 0;
  for (let step = Math.max(0, end - memorySteps); step < end; step += 1) {
    const factor = profile[seasonOf(view, step)]!;
    if (ordinary[step] === 0 || factor === 0) continue;
    const actual = math.log((values[step]! + 0.5) / factor);
    if (starts.length < 5) {
      starts.push(actual);
      level = [...starts].sort((a, b) => a - b)[starts.length >> 1]!;
      continue;
    }
    const expected = level + trendDamping * trend;
    const surprise = Math.max(-bound, Math.min(bound, actual - expected));
    level = expected + gain * surprise;
    trend = trendDamping * trend + gain * trendShare * surprise;
  }
  const forecast = emptyForecast(horizon);
  if (Number.isNaN(level)) return forecast;
  let drift = 0;
  let damping = 1;
  for (let k = 0; k < horizon; k += 1) {
    damping *= trendDamping;
    drift += damping * trend;
    const factor = profile[seasonOf(view, end + k)]!;
    forecast[k] = Math.max(0, math.exp(level + drift) - 0.5) * factor;
  }
  return forecast;
}

/** The last ordinary step at the same place of the season; the last ordinary one at all where there is none. */
export function lastSeason(view: SeriesView, horizon: number): Float64Array {
  const { values, ordinary, cycle } = view;
  const forecast = emptyForecast(horizon);
  for (let k = 0; k < horizon; k += 1) {
    let step = values.length + k - cycle;
    while (step >= values.length || (step >= 0 && ordinary[step] === 0)) step -= cycle;
    if (step < 0) {
      step = values.length - 1;
      while (step > 0 && ordinary[step] === 0) step -= 1;
    }
    forecast[k] = step >= 0 ? values[step]! : 0;
  }
  return forecast;
}

/** Seasons of a year, and the seasons that must lie before the year that is looked back on. */
const seasonsOfYear = 52;
const seasonsBeforeYear = 4;

/**
 * The season just past times how demand went on from here a year ago (52 weeks: the same weekday), without its spikes:
 * `null` with less than 56 seasons of history or no season.
 */
function yearAgo(view: SeriesView, horizon: number, profile: Float64Array): Float64Array | null {
  const { values, cycle } = view;
  const end = values.length;
  const back = seasonsOfYear * cycle;
  if (cycle === 1 || end < back + seasonsBeforeYear * cycle) return null;
  const now = seasonLevel(view, profile, end - cycle, end);
  const then = seasonLevel(view, profile, end - back - cycle, end - back);
  if (!(now > 0) || !(then > 0)) return null;
  const half = cycle >> 1;
  const forecast = emptyForecast(horizon);
  for (let k = 0; k < horizon; k += 1) {
    const at = end - back + k;
    const around = seasonLevel(view, profile, at - half, Math.min(end, at - half + cycle));
    const growth = around > 0 ? Math.min(growthMax, Math.max(1 / growthMax, around / then)) : 1;
    forecast[k] = now * growth * profile[seasonOf(view, end + k)]!;
  }
  return forecast;
}
/** Growth from one season to the next that is still believed to come again. */
const growthMax = 2;

/** Mean of the ordinary steps of a stretch, each divided by its factor; 0 where none is ordinary. */
function seasonLevel(view: SeriesView, profile: Float64Array, from: number, to: number): number {
  let sum = 0;
  let factors = 0;
  for (let step = Math.max(0, from); step < to; step += 1) {
    if (view.ordinary[step] === 0) continue;
    sum += view.values[step]!;
    factors += profile[seasonOf(view, step)]!;
  }
  return factors > 0 ? sum / factors : 0;
}

export const seasonalNaive: PointModel = { name: "seasonal-naive", predict: lastSeason };
