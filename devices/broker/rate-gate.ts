// How long a message has to wait so that a rate is kept: the generic cell rate algorithm (ITU-T I.371), time passed in.

export class RateGate {
  /** When the next message would be due if all came evenly. */
  private dueMs = -Infinity;

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
  ) {}

  /** Takes one message; milliseconds until it may go on, 0 within the burst. Later ones never go before earlier ones. */
  take(nowMs: number): number {
    const stepMs = 1000 / this.perSecond;
    this.dueMs = Math.max(this.dueMs, nowMs) + stepMs;
    return Math.max(0, this.dueMs - nowMs - this.burst * stepMs);
  }
}
