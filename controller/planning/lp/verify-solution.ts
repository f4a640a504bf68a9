// Checks an answer against the model alone: bounds, rows, integrality, objective and, where duals are given, optimality.
import type { LinearModel, LpSolution } from "./lp-port.ts";

/** Allowed violation relative to the size of the numbers that meet in a row. */
const tolerance = 1e-6;

/**
 * What is wrong with a claimed optimum, first fault first; empty when it holds. With duals the gap between the primal
 * and the dual objective is bounded too (weak duality), which proves optimality without trusting the solver.
 */
export function verifySolution(model: LinearModel, solution: LpSolution): readonly string[] {
  const { x } = solution;
  if (x.length !== model.columnCount) return [`${x.length} values for ${model.columnCount} columns`];
  const faults: string[] = [];
  const columnFault = firstColumnFault(model, x);
  if (columnFault !== undefined) return [columnFault];

  const activity = new Float64Array(model.rowCount);
  const scale = new Float64Array(model.rowCount).fill(1);
  let objective = 0;
  let objectiveScale = 1;
  for (let j = 0; j < model.columnCount; j += 1) {
    objective += model.cost[j]! * x[j]!;
    objectiveScale += Math.abs(model.cost[j]! * x[j]!);
    for (let k = model.columnStart[j]!; k < model.columnStart[j + 1]!; k += 1) {
      const row = model.rowIndex[k]!;
      const term = model.value[k]! * x[j]!;
      activity[row] = activity[row]! + term;
      scale[row] = scale[row]! + Math.abs(term);
    }
  }
  for (let row = 0; row < model.rowCount; row += 1) {
    const slack = tolerance * scale[row]!;
    if (activity[row]! < model.rowLower[row]! - slack || activity[row]! > model.rowUpper[row]! + slack) {
      const bounds = `${model.rowLower[row]}..${model.rowUpper[row]}`;
      faults.push(`row ${model.rowName(row)} is ${activity[row]}, outside ${bounds}`);
      break;
    }
  }
  if (!(Math.abs(objective - solution.objective) <= tolerance * objectiveScale)) {
    faults.push(`objective is ${objective}, not the claimed ${solution.objective}`);
  }
  if (faults.length === 0 && solution.rowDual.length > 0) {
    const fault = optimalityFault(model, solution.rowDual, objective, objectiveScale);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

function firstColumnFault(model: LinearModel, x: Float64Array): string | undefined {
  for (let j = 0; j < model.columnCount; j += 1) {
    const value = x[j]!;
    const slack = tolerance * (1 + Math.abs(value));
    const name = model.columnName(j);
    if (!Number.isFinite(value)) return `column ${name} is ${value}`;
    if (value < model.lower[j]! - slack || value > model.upper[j]! + slack) {
      return `column ${name} is ${value}, outside ${model.lower[j]}..${model.upper[j]}`;
    }
    if (model.integer[j] === 1 && Math.abs(value - Math.round(value)) > slack) {
      return `column ${name} is ${value}, not an integer`;
    }
  }
  return undefined;
}

/**
 * The dual objective is Σ dual · active row bound + Σ reduced cost · active column bound; it never exceeds the optimum.
 * A dual or reduced cost whose sign needs an infinite bound proves nothing unless it is tiny.
 */
function optimalityFault(
  model: LinearModel,
  rowDual: Float64Array,
  objective: number,
  objectiveScale: number,
): string | undefined {
  if (rowDual.length !== model.rowCount) return `${rowDual.length} duals for ${model.rowCount} rows`;
  let dualObjective = 0;
  let scale = objectiveScale;
  for (let row = 0; row < model.rowCount; row += 1) {
    const dual = rowDual[row]!;
    const bound = dual > 0 ? model.rowLower[row]! : model.rowUpper[row]!;
    if (Math.abs(dual) <= 1e-9) continue;
    if (!Number.isFinite(bound * dual))
      return `dual of row ${model.rowName(row)} is ${dual} against no bound`;
    dualObjective += dual * bound;
    scale += Math.abs(dual * bound);
  }
  for (let j = 0; j < model.columnCount; j += 1) {
    let reduced = model.cost[j]!;
    let reducedScale = Math.abs(reduced) + 1;
    for (let k = model.columnStart[j]!; k < model.columnStart[j + 1]!; k += 1) {
      const term = model.value[k]! * rowDual[model.rowIndex[k]!]!;
      reduced -= term;
      reducedScale += Math.abs(term);
    }
    if (Math.abs(reduced) <= tolerance * reducedScale) continue;
    const bound = reduced > 0 ? model.lower[j]! : model.upper[j]!;
    if (!Number.isFinite(bound)) return `column ${model.columnName(j)} could still improve by ${reduced}`;
    dualObjective += reduced * bound;
    scale += Math.abs(reduced * bound);
  }
  if (objective - dualObjective > 10 * tolerance * scale) {
    return `objective ${objective} is above the dual bound ${dualObjective}`;
  }
  return undefined;
}
