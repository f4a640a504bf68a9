// The smallest value of a sweep that reaches a target, and how sure that is.
import type { KpiReport } from "../../sim/record/index.ts";
import { deviation, mean, tQuantile } from "../statistics.ts";

export interface Target {
  readonly kpi: keyof KpiReport;
  readonly atLeast: boolean;
  readonly bound: number;
}

/** Mean over the seeds and the half width of its 95 % t-interval (NaN below two seeds). */
export function meanWithHalfWidth(values: readonly number[]): {
  readonly mean: number;
  readonly half: number;
} {
  const known = values.filter(Number.isFinite);
  const half =
    known.length < 2
      ? Number.NaN
      : (tQuantile(0.95, known.length - 1) * deviation(known)) / Math.sqrt(known.length);
  return { mean: mean(known), half };
}

export interface Reached {
  /** Index of the first point whose mean reaches the target, −1 = none. */
  readonly byMean: number;
  /** Index of the first point whose whole 95 % interval does, −1 = none. */
  readonly surely: number;
  /** Index of the first point whose 95 % interval touches the target: by chance it may be this one already; −1 = none. */
  readonly perhaps: number;
  /** Index of the first point behind `byMean` whose mean misses the target again, −1 = none: more is not always better. */
  readonly fallsBack: number;
}

/** `points[i]` holds the KPI's values of the i-th point, one per seed; points go from the cheapest to the dearest. */
export function firstReaching(points: readonly (readonly number[])[], target: Target): Reached {
  const reaches = (value: number) => (target.atLeast ? value >= target.bound : value <= target.bound);
  const all = points.map(meanWithHalfWidth);
  const byMean = all.findIndex((point) => reaches(point.mean));
  return {
    byMean,
    surely: all.findIndex(({ mean: centre, half }) =>
      reaches(target.atLeast ? centre - half : centre + half),
    ),
    perhaps: all.findIndex(({ mean: centre, half }) =>
      reaches(target.atLeast ? centre + half : centre - half),
    ),
    fallsBack: byMean < 0 ? -1 : all.findIndex((point, i) => i > byMean && !reaches(point.mean)),
  };
}
