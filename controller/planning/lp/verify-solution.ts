// Checks an answer against the model alone: bounds, rows, integrality, objective and, where duals are given, optimality.
import { dualBound, tolerance } from "./dual-bound.ts";
import type { LinearModel, LpSolution } from "./lp-port.ts";

/** How far from a whole number an integer column may be, whatever its size. */
const integerTolerance = 1e-5;

export interface CheckedSolution {
  /** What is wrong with the answer, first fault first; empty when it holds. */
  readonly faults: readonly string[];
  /** Objective over the dual bound, as a share of it; Infinity without duals, NaN with faults. */
  readonly gap: number;
}

/** The faults of `checkSolution` alone. */
export function verifySolution(model: LinearModel, solution: LpSolution): readonly string[] {
  return checkSolution(model, solution).faults;
}

/**
 * Checks a claimed solution. With duals the gap between the primal and the dual objective is bounded too (weak duality),
 * which proves optimality without trusting the solver.
 */
export function checkSolution(model: LinearModel, solution: LpSolution): CheckedSolution {
  const { x } = solution;
  const wrong = (fault: string): CheckedSolution => ({ faults: [fault], gap: NaN });
  if (x.length !== model.columnCount) return wrong(`${x.length} values for ${model.columnCount} columns`);
  const faults: string[] = [];
  const columnFault = firstColumnFault(model, x);
  if (columnFault !== undefined) return wrong(columnFault);

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
  if (faults.length > 0) return { faults, gap: NaN };
  if (solution.rowDual.length === 0) return { faults, gap: Infinity };
  const dual = dualBound(model, solution.rowDual);
  if (dual.fault !== "") return wrong(dual.fault);
  if (objective - dual.bound > 10 * tolerance * (objectiveScale + dual.scale)) {
    return wrong(`objective ${objective} is above the dual bound ${dual.bound}`);
  }
  return { faults, gap: relativeGap(objective, dual.bound) };
}

/** (objective − bound) ÷ |bound|, 0 where they meet; against an objective near 0 the difference itself. */
export function relativeGap(objective: number, bound: number): number {
  return Math.max(0, objective - bound) / Math.max(1, Math.abs(bound));
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
    if (model.integer[j] === 1 && Math.abs(value - Math.round(value)) > integerTolerance) {
      return `column ${name} is ${value}, not an integer`;
    }
  }
  return undefined;
}
