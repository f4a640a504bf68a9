// One solver library as the strategy sees it: it may be slow, wrong or silent; whoever hosts it puts the bound on it.
import type { LinearModel, LpSolution } from "./lp-port.ts";

/** A solver's own claim about a model, not yet checked. Plain data: it crosses workers. */
export interface EngineAnswer extends LpSolution {
  /**
   * What proves a claim that there is no best solution; empty where the engine has no proof. `infeasible`: a weight per
   * row, so that the weighted rows contradict the columns' bounds (Farkas). `unbounded`: a direction per column.
   */
  readonly ray: Float64Array;
}

/** Answers within its bound, with status `failed` when it had no answer by then. Never rejects. */
export interface LpEngine {
  readonly name: string;
  solve(model: LinearModel): Promise<EngineAnswer>;
  close(): Promise<void>;
}

/** An answer without a solution. */
export function noSolution(
  solver: string,
  status: "infeasible" | "unbounded" | "failed",
  message: string,
  iterations = 0,
): EngineAnswer {
  return {
    status,
    solver,
    objective: NaN,
    x: new Float64Array(0),
    rowDual: new Float64Array(0),
    iterations,
    gap: NaN,
    message,
    ray: new Float64Array(0),
  };
}
