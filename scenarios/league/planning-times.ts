// Planning time per decision: mean, 99th percentile and maximum over a run, and a short mean for progress.

const recentDecisions = 20;

export class PlanningTimes {
  private readonly ms: Float64Array;
  private count = 0;

  /** `decisions` at most are added. */
  constructor(decisions: number) {
    this.ms = new Float64Array(decisions);
  }

  add(ms: number): void {
    this.ms[this.count] = ms;
    this.count += 1;
  }

  /** Mean of the last decisions, ms; 0 before the first. */
  recentMean(): number {
    return mean(this.ms.subarray(Math.max(0, this.count - recentDecisions), this.count));
  }

  summary(): { readonly mean: number; readonly p99: number; readonly max: number } {
    const sorted = this.ms.slice(0, this.count).sort();
    const last = sorted.length - 1;
    return {
      mean: mean(sorted),
      p99: sorted[Math.min(last, Math.ceil(sorted.length * 0.99) - 1)] ?? 0,
      max: sorted[last] ?? 0,
    };
  }
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
