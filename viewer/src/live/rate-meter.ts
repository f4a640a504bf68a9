// Messages per second over the last seconds, in a handful of counters.

const windowSeconds = 10;

export class RateMeter {
  private readonly counts = new Uint32Array(windowSeconds + 1);
  private second = Number.NaN;
  private firstMs = Number.NaN;

  add(nowMs: number, count = 1): void {
    this.turn(nowMs);
    this.counts[this.second % this.counts.length]! += count;
  }
  /** Mean of the last whole seconds, fewer at the beginning; the one in progress does not count. */
  perSecond(nowMs: number): number {
    if (Number.isNaN(this.firstMs)) return 0;
    this.turn(nowMs);
    const whole = Math.min(windowSeconds, this.second - Math.floor(this.firstMs / 1000));
    if (whole < 1) return 0;
    let sum = 0;
    for (let back = 1; back <= whole; back += 1) {
      sum += this.counts[(this.second - back) % this.counts.length]!;
    }
    return sum / whole;
  }

  private turn(nowMs: number): void {
    const second = Math.floor(nowMs / 1000);
    if (Number.isNaN(this.second)) {
      this.firstMs = nowMs;
      this.second = second;
    }
    const passed = Math.min(second - this.second, this.counts.length);
    for (let next = 1; next <= passed; next += 1) this.counts[(this.second + next) % this.counts.length] = 0;
    // A clock that was set back does not turn the counters back.
    if (second > this.second) this.second = second;
  }
}
