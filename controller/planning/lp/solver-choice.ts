// The one rule that says which solver a model goes to first, and which models the tableau solver is not given at all.
import { blocksOf } from "./block-engine.ts";
import { impliedUppers } from "./implied-bounds.ts";
import { hasIntegers, type LinearModel } from "./lp-port.ts";

/** `auto`: by the size of the model; a named solver goes first whatever the size, the others where it fails. */
export const solverPreferences = ["auto", "highs", "javascript-lp-solver", "block-simplex"] as const;
export type SolverPreference = (typeof solverPreferences)[number];

/**
 * Cells of a dense tableau up to which the tableau solver is the faster one; measured, HiGHS 1.15.3 overtakes
 * javascript-lp-solver 1.0.3 at about 240 rows × 4,000 columns and at 1,600 × 2,700.
 */
export const tableauCellLimit = 1_000_000;

/** Cells beyond which the tableau solver refuses: 640 MB, and half as much again while it grows. */
export const tableauCellsMax = 80_000_000;

/**
 * Cells of the dense tableau: a row per finite side of a row and per column with two finite bounds, one of which no row implies;
 * a column per column.
 */
export function tableauCells(model: LinearModel): number {
  let rows = 1;
  let columns = 1 + model.columnCount;
  const isImplied = impliedUppers(model);
  for (let row = 0; row < model.rowCount; row += 1) {
    rows += (model.rowLower[row]! > -Infinity ? 1 : 0) + (model.rowUpper[row]! < Infinity ? 1 : 0);
  }
  for (let j = 0; j < model.columnCount; j += 1) {
    const hasLower = model.lower[j]! > -Infinity;
    const hasUpper = model.upper[j]! < Infinity;
    if (hasLower && hasUpper && isImplied[j] === 0) rows += 1;
    if (!hasLower && !hasUpper) columns += 1;
  }
  return rows * columns;
}

/** Blocks per coupling row from which the block simplex is the faster one. */
const blocksPerCouplingRow = 3;

export type EngineRole = "tableau" | "revised" | "blocks";

/**
 * Engines in the order in which they are asked. Integer models go to the revised engine, since the others cannot prove them;
 * models of at most `tableauCellLimit` cells to the tableau; larger ones made of blocks to the block simplex; all others to
 * the revised engine. The revised engine has the last word but one, where a tableau may still answer.
 */
export function engineOrder(
  model: LinearModel,
  preference: SolverPreference = "auto",
): readonly EngineRole[] {
  switch (preference) {
    case "javascript-lp-solver":
      return ["tableau", "revised"];
    case "highs":
      return ["revised", "tableau"];
    case "block-simplex":
      return ["blocks", "revised", "tableau"];
    case "auto":
      break;
  }
  if (hasIntegers(model)) return ["revised", "tableau"];
  if (tableauCells(model) <= tableauCellLimit) return ["tableau", "revised"];
  const blocks = blocksOf(model);
  return blocks !== null && blocks.blockCount >= blocksPerCouplingRow * blocks.couplingCount
    ? ["blocks", "revised", "tableau"]
    : ["revised", "tableau"];
}
