// How far a robot's clock is from ours. It is measured and told, and used for nothing but the end of leases, which robots read
// off their own clocks: whether a state is fresh is judged by when it came.

/** States looked back on: drifting clocks move on. */
const samplesMax = 32;

export class ClockWatch {
  private readonly samples: number[] = [];

  /** A state came: `robotMs` is the robot's time in it, `nowMs` our own when it came. */
  take(robotMs: number | null, nowMs: number): void {
    if (robotMs === null) return;
    this.samples.push(robotMs - nowMs);
    if (this.samples.length > samplesMax) this.samples.shift();
  }
  /**
   * Milliseconds that the robot's clock is ahead; negative: behind. Null: not known. Every message is late by some time and
   * none is early, so the least late one is the best to know it by.
   */
  get offsetMs(): number | null {
    return this.samples.length === 0 ? null : Math.max(...this.samples);
  }
  /** Begins anew: the robot has been off. */
  reset(): void {
    this.samples.length = 0;
  }
}
