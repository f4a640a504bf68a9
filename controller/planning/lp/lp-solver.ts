// The strategy over two engines: which goes first, checking every answer, and what to do when one is wrong or silent.
import type { EngineAnswer, LpEngine } from "./engine.ts";
import type { LinearModel, LpSolution, LpSolver } from "./lp-port.ts";
import { verifySolution } from "./verify-solution.ts";

export interface LpEngines {
  /** Quick on small models, may be wrong or silent. */
  readonly tableau: LpEngine;
  /** Slower to start, proves what it says. */
  readonly revised: LpEngine;
}

/**
 * Cells of a dense tableau up to which the tableau solver is the faster one; measured, HiGHS 1.15.3 overtakes
 * javascript-lp-solver 1.0.3 at about 240 rows × 4,000 columns and at 1,600 × 2,700.
 */
export const tableauCellLimit = 1_000_000;

/** True when the tableau engine goes first: a pure LP whose dense tableau, with a row per finite upper bound, is small. */
export function tableauGoesFirst(model: LinearModel): boolean {
  let rows = 0;
  for (let row = 0; row < model.rowCount; row += 1) {
    rows += (model.rowLower[row]! > -Infinity ? 1 : 0) + (model.rowUpper[row]! < Infinity ? 1 : 0);
  }
  for (let j = 0; j < model.columnCount; j += 1) {
    if (model.integer[j] === 1) return false;
    if (model.lower[j]! > -Infinity && model.upper[j]! < Infinity) rows += 1;
  }
  return (rows + 1) * (model.columnCount + 1) <= tableauCellLimit;
}

/**
 * An LP solver made of two engines. Small LPs go to the tableau engine first, all others and every integer model to the
 * revised one. Each answer is checked against the model; a wrong or missing answer, and any claim of the tableau
 * engine that there is no solution, sends the model to the other engine. Integer models are never left to the tableau
 * engine, which cannot prove them.
 */
export function createLpSolver(engines: LpEngines): LpSolver {
  async function solve(model: LinearModel): Promise<LpSolution> {
    const isInteger = model.integer.some((flag) => flag === 1);
    const order = tableauGoesFirst(model)
      ? [engines.tableau, engines.revised]
      : isInteger
        ? [engines.revised]
        : [engines.revised, engines.tableau];
    const refusals: string[] = [];
    for (const engine of order) {
      const answer = await engine.solve(model);
      if (answer.status === "optimal") {
        const faults = verifySolution(model, answer);
        if (faults.length === 0) return toSolution(answer, refusals.join("; "));
        refusals.push(`${engine.name} was wrong: ${faults[0]}`);
      } else if (answer.status === "failed") {
        refusals.push(`${engine.name} gave no answer: ${answer.message}`);
      } else if (engine === engines.revised) {
        return toSolution(answer, [describeClaim(model, answer), ...refusals].join("; "));
      } else {
        refusals.push(`${engine.name} claimed ${answer.status}`);
      }
    }
    return {
      status: "failed",
      solver: "none",
      objective: NaN,
      x: new Float64Array(0),
      rowDual: new Float64Array(0),
      iterations: 0,
      message: refusals.join("; "),
    };
  }
  return {
    name: `${engines.tableau.name}, ${engines.revised.name}`,
    solve,
    close: async () => {
      await Promise.all([engines.tableau.close(), engines.revised.close()]);
    },
  };
}

function toSolution(answer: EngineAnswer, message: string): LpSolution {
  const { status, solver, objective, x, rowDual, iterations } = answer;
  return { status, solver, objective, x, rowDual, iterations, message };
}

/** Which rows and bounds cannot hold together, by name; at most eight of each. */
function describeClaim(model: LinearModel, answer: EngineAnswer): string {
  if (answer.status === "unbounded") return `${model.name} has no least cost: some column may grow for ever`;
  const rows = answer.conflictRows.slice(0, 8).map((row) => {
    return `${model.rowName(row)} in ${model.rowLower[row]}..${model.rowUpper[row]}`;
  });
  const columns = answer.conflictColumns.slice(0, 8).map((column) => {
    return `${model.columnName(column)} in ${model.lower[column]}..${model.upper[column]}`;
  });
  const conflict = [...rows, ...columns].join(", ");
  return conflict === ""
    ? `${model.name} has no solution`
    : `${model.name} has no solution: these cannot hold together: ${conflict}`;
}
