// A robot's own clock: it may be hours off, run fast or slow, or be set while the robot is on. Leases end by it.

export interface ClockFault {
  /** Milliseconds ahead of the true time at the start; negative: behind. */
  readonly offsetMs: number;
  /** Parts per million that it runs fast; negative: slow. */
  readonly driftPpm?: number;
}

export class RobotClock {
  private sinceMs: number;

  constructor(
    private fault: ClockFault,
    nowMs: number,
  ) {
    this.sinceMs = nowMs;
  }

  /** What the robot takes for the time, whole milliseconds. */
  read(nowMs: number): number {
    const { offsetMs, driftPpm = 0 } = this.fault;
    return Math.round(nowMs + offsetMs + ((nowMs - this.sinceMs) * driftPpm) / 1e6);
  }
  set(fault: ClockFault, nowMs: number): void {
    this.fault = fault;
    this.sinceMs = nowMs;
  }
}
