// Where a run's start stops showing: MSER-5 (White, Cobb and Spratt 2000) on a series of equal periods.

/** Periods that go into one batch mean. */
export const mserBatch = 5;

/**
 * How many of the first periods to leave out so that the mean of the rest is known best: the cut with the least standard error of
 * the batch means behind it. At most half of the series is ever cut; where the best cut lies at that bound the run is too short
 * to tell, and `settled` is false.
 */
export function mser5(values: ArrayLike<number>): { readonly cut: number; readonly settled: boolean } {
  const batches = Math.floor(values.length / mserBatch);
  const means = Array.from({ length: batches }, (_, batch) => {
    let sum = 0;
    for (let i = 0; i < mserBatch; i += 1) sum += values[batch * mserBatch + i]!;
    return sum / mserBatch;
  });
  const last = Math.floor(batches / 2);
  let best = 0;
  let bestError = Number.POSITIVE_INFINITY;
  for (let cut = 0; cut <= last && cut < batches; cut += 1) {
    const rest = means.slice(cut);
    const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
    const squares = rest.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    const error = squares / (rest.length * rest.length);
    if (error >= bestError) continue;
    best = cut;
    bestError = error;
  }
  return { cut: best * mserBatch, settled: batches > 1 && best < last };
}
