// Durations counted in buckets that widen with the duration: quantiles of any number of orders in fixed memory.

/** Steps below this have a bucket each; above, every doubling is cut into this many buckets (within 0.8 %). */
const fineSteps = 128;
const bucketCount = 25 * fineSteps;

export class DurationHistogram {
  private readonly buckets = new Float64Array(bucketCount);
  private count = 0;
  private sum = 0;

  add(steps: number): void {
    this.buckets[bucketOf(steps)]! += 1;
    this.count += 1;
    this.sum += steps;
  }
  clear(): void {
    this.buckets.fill(0);
    this.count = 0;
    this.sum = 0;
  }
  /** Mean in steps, exact; NaN without a duration. */
  mean(): number {
    return this.sum / this.count;
  }
  /** Smallest duration that at least `share` of all durations do not exceed, in steps, within 1 %; NaN without one. */
  quantile(share: number): number {
    if (this.count === 0) return Number.NaN;
    const wanted = Math.max(1, Math.ceil(share * this.count));
    let seen = 0;
    for (let bucket = 0; bucket < bucketCount; bucket += 1) {
      seen += this.buckets[bucket]!;
      if (seen >= wanted) return middleOf(bucket);
    }
    return middleOf(bucketCount - 1);
  }

  /** What has been added since an earlier state of this histogram. */
  since(earlier: HistogramState): DurationHistogram {
    const later = new DurationHistogram();
    for (let bucket = 0; bucket < bucketCount; bucket += 1) {
      later.buckets[bucket] = this.buckets[bucket]! - earlier.buckets[bucket]!;
    }
    later.count = this.count - earlier.count;
    later.sum = this.sum - earlier.sum;
    return later;
  }

  snapshot(): HistogramState {
    return { buckets: this.buckets.slice(), count: this.count, sum: this.sum };
  }
  restore(state: HistogramState): void {
    this.buckets.set(state.buckets);
    this.count = state.count;
    this.sum = state.sum;
  }
}

export interface HistogramState {
  readonly buckets: Float64Array;
  readonly count: number;
  readonly sum: number;
}

function bucketOf(steps: number): number {
  if (steps < fineSteps) return Math.max(0, steps);
  const doublings = 24 - Math.clz32(steps);
  return fineSteps * doublings + (steps >>> doublings);
}

function middleOf(bucket: number): number {
  if (bucket < 2 * fineSteps) return bucket;
  const doublings = Math.floor(bucket / fineSteps) - 1;
  const low = (bucket - fineSteps * doublings) << doublings;
  return low + ((1 << doublings) - 1) / 2;
}
