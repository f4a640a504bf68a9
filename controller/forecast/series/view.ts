// What a point model sees of one series at a forecast origin, and what every point model is.

/** One series of counts up to its last known step. */
export interface SeriesView {
  /** Counts per step, oldest first, finite and not negative. */
  readonly values: Float64Array;
  /** 1 = an ordinary step; 0 = closed, missing or part of a festival: a model must not learn its level from it. */
  readonly ordinary: Uint8Array;
  /** Steps of one season: 7 for daily steps, 1 where there is none. */
  readonly cycle: number;
  /** Place in the season of step 0, `0 … cycle − 1`. */
  readonly phase: number;
}

/** Expected counts of the `horizon` steps after the last known one, as if all of them were ordinary. */
export interface PointModel {
  readonly name: string;
  predict(view: SeriesView, horizon: number): Float64Array;
}

/** The same series as it was known `steps` steps earlier. */
export function earlier(view: SeriesView, length: number): SeriesView {
  return { ...view, values: view.values.subarray(0, length), ordinary: view.ordinary.subarray(0, length) };
}

/** Place in the season of a step. */
export function seasonOf(view: SeriesView, step: number): number {
  return (view.phase + step) % view.cycle;
}

export function emptyForecast(horizon: number): Float64Array {
  return new Float64Array(horizon);
}
