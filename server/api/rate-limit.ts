// How often each caller may come: the generic cell rate algorithm (ITU-T I.371), time passed in, callers bounded.

export interface RateLimitOptions {
  readonly perSecond: number;
  readonly burst: number;
  /** Callers remembered; the longest silent are forgotten first. */
  readonly callersMax?: number;
}

export class RateLimit {
  /** When the next request of a caller would be due if all came evenly; longest silent first. */
  private readonly dueMs = new Map<string, number>();

  constructor(private readonly options: RateLimitOptions) {}

  /** Milliseconds to wait; 0 = go on, and it has been counted. */
  take(caller: string, nowMs: number): number {
    const { perSecond, burst, callersMax = 10_000 } = this.options;
    const stepMs = 1000 / perSecond;
    const due = Math.max(this.dueMs.get(caller) ?? nowMs, nowMs);
    const waitMs = due - nowMs - (burst - 1) * stepMs;
    if (waitMs > 0) return waitMs;
    this.dueMs.delete(caller);
    this.dueMs.set(caller, due + stepMs);
    if (this.dueMs.size > callersMax) this.dueMs.delete(this.dueMs.keys().next().value!);
    return 0;
  }
}
