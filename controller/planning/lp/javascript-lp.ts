// javascript-lp-solver behind the LP port: a dense tableau simplex, quick on small models. It may pivot for ever on
// some infeasible models, so pivots are counted and given up at a bound; its host adds a kill timer all the same.
import type library from "javascript-lp-solver";
import { type EngineAnswer, noSolution } from "./engine.ts";
import { impliedUppers } from "./implied-bounds.ts";
import { hasIntegers, type LinearModel } from "./lp-port.ts";
import { tableauCells, tableauCellsMax } from "./solver-choice.ts";

/** The loaded library; whoever hosts the solver imports it and passes it in. */
export type JavascriptLpLibrary = Pick<typeof library, "Model">;

export const javascriptLpName = "javascript-lp-solver";

/** Pivots before a model counts as hung: a healthy solve needs one to three per row. */
export function pivotLimit(rowCount: number, columnCount: number): number {
  return 1000 + 20 * (rowCount + columnCount);
}

class TooManyPivots extends Error {}

/**
 * Solves a model with javascript-lp-solver. Values and duals are read from the final tableau: the public result rounds
 * and has no duals. Integer columns are honoured but without proof of optimality.
 */
export function solveWithJavascriptLp(lp: JavascriptLpLibrary, model: LinearModel): EngineAnswer {
  const cells = tableauCells(model);
  if (cells > tableauCellsMax) {
    const needed = `a tableau of ${Math.round((cells * 8) / 1e6)} MB`;
    return noSolution(javascriptLpName, "failed", `${needed} is over its limit`);
  }
  const solver = new lp.Model(1e-9);
  solver.usePresolve = false;
  solver.checkForCycles = false;
  const columns = addColumns(solver, model);
  const constraints = addRows(solver, model, columns);
  const tableau = solver.tableau;
  const limit = pivotLimit(solver.nConstraints, solver.nVariables);
  const pivot = tableau.pivot.bind(tableau);
  let pivots = 0;
  tableau.pivot = (row, column) => {
    pivots += 1;
    if (pivots > limit) throw new TooManyPivots();
    pivot(row, column);
  };
  let solution: ReturnType<typeof solver.solve>;
  try {
    solution = solver.solve();
  } catch (error) {
    if (!(error instanceof TooManyPivots)) throw error;
    return noSolution(javascriptLpName, "failed", `no end after ${limit} pivots`, limit);
  }
  if (!solution.feasible) return noSolution(javascriptLpName, "infeasible", "", pivots);
  if (!solution.bounded) return noSolution(javascriptLpName, "unbounded", "", pivots);

  const x = new Float64Array(model.columnCount);
  for (let j = 0; j < model.columnCount; j += 1) {
    const { variable, shift, sign, opposite } = columns[j]!;
    const value = basicValue(tableau, variable) - (opposite ? basicValue(tableau, opposite) : 0);
    x[j] = shift + sign * value;
    if (model.integer[j] === 1 && Math.abs(x[j]! - Math.round(x[j]!)) < 1e-7) x[j] = Math.round(x[j]!);
  }
  let objective = 0;
  for (let j = 0; j < model.columnCount; j += 1) objective += model.cost[j]! * x[j]!;
  const isInteger = hasIntegers(model);
  return {
    status: "optimal",
    solver: javascriptLpName,
    objective,
    x,
    rowDual: isInteger ? new Float64Array(0) : readDuals(tableau, constraints),
    iterations: pivots,
    gap: isInteger ? Infinity : NaN,
    message: "",
    ray: new Float64Array(0),
  };
}

type Solver = InstanceType<JavascriptLpLibrary["Model"]>;
type Variable = ReturnType<Solver["addVariable"]>;
type Constraint = ReturnType<Solver["smallerThan"]>;

/**
 * x = shift + sign · variable − opposite: the library's variables are all ≥ 0. A free column becomes a difference of
 * two, since the library's own unrestricted variables give wrong answers now and then.
 */
interface ShiftedColumn {
  readonly variable: Variable;
  readonly shift: number;
  readonly sign: 1 | -1;
  readonly opposite: Variable | undefined;
}

function addColumns(solver: Solver, model: LinearModel): ShiftedColumn[] {
  const isImplied = impliedUppers(model);
  return Array.from({ length: model.columnCount }, (_, j) => {
    const lower = model.lower[j]!;
    const upper = model.upper[j]!;
    const mirrored = lower === -Infinity && upper < Infinity;
    const free = lower === -Infinity && !mirrored;
    const sign = mirrored ? -1 : 1;
    const shift = mirrored ? upper : free ? 0 : lower;
    const isInteger = model.integer[j] === 1;
    const variable = solver.addVariable(sign * model.cost[j]!, `x${j}`, isInteger);
    const opposite = free ? solver.addVariable(-model.cost[j]!, `x${j}n`, isInteger) : undefined;
    if (lower > -Infinity && upper < Infinity && isImplied[j] === 0)
      solver.smallerThan(upper - lower).addTerm(1, variable);
    return { variable, shift, sign, opposite };
  });
}

interface RowConstraints {
  readonly atLeast: Constraint | undefined;
  readonly atMost: Constraint | undefined;
}

function addRows(solver: Solver, model: LinearModel, columns: readonly ShiftedColumn[]): RowConstraints[] {
  const constant = new Float64Array(model.rowCount);
  forEachEntry(model, (row, column, value) => {
    constant[row] = constant[row]! + value * columns[column]!.shift;
  });
  const constraints = Array.from({ length: model.rowCount }, (_, row): RowConstraints => {
    const lower = model.rowLower[row]!;
    const upper = model.rowUpper[row]!;
    return {
      atLeast: lower > -Infinity ? solver.greaterThan(lower - constant[row]!) : undefined,
      atMost: upper < Infinity ? solver.smallerThan(upper - constant[row]!) : undefined,
    };
  });
  forEachEntry(model, (row, column, value) => {
    const { variable, sign, opposite } = columns[column]!;
    const { atLeast, atMost } = constraints[row]!;
    atLeast?.addTerm(sign * value, variable);
    atMost?.addTerm(sign * value, variable);
    if (opposite === undefined) return;
    atLeast?.addTerm(-value, opposite);
    atMost?.addTerm(-value, opposite);
  });
  return constraints;
}

function basicValue(tableau: Solver["tableau"], variable: Variable): number {
  const row = tableau.rowByVarIndex[variable.index] ?? -1;
  return row > 0 ? tableau.matrix[row * tableau.width + tableau.rhsColumn]! : 0;
}

/** The reduced cost of a row's slack in the final cost row is the dual of its bound, up to sign. */
function readDuals(tableau: Solver["tableau"], constraints: readonly RowConstraints[]): Float64Array {
  const reducedCost = (constraint: Constraint | undefined) => {
    if (constraint === undefined) return 0;
    const column = tableau.colByVarIndex[constraint.index] ?? -1;
    return column > 0 ? tableau.matrix[tableau.costRowIndex * tableau.width + column]! : 0;
  };
  return Float64Array.from(constraints, ({ atLeast, atMost }) => reducedCost(atMost) - reducedCost(atLeast));
}

function forEachEntry(model: LinearModel, visit: (row: number, column: number, value: number) => void): void {
  for (let j = 0; j < model.columnCount; j += 1) {
    for (let k = model.columnStart[j]!; k < model.columnStart[j + 1]!; k += 1) {
      visit(model.rowIndex[k]!, j, model.value[k]!);
    }
  }
}
