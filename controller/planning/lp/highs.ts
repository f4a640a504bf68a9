// HiGHS (WebAssembly) behind the LP port: revised simplex and branch-and-cut with proofs; the solver of last word.
import type { Highs } from "highs";
import { type EngineAnswer, noSolution } from "./engine.ts";
import type { LinearModel } from "./lp-port.ts";

export const highsName = "highs";

/** Bound on simplex iterations: deterministic, unlike a time limit. */
const iterationLimit = 2_000_000;

/** Solves a model with a loaded HiGHS. A fresh native instance per call, so nothing leaks from solve to solve. */
export function solveWithHighs(highs: Highs, model: LinearModel): EngineAnswer {
  const hasIntegers = model.integer.some((flag) => flag === 1);
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
    ...(hasIntegers ? { integrality: Int32Array.from(model.integer) } : {}),
  });
  try {
    native.options.set({ output_flag: false, random_seed: 0, simplex_iteration_limit: iterationLimit });
    if (hasIntegers) native.options.set({ mip_rel_gap: 0, mip_abs_gap: 1e-6 });
    const codes = highs.constants.modelStatus;
    let status = native.run().modelStatus;
    if (status === codes.unboundedOrInfeasible) {
      native.options.set({ presolve: "off" });
      native.clearSolver();
      status = native.run().modelStatus;
    }
    const iterations = Number(native.info.get("simplex_iteration_count"));
    if (status === codes.infeasible) {
      const { rows, columns } = hasIntegers ? { rows: [], columns: [] } : conflict(native);
      return {
        ...noSolution(highsName, "infeasible", "", iterations),
        conflictRows: rows,
        conflictColumns: columns,
      };
    }
    if (status === codes.unbounded) return noSolution(highsName, "unbounded", "", iterations);
    if (status !== codes.optimal && status !== codes.empty) {
      return noSolution(highsName, "failed", `ended with model status ${status}`, iterations);
    }
    const solution = native.getSolution();
    const x = solution.colValue;
    let objective = 0;
    for (let j = 0; j < model.columnCount; j += 1) objective += model.cost[j]! * x[j]!;
    return {
      status: "optimal",
      solver: highsName,
      objective,
      x,
      rowDual: hasIntegers ? new Float64Array(0) : solution.rowDual,
      iterations,
      message: "",
      conflictRows: [],
      conflictColumns: [],
    };
  } finally {
    native.dispose();
  }
}

/** An irreducible set of rows and column bounds that cannot hold together, if HiGHS finds one. */
function conflict(native: ReturnType<Highs["createModel"]>) {
  try {
    // Elastic LP (2), refined until nothing can be left out (4).
    native.options.set({ iis_strategy: 6 });
    const found = native.getIis();
    return { rows: [...found.rowIndex], columns: [...found.colIndex] };
  } catch {
    return { rows: [], columns: [] };
  }
}
