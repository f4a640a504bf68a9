// What row weights prove about a model, by our own arithmetic: a bound below the least cost, or that there is no solution.
import type { LinearModel } from "./lp-port.ts";

/** Allowed violation relative to the size of the numbers that meet. */
export const tolerance = 1e-6;
/** Weights below this come from rounding. */
const weightMin = 1e-9;

export interface DualBound {
  /** No solution costs less; −Infinity with a fault. */
  readonly bound: number;
  /** Sum of the sizes of what was added up. */
  readonly scale: number;
  /** Why the weights prove nothing; empty when they do. */
  readonly fault: string;
}

/**
 * Σ dual · active row bound + Σ reduced cost · active column bound: never above the optimum (weak duality). A dual or
 * reduced cost whose sign needs an infinite bound proves nothing unless it is tiny.
 */
export function dualBound(model: LinearModel, rowDual: Float64Array): DualBound {
  return boundOf(model, rowDual, model.cost);
}

/**
 * True when the weights prove that no `x` keeps all rows and bounds: the weighted sum of the rows asks for more than the
 * columns' bounds allow (Farkas). This is the dual bound of the model without costs, which must be above 0.
 */
export function provesInfeasible(model: LinearModel, weights: Float64Array): boolean {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  if (!(largest > 0) || !Number.isFinite(largest)) return false;
  const free = new Float64Array(model.columnCount);
  // Solvers differ in the sign of their rays.
  return [1, -1].some((sign) => {
    const { bound, scale, fault } = boundOf(
      model,
      weights.map((weight) => (sign * weight) / largest),
      free,
    );
    return fault === "" && bound > weightMin * (1 + scale);
  });
}

/** True when `direction` costs less at every step and leaves no row or bound, however far one goes along it. */
export function provesUnbounded(model: LinearModel, direction: Float64Array): boolean {
  if (direction.length !== model.columnCount) return false;
  let largest = 0;
  for (const value of direction) largest = Math.max(largest, Math.abs(value));
  if (!(largest > 0) || !Number.isFinite(largest)) return false;
  let cost = 0;
  let costScale = 1;
  const activity = new Float64Array(model.rowCount);
  const scale = new Float64Array(model.rowCount).fill(1);
  for (let j = 0; j < model.columnCount; j += 1) {
    const step = direction[j]! / largest;
    if (step > tolerance && model.upper[j]! < Infinity) return false;
    if (step < -tolerance && model.lower[j]! > -Infinity) return false;
    cost += model.cost[j]! * step;
    costScale += Math.abs(model.cost[j]! * step);
    for (let k = model.columnStart[j]!; k < model.columnStart[j + 1]!; k += 1) {
      const row = model.rowIndex[k]!;
      activity[row] = activity[row]! + model.value[k]! * step;
      scale[row] = scale[row]! + Math.abs(model.value[k]! * step);
    }
  }
  if (cost > -tolerance * costScale) return false;
  return activity.every((step, row) => {
    const slack = tolerance * scale[row]!;
    return (
      (step <= slack || model.rowUpper[row] === Infinity) &&
      (step >= -slack || model.rowLower[row] === -Infinity)
    );
  });
}

function boundOf(model: LinearModel, rowDual: Float64Array, cost: Float64Array): DualBound {
  const nothing = (fault: string): DualBound => ({ bound: -Infinity, scale: 0, fault });
  if (rowDual.length !== model.rowCount) return nothing(`${rowDual.length} duals for ${model.rowCount} rows`);
  let sum = 0;
  let scale = 0;
  for (let row = 0; row < model.rowCount; row += 1) {
    const dual = rowDual[row]!;
    const bound = dual > 0 ? model.rowLower[row]! : model.rowUpper[row]!;
    if (Math.abs(dual) <= weightMin) continue;
    if (!Number.isFinite(bound * dual)) {
      return nothing(`dual of row ${model.rowName(row)} is ${dual} against no bound`);
    }
    sum += dual * bound;
    scale += Math.abs(dual * bound);
  }
  for (let j = 0; j < model.columnCount; j += 1) {
    let reduced = cost[j]!;
    let reducedScale = Math.abs(reduced) + 1;
    for (let k = model.columnStart[j]!; k < model.columnStart[j + 1]!; k += 1) {
      const term = model.value[k]! * rowDual[model.rowIndex[k]!]!;
      reduced -= term;
      reducedScale += Math.abs(term);
    }
    const bound = reduced > 0 ? model.lower[j]! : model.upper[j]!;
    if (!Number.isFinite(bound)) {
      if (Math.abs(reduced) <= tolerance * reducedScale) continue;
      return nothing(`column ${model.columnName(j)} could still improve by ${reduced}`);
    }
    sum += reduced * bound;
    scale += Math.abs(reduced * bound);
  }
  return { bound: sum, scale, fault: "" };
}
