// The profile of a season (a week of days): how each place stands to the steps around it, robustly.
import { math } from "../../../sim/kernel/index.ts";
import { median } from "../level.ts";
import { type SeriesView, seasonOf } from "./view.ts";

/** A place below this share of the middle one counts as closed: it is not part of the level. */
export const closedShare = 0.08;
/** Seasons looked back on, and the age in seasons at which a season counts half. */
const seasonsMax = 13;
const halfLifeSeasons = 6;
/** Seasons of evidence for "as every other place" that a place's own record is weighed against. */
const priorSeasons = 1;

/**
 * Factor per place of the season, mean 1; 0 where the site is closed. Each ordinary step is compared on the log scale with
 * the ordinary steps of the season around it; a place's factor is the Huber mean of these, younger ones weighing more,
 * drawn towards 1 while there are few. `view.cycle` entries.
 */
export function seasonProfile(view: SeriesView): Float64Array {
  const { values, ordinary, cycle } = view;
  const factors = new Float64Array(cycle).fill(1);
  if (cycle === 1) return factors;
  const isOpen = openPlaces(view);
  const end = values.length;
  const half = cycle >> 1;
  const logs = Float64Array.from(values, (value) => math.log(value + 0.5));
  const ratios: { at: number; ratio: number }[][] = Array.from({ length: cycle }, () => []);
  for (let step = Math.max(0, end - seasonsMax * cycle); step < end; step += 1) {
    const place = seasonOf(view, step);
    if (!isOpen[place] || ordinary[step] === 0) continue;
    const from = Math.max(0, Math.min(step - half, end - cycle));
    let sum = 0;
    let count = 0;
    for (let other = from; other < Math.min(end, from + cycle); other += 1) {
      if (ordinary[other] === 0 || !isOpen[seasonOf(view, other)]) continue;
      sum += logs[other]!;
      count += 1;
    }
    if (2 * count > cycle) ratios[place]!.push({ at: step, ratio: logs[step]! - sum / count });
  }
  for (let place = 0; place < cycle; place += 1) {
    const seen = ratios[place]!;
    if (!isOpen[place]) factors[place] = 0;
    else if (seen.length > 0) {
      const evidence = seen.length / (seen.length + priorSeasons);
      factors[place] = math.exp(evidence * huberMean(seen, end, halfLifeSeasons * cycle));
    }
  }
  const mean = factors.reduce((sum, factor) => sum + factor, 0) / cycle;
  return mean > 0 ? factors.map((factor) => factor / mean) : factors.fill(1);
}

function openPlaces(view: SeriesView): boolean[] {
  const { values, ordinary, cycle } = view;
  const seen: number[][] = Array.from({ length: cycle }, () => []);
  for (let step = Math.max(0, values.length - 26 * cycle); step < values.length; step += 1) {
    if (ordinary[step] === 1) seen[seasonOf(view, step)]!.push(values[step]!);
  }
  const levels = seen.map(
    (place) => place.reduce((sum, value) => sum + value, 0) / Math.max(1, place.length),
  );
  const usual = levels.reduce((sum, level) => sum + level, 0) / cycle;
  return levels.map((level, place) => seen[place]!.length < 2 || level >= closedShare * usual);
}

function huberMean(seen: readonly { at: number; ratio: number }[], end: number, halfLife: number): number {
  const ages = seen.map(({ at }) => math.exp((-Math.LN2 * (end - at)) / halfLife));
  let weights = ages;
  let mean = 0;
  for (let round = 0; round < 4; round += 1) {
    let sum = 0;
    let total = 0;
    seen.forEach(({ ratio }, i) => {
      sum += weights[i]! * ratio;
      total += weights[i]!;
    });
    mean = sum / total;
    const spread = 1.4826 * median(seen.map(({ ratio }) => Math.abs(ratio - mean))) + 1e-6;
    weights = ages.map(
      (age, i) => age * Math.min(1, (1.5 * spread) / Math.max(Math.abs(seen[i]!.ratio - mean), 1e-9)),
    );
  }
  return mean;
}
