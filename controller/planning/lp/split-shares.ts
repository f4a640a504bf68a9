// Shares that cost something beyond what they are now: x with a row x − m ≤ a and a price on m. As what stays (up to a) and
// what comes in beyond it, both are columns of x's own block, and the rows are gone. Slotting has one per class and zone.
import type { EngineAnswer } from "./engine.ts";
import type { LinearModel } from "./lp-port.ts";

export interface SplitModel {
  /** As many columns: where x was is what stays, where m was is what comes in. */
  readonly model: LinearModel;
  /** An answer about it as one about the model before. */
  recover(answer: EngineAnswer): EngineAnswer;
}

/** A row x − m ≤ a. */
interface Move {
  readonly row: number;
  readonly share: number;
  readonly moved: number;
}

/** The model with its shares split, or null where it has none. */
export function splitShares(model: LinearModel): SplitModel | null {
  const moves = findMoves(model);
  if (moves.length === 0) return null;
  const { rowCount, columnCount, columnStart, rowIndex } = model;
  const isGone = new Uint8Array(rowCount);
  const shareOf = new Int32Array(columnCount).fill(-1);
  const cost = model.cost.slice();
  const lower = model.lower.slice();
  const upper = model.upper.slice();
  for (const { row, share, moved } of moves) {
    const stays = Math.min(model.rowUpper[row]!, model.upper[share]!);
    isGone[row] = 1;
    shareOf[moved] = share;
    cost[moved] = cost[moved]! + cost[share]!;
    upper[share] = stays;
    upper[moved] = model.upper[share]! - stays;
  }
  const keptRow = new Int32Array(rowCount).fill(-1);
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    if (isGone[row] === 1) continue;
    keptRow[row] = rows.length;
    rows.push(row);
  }
  const start = new Int32Array(columnCount + 1);
  const index: number[] = [];
  const value: number[] = [];
  const placeOf = new Int32Array(rows.length).fill(-1);
  for (let j = 0; j < columnCount; j += 1) {
    for (const from of shareOf[j]! < 0 ? [j] : [j, shareOf[j]!]) {
      for (let k = columnStart[from]!; k < columnStart[from + 1]!; k += 1) {
        const row = keptRow[rowIndex[k]!]!;
        if (row < 0) continue;
        const place = placeOf[row]!;
        if (place >= start[j]!) value[place] = value[place]! + model.value[k]!;
        else {
          placeOf[row] = value.length;
          index.push(row);
          value.push(model.value[k]!);
        }
      }
    }
    start[j + 1] = value.length;
  }
  const split: LinearModel = {
    ...model,
    rowCount: rows.length,
    cost,
    lower,
    upper,
    rowLower: Float64Array.from(rows, (row) => model.rowLower[row]!),
    rowUpper: Float64Array.from(rows, (row) => model.rowUpper[row]!),
    columnStart: start,
    rowIndex: Int32Array.from(index),
    value: Float64Array.from(value),
    rowName: (row) => model.rowName(rows[row]!),
  };
  const prices = (own: Float64Array, isRay: boolean) => allPrices(model, split, moves, rows, own, isRay);
  return {
    model: split,
    recover(answer) {
      if (answer.status === "infeasible") return { ...answer, ray: prices(answer.ray, true) };
      if (answer.status !== "optimal") return answer;
      const x = answer.x.slice();
      for (const { share, moved } of moves) x[share] = x[share]! + x[moved]!;
      return { ...answer, x, rowDual: prices(answer.rowDual, false) };
    },
  };
}

/**
 * Rows of just a share and what is moved of it, where moving more than needed is never of use: it costs nothing less, and only
 * fills rows that have a limit above.
 */
function findMoves(model: LinearModel): Move[] {
  const { rowCount, columnCount, columnStart, rowIndex, value } = model;
  const share = new Int32Array(rowCount).fill(-1);
  const moved = new Int32Array(rowCount).fill(-1);
  const entries = new Int32Array(rowCount);
  const isOnlyCost = new Uint8Array(columnCount).fill(1);
  for (let j = 0; j < columnCount; j += 1) {
    let negatives = 0;
    if (model.cost[j]! < 0 || model.lower[j] !== 0 || model.upper[j] !== Infinity) isOnlyCost[j] = 0;
    for (let k = columnStart[j]!; k < columnStart[j + 1]!; k += 1) {
      const row = rowIndex[k]!;
      entries[row] = entries[row]! + 1;
      if (value[k] === 1) share[row] = j;
      if (value[k] === -1) moved[row] = j;
      if (value[k]! < 0) negatives += 1;
      else if (model.rowLower[row]! > -Infinity) isOnlyCost[j] = 0;
    }
    if (negatives !== 1) isOnlyCost[j] = 0;
  }
  const isSplit = new Uint8Array(columnCount);
  const moves: Move[] = [];
  for (let row = 0; row < rowCount; row += 1) {
    const [x, m, stays] = [share[row]!, moved[row]!, model.rowUpper[row]!];
    if (entries[row] !== 2 || x < 0 || m < 0 || isOnlyCost[m] === 0) continue;
    if (
      model.rowLower[row]! > -Infinity ||
      stays === Infinity ||
      !(model.lower[x]! >= 0 && model.lower[x]! <= stays)
    )
      continue;
    if (isSplit[x] === 1 || isSplit[m] === 1) continue;
    isSplit[x] = 1;
    isSplit[m] = 1;
    moves.push({ row, share: x, moved: m });
  }
  return moves;
}

/** Prices of all rows from those of the rows that were kept: a move's row has what staying would still gain. */
function allPrices(
  model: LinearModel,
  split: LinearModel,
  moves: readonly Move[],
  rows: readonly number[],
  own: Float64Array,
  isRay: boolean,
): Float64Array {
  const price = new Float64Array(model.rowCount);
  for (const [at, row] of rows.entries()) price[row] = own[at]!;
  const reduced = (column: number) => {
    let sum = isRay ? 0 : split.cost[column]!;
    for (let k = split.columnStart[column]!; k < split.columnStart[column + 1]!; k += 1) {
      sum -= split.value[k]! * own[split.rowIndex[k]!]!;
    }
    return sum;
  };
  for (const { row, share, moved } of moves) {
    // A share that may not be more than what is there anyway is held by its own bound.
    if (model.rowUpper[row]! >= model.upper[share]!) continue;
    const [stay, come] = [reduced(share), reduced(moved)];
    price[row] = Math.min(0, come < 0 ? stay - come : stay);
  }
  return price;
}
