// The one door to linear programming. A model is built once in sparse form and handed to whichever solver.

/** minimise cost · x subject to rowLower ≤ A x ≤ rowUpper and lower ≤ x ≤ upper. Use ±Infinity for open sides. */
export interface LinearModel {
  readonly name: string;
  readonly columnCount: number;
  readonly rowCount: number;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 = integer column. */
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Column-compressed matrix: entries of column j are `columnStart[j] … columnStart[j + 1] − 1`. */
  readonly columnStart: Int32Array;
  readonly rowIndex: Int32Array;
  readonly value: Float64Array;
  readonly columnName: (column: number) => string;
  readonly rowName: (row: number) => string;
}

/**
 * `feasible`: `x` keeps every bound and row, but nobody proved that there is no better one; only integer models end
 * like that. `failed`: no solver had an answer that stood the check.
 */
export type LpStatus = "optimal" | "feasible" | "infeasible" | "unbounded" | "failed";

export interface LpSolution {
  readonly status: LpStatus;
  readonly solver: string;
  readonly objective: number;
  readonly x: Float64Array;
  /** Change of the objective per unit of a row's active bound; empty for integer models or where a solver has none. */
  readonly rowDual: Float64Array;
  readonly iterations: number;
  /**
   * How far the objective may be above the least one, as a share of it: for LPs from the duals, by our own arithmetic; for
   * integer models from the solver's bound. NaN without a solution, Infinity without a bound.
   */
  readonly gap: number;
  /** Why not optimal, or which solver was given up and why; empty otherwise. */
  readonly message: string;
}

/** Solves within a bound or says why not; never throws for an unsolvable model and never blocks the run. */
export interface LpSolver {
  readonly name: string;
  solve(model: LinearModel): Promise<LpSolution>;
  close(): Promise<void>;
}

export function hasIntegers(model: LinearModel): boolean {
  return model.integer.includes(1);
}
