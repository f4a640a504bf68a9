// Wall time of a run's parts, by a clock that the host hands in. It is watched and never read back: what is simulated,
// its hash and its KPIs are the same with any clock or none.
import type { LpSolution, LpSolver } from "../controller/planning/lp/lp-port.ts";
import { DurationHistogram } from "../sim/record/index.ts";

/**
 * `planning`: forecast and LPs of an epoch, with the wait for the solver; `solver`: the LPs alone; `dispatch` and
 * `traffic`: the two halves of the brain's step; `world` and `recorder`: the simulation beneath.
 */
export const runPhases = ["planning", "solver", "dispatch", "traffic", "world", "recorder"] as const;
export type RunPhase = (typeof runPhases)[number];

/** Wall time of one part. Without a call every number is 0. */
export interface PhaseTiming {
  readonly calls: number;
  readonly totalMs: number;
  readonly meanMs: number;
  /** 99 of 100 calls took no longer, within 1 %. */
  readonly p99Ms: number;
  readonly maxMs: number;
}
export type RunTimings = Readonly<Record<RunPhase, PhaseTiming>>;

export class RunTimer {
  private readonly phases: Readonly<Record<RunPhase, PhaseClock>>;
  private sinceMs = 0;

  /** `clock` gives milliseconds since any moment. */
  constructor(private readonly clock: () => number) {
    const phases = runPhases.map((phase) => [phase, new PhaseClock()] as const);
    this.phases = Object.fromEntries(phases) as Record<RunPhase, PhaseClock>;
  }

  begin(): void {
    this.sinceMs = this.clock();
  }
  /** Books the time since `begin` or the last `end` to a phase. */
  end(phase: RunPhase): void {
    const nowMs = this.clock();
    this.phases[phase].add(nowMs - this.sinceMs);
    this.sinceMs = nowMs;
  }
  /** The brain has dispatched and turns to traffic. */
  dispatched(): void {
    this.end("dispatch");
  }
  /** Awaits the work and books its time, which lies within another phase. */
  async within<T>(phase: RunPhase, work: () => Promise<T>): Promise<T> {
    const startMs = this.clock();
    try {
      return await work();
    } finally {
      this.phases[phase].add(this.clock() - startMs);
    }
  }

  timings(): RunTimings {
    return Object.fromEntries(
      runPhases.map((phase) => [phase, this.phases[phase].timing()]),
    ) as unknown as RunTimings;
  }
}

/** The same solver, its solves timed. */
export function timedSolver(solver: LpSolver, timer: RunTimer): LpSolver {
  return {
    name: solver.name,
    solve: (model): Promise<LpSolution> => timer.within("solver", () => solver.solve(model)),
    close: () => solver.close(),
  };
}

class PhaseClock {
  private readonly microseconds = new DurationHistogram();
  private calls = 0;
  private totalMs = 0;
  private maxMs = 0;

  /** Clocks of hosts that are set back count as standing still. */
  add(elapsedMs: number): void {
    const ms = Math.max(0, elapsedMs);
    this.microseconds.add(Math.min(microsecondsMax, Math.round(ms * 1000)));
    this.calls += 1;
    this.totalMs += ms;
    if (ms > this.maxMs) this.maxMs = ms;
  }
  timing(): PhaseTiming {
    if (this.calls === 0) return { calls: 0, totalMs: 0, meanMs: 0, p99Ms: 0, maxMs: 0 };
    return {
      calls: this.calls,
      totalMs: this.totalMs,
      meanMs: this.totalMs / this.calls,
      p99Ms: this.microseconds.quantile(0.99) / 1000,
      maxMs: this.maxMs,
    };
  }
}

/** Half an hour: what the histogram's whole numbers hold. */
const microsecondsMax = 1_800_000_000;
