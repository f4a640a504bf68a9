// Whether so much of what a robot says cannot be taken that somebody should look.

const windowMs = 60_000;
/** One now and then is a flaw of a robot's; so many in a minute are a stranger, another release or a broken robot. */
const manyInWindow = 10;

export class RefusalRate {
  /** Times of the newest refusals, oldest first. */
  private readonly recentMs: number[] = [];

  take(nowMs: number): void {
    this.recentMs.push(nowMs);
    if (this.recentMs.length > manyInWindow) this.recentMs.shift();
  }
  /** Ten and more within the last minute. */
  isMany(nowMs: number): boolean {
    return this.recentMs.length === manyInWindow && nowMs - this.recentMs[0]! <= windowMs;
  }
}
