// Makes one plan in this thread, with the solvers in threads of their own.
import { setImmediate } from "node:timers/promises";
import type { SolverPreference } from "../../controller/planning/lp/index.ts";
import { createNodeLpSolver } from "../../devices/solver/node/index.ts";
import { makePlan, type PlanJob, type PlanResult } from "../make-plan.ts";

export interface PlanHost {
  readonly preference: SolverPreference;
  /** Wall clock, ms. */
  readonly clock: () => number;
  readonly onStep: (step: number) => void;
  readonly signal: AbortSignal;
}

/** Failures come back as a result. */
export async function hostPlan(
  job: PlanJob,
  { preference, clock, onStep, signal }: PlanHost,
): Promise<PlanResult> {
  const solver = createNodeLpSolver({ preference });
  try {
    return await makePlan(job, {
      solver,
      clock,
      onStep: (step) => {
        onStep(step);
        return signal.aborted;
      },
      breathe: () => setImmediate(),
    });
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  } finally {
    await solver.close();
  }
}
