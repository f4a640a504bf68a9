// How long to wait before the next attempt: doubled each time, and never the same for two pages.

export const backOffFirstMs = 500;
export const backOffMostMs = 20_000;

export class BackOff {
  private tries = 0;

  constructor(private readonly random: () => number = Math.random) {}

  /** Milliseconds from now: half of the step is fixed, half is chance. */
  next(): number {
    const step = Math.min(backOffMostMs, backOffFirstMs * 2 ** this.tries);
    this.tries += 1;
    return step / 2 + (step / 2) * this.random();
  }
  reset(): void {
    this.tries = 0;
  }
}
