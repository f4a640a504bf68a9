// How many per second, lately: from a count that only grows.

const windowMs = 2_000;

export class RateMeter {
  private from = { count: 0, ms: Number.NaN };
  private last = 0;

  /** Whole numbers, taken anew every two seconds, so that they can be read. */
  rate(count: number, nowMs: number): number {
    const { ms } = this.from;
    if (Number.isNaN(ms)) this.from = { count, ms: nowMs };
    else if (nowMs - ms >= windowMs) {
      this.last = Math.round((1_000 * (count - this.from.count)) / (nowMs - ms));
      this.from = { count, ms: nowMs };
    }
    return this.last;
  }
}
