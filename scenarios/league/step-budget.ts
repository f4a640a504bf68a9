// How the time of one decision is shared out: assignment, improvement, and a reserve for what follows them without looking
// at the clock. The reserve grows with what that took of late: on a busy machine everything takes longer.

/** Assignment stops improving at this share of the limit. */
const assignmentShare = 0.25;
/** The reserve is at least and at most this share of the limit, and so many times the slowest end seen. */
const reserveShareMin = 0.1;
const reserveShareMax = 0.5;
const reserveFactor = 1.5;
/** What is left of the slowest end from one decision to the next. */
const memory = 0.95;
/** With this share of the reserve left, robots that have not been planned for keep to what was planned before. */
const lastCallShare = 0.6;
/** Traffic gets at least this share of the limit, even where that makes the decision late. */
const trafficShareMin = 0.25;
/** Decisions in which only robots without a task are matched, after one whose assignment took too long. */
const hurriedDecisions = 4;

export class StepBudget {
  /** Moments by the clock; without a limit they never come. */
  assignUntilMs = Number.POSITIVE_INFINITY;
  improveUntilMs = Number.POSITIVE_INFINITY;
  lastCallMs = Number.POSITIVE_INFINITY;
  private startedMs = 0;
  private slowestEndMs = 0;
  private hurried = 0;
  private isInTime = false;

  /** `limitMs`: 0 = none. */
  constructor(private readonly limitMs: number) {}

  /** Is there only time to match robots without a task? */
  get isHurried(): boolean {
    return this.hurried > 0;
  }
  /** Time kept for the end of a decision. */
  get reserveMs(): number {
    const { limitMs, slowestEndMs } = this;
    const wanted = Math.min(reserveShareMax * limitMs, reserveFactor * slowestEndMs);
    return Math.max(reserveShareMin * limitMs, wanted);
  }

  begin(nowMs: number): void {
    this.startedMs = nowMs;
    if (this.limitMs === 0) return;
    const { limitMs, reserveMs } = this;
    this.assignUntilMs = nowMs + assignmentShare * limitMs;
    this.improveUntilMs = nowMs + limitMs - reserveMs;
    this.lastCallMs = nowMs + limitMs - lastCallShare * reserveMs;
  }

  /** The assignment is done. A slow one must not take all the time from traffic step after step: rather late than standing for ever. */
  assigned(nowMs: number): void {
    if (this.limitMs === 0) return;
    if (this.hurried > 0) this.hurried -= 1;
    else if (nowMs - this.startedMs > 2 * assignmentShare * this.limitMs) this.hurried = hurriedDecisions;
    this.isInTime = nowMs < this.improveUntilMs;
    this.lastCallMs = Math.max(this.lastCallMs, nowMs + trafficShareMin * this.limitMs);
  }

  /** The decision is made: what came after the end of its improvement is learned from. */
  end(nowMs: number): void {
    if (this.limitMs === 0) return;
    const endMs = this.isInTime ? Math.max(0, nowMs - this.improveUntilMs) : 0;
    this.slowestEndMs = Math.max(endMs, memory * this.slowestEndMs);
  }
}
