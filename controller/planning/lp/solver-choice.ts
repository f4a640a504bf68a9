// The one rule that says which solver a model goes to first, and which models the tableau solver is not given at all.
import { hasIntegers, type LinearModel } from "./lp-port.ts";

/** `auto`: by the size of the model; a named solver goes first whatever the size, the other one where it fails. */
export const solverPreferences = ["auto", "highs", "javascript-lp-solver"] as const;
export type SolverPreference = (typeof solverPreferences)[number];

/**
 * Cells of a dense tableau up to which the tableau solver is the faster one; measured, HiGHS 1.15.3 overtakes
 * javascript-lp-solver 1.0.3 at about 240 rows × 4,000 columns and at 1,600 × 2,700.
 */
export const tableauCellLimit = 1_000_000;

/** Cells beyond which the tableau solver refuses: 400 MB, of which it makes a second copy while it grows. */
export const tableauCellsMax = 50_000_000;

/** Cells of the dense tableau: a row per finite side of a row and per column with two finite bounds, a column per column. */
export function tableauCells(model: LinearModel): number {
  let rows = 1;
  let columns = 1 + model.columnCount;
  for (let row = 0; row < model.rowCount; row += 1) {
    rows += (model.rowLower[row]! > -Infinity ? 1 : 0) + (model.rowUpper[row]! < Infinity ? 1 : 0);
  }
  for (let j = 0; j < model.columnCount; j += 1) {
    const hasLower = model.lower[j]! > -Infinity;
    const hasUpper = model.upper[j]! < Infinity;
    if (hasLower && hasUpper) rows += 1;
    if (!hasLower && !hasUpper) columns += 1;
  }
  return rows * columns;
}

/**
 * True when the tableau engine goes first: a model without integers of at most `tableauCellLimit` cells. Integer models
 * go to the revised engine, since the tableau engine cannot prove them.
 */
export function tableauGoesFirst(model: LinearModel, preference: SolverPreference = "auto"): boolean {
  if (preference !== "auto") return preference === "javascript-lp-solver";
  return !hasIntegers(model) && tableauCells(model) <= tableauCellLimit;
}
