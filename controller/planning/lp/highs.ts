// HiGHS (WebAssembly) behind the LP port: revised simplex and branch-and-cut with proofs; the solver of last word.
import type { Highs } from "highs";
import { type EngineAnswer, noSolution } from "./engine.ts";
import { hasIntegers, type LinearModel } from "./lp-port.ts";

export const highsName = "highs";

/** Bounds on simplex iterations and on branch-and-cut nodes: deterministic, unlike a time limit. */
const iterationLimit = 2_000_000;
const nodeLimit = 50_000;

type Native = ReturnType<Highs["createModel"]>;

/** Solves a model with a loaded HiGHS. A fresh native instance per call, so nothing leaks from solve to solve. */
export function solveWithHighs(highs: Highs, model: LinearModel): EngineAnswer {
  const isInteger = hasIntegers(model);
  const native = highs.createModel({
    numCols: model.columnCount,
    numRows: model.rowCount,
    colCost: model.cost,
    colLower: model.lower,
    colUpper: model.upper,
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: {
      format: "csc",
      numRows: model.rowCount,
      numCols: model.columnCount,
      starts: model.columnStart,
      indices: model.rowIndex,
      values: model.value,
    },
    ...(isInteger ? { integrality: Int32Array.from(model.integer) } : {}),
  });
  try {
    native.options.set({ output_flag: false, random_seed: 0, simplex_iteration_limit: iterationLimit });
    if (isInteger) native.options.set({ mip_rel_gap: 0, mip_abs_gap: 1e-6, mip_max_nodes: nodeLimit });
    const codes = highs.constants.modelStatus;
    let status = native.run().modelStatus;
    if (status === codes.unboundedOrInfeasible) {
      native.options.set({ presolve: "off" });
      native.clearSolver();
      status = native.run().modelStatus;
    }
    if (status === codes.unboundedOrInfeasible && model.cost.some((cost) => cost !== 0)) {
      // Integer models stay undecided: without costs nothing is unbounded, so a solution decides it.
      const start = solveWithHighs(highs, { ...model, cost: new Float64Array(model.columnCount) });
      return start.status === "optimal" ? noSolution(highsName, "unbounded", "", start.iterations) : start;
    }
    const iterations = Number(native.info.get("simplex_iteration_count"));
    if (status === codes.infeasible) {
      const ray = isInteger ? undefined : proof(() => native.getDualRay());
      return { ...noSolution(highsName, "infeasible", "", iterations), ...(ray && { ray }) };
    }
    if (status === codes.unbounded) {
      const ray = isInteger ? undefined : proof(() => native.getPrimalRay());
      return { ...noSolution(highsName, "unbounded", "", iterations), ...(ray && { ray }) };
    }
    const isProven = status === codes.optimal || status === codes.empty;
    // Branch-and-cut that came to its bound may have found something all the same.
    const isFound = isProven || (isInteger && Number(native.info.get("primal_solution_status")) === 2);
    if (!isFound) return noSolution(highsName, "failed", `ended with model status ${status}`, iterations);
    return readAnswer(native, model, isProven ? "optimal" : "feasible", iterations);
  } finally {
    native.dispose();
  }
}

function readAnswer(
  native: Native,
  model: LinearModel,
  status: "optimal" | "feasible",
  iterations: number,
): EngineAnswer {
  const isInteger = hasIntegers(model);
  const { colValue: x, rowDual } = native.getSolution();
  let objective = 0;
  for (let j = 0; j < model.columnCount; j += 1) objective += model.cost[j]! * x[j]!;
  return {
    status,
    solver: highsName,
    objective,
    x,
    rowDual: isInteger ? new Float64Array(0) : rowDual,
    iterations,
    gap: isInteger ? Math.max(0, Number(native.info.get("mip_gap"))) : NaN,
    message: status === "optimal" ? "" : `not proved best within ${nodeLimit} nodes`,
    ray: new Float64Array(0),
  };
}

/** HiGHS throws where it has no ray; then there is no proof. */
function proof(get: () => { readonly values: Float64Array } | undefined): Float64Array | undefined {
  try {
    return get()?.values;
  } catch {
    return undefined;
  }
}
