// The models a forecast is measured against, each as the textbooks have it.
import { math } from "../../../sim/kernel/index.ts";
import { lastSeason, seasonalNaive } from "./members.ts";
import { emptyForecast, type PointModel, type SeriesView } from "./view.ts";

/** Mean of the last four steps at the same place of the season. */
const lastFour: PointModel = {
  name: "last-4",
  predict({ values, cycle }, horizon) {
    const forecast = emptyForecast(horizon);
    for (let k = 0; k < horizon; k += 1) {
      let step = values.length + k - cycle;
      while (step >= values.length) step -= cycle;
      let sum = 0;
      let count = 0;
      for (; step >= 0 && count < 4; step -= cycle) {
        sum += values[step]!;
        count += 1;
      }
      forecast[k] = count > 0 ? sum / count : 0;
    }
    return forecast;
  },
};

/** A grid is enough: the sum of squares is flat around its minimum. */
const alphas = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7];
const gammas = [0.02, 0.05, 0.1, 0.2, 0.35];

/** Exponential smoothing with additive season, without trend: ETS(A,N,A), parameters by least squares (Hyndman et al. 2008). */
const ets: PointModel = {
  name: "ets",
  predict(view, horizon) {
    const { values, cycle } = view;
    if (values.length < 2 * cycle + 1) return lastSeason(view, horizon);
    let best: { error: number; level: number; season: Float64Array } = {
      error: Number.POSITIVE_INFINITY,
      level: 0,
      season: new Float64Array(cycle),
    };
    for (const alpha of alphas) {
      for (const gamma of cycle > 1 ? gammas : [0]) {
        const fit = smooth(values, cycle, alpha, gamma);
        if (fit.error < best.error) best = fit;
      }
    }
    return Float64Array.from({ length: horizon }, (_, k) =>
      Math.max(0, best.level + best.season[(values.length + k) % cycle]!),
    );
  },
};

function smooth(
  values: Float64Array,
  cycle: number,
  alpha: number,
  gamma: number,
): { error: number; level: number; season: Float64Array } {
  let level = 0;
  for (let step = 0; step < 2 * cycle; step += 1) level += values[step]! / (2 * cycle);
  const season = new Float64Array(cycle);
  if (cycle > 1) {
    for (let step = 0; step < cycle; step += 1) {
      season[step] = (values[step]! + values[step + cycle]!) / 2 - level;
    }
  }
  let error = 0;
  for (let step = 0; step < values.length; step += 1) {
    const place = step % cycle;
    const surprise = values[step]! - level - season[place]!;
    error += surprise * surprise;
    level += alpha * surprise;
    season[place] = season[place]! + gamma * (1 - alpha) * surprise;
  }
  return { error, level, season };
}

/** Theta (Assimakopoulos and Nikolopoulos 2000) on the multiplicatively de-seasonalised series: smoothing plus half its trend. */
const theta: PointModel = {
  name: "theta",
  predict(view, horizon) {
    const { values, cycle } = view;
    const count = values.length;
    if (count < 2 * cycle + 1) return lastSeason(view, horizon);
    const season = multiplicativeSeason(view);
    const adjusted = values.map((value, step) =>
      season[step % cycle]! > 0 ? value / season[step % cycle]! : 0,
    );
    const used = Array.from({ length: count }, (_, step) => step).filter((step) => season[step % cycle]! > 0);
    const slope = slopeOf(used.map((step) => adjusted[step]!));
    let best = { error: Number.POSITIVE_INFINITY, level: 0, alpha: 0.1 };
    for (const alpha of alphas) {
      let level = adjusted[used[0] ?? 0] ?? 0;
      let error = 0;
      for (const step of used) {
        const surprise = adjusted[step]! - level;
        error += surprise * surprise;
        level += alpha * surprise;
      }
      if (error < best.error) best = { error, level, alpha };
    }
    const drift = (1 - math.pow(1 - best.alpha, used.length)) / best.alpha;
    const open = used.length / count;
    return Float64Array.from({ length: horizon }, (_, k) =>
      Math.max(0, (best.level + (slope / 2) * (k * open + drift)) * season[(count + k) % cycle]!),
    );
  },
};

/** Mean ratio to the centred moving average, mean 1. */
function multiplicativeSeason({ values, cycle }: SeriesView): Float64Array {
  const season = new Float64Array(cycle).fill(1);
  if (cycle === 1) return season;
  const half = cycle >> 1;
  const counts = new Float64Array(cycle);
  season.fill(0);
  for (let step = half; step + half < values.length; step += 1) {
    let sum = 0;
    for (let other = step - half; other <= step + half; other += 1) sum += values[other]!;
    if (sum <= 0) continue;
    const place = step % cycle;
    season[place] = season[place]! + (values[step]! * (2 * half + 1)) / sum;
    counts[place] = counts[place]! + 1;
  }
  const ratios = season.map((sum, place) => (counts[place]! > 0 ? sum / counts[place]! : 1));
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / cycle;
  return ratios.map((ratio) => ratio / mean);
}

function slopeOf(values: readonly number[]): number {
  const count = values.length;
  const middle = (count - 1) / 2;
  let together = 0;
  let alone = 0;
  values.forEach((value, i) => {
    together += (i - middle) * value;
    alone += (i - middle) * (i - middle);
  });
  return alone > 0 ? together / alone : 0;
}

/** In the order in which reports show them. */
export const baselines: readonly PointModel[] = [seasonalNaive, lastFour, ets, theta];
