// Upper bounds that say nothing new: shares that add up to 1 need no bound of 1 each.
import type { LinearModel } from "./lp-port.ts";

/**
 * 1 for columns whose upper bound follows from a row: no entry of the row is negative, no column in it may be, and what the row
 * may be at most divided by the column's entry is within its bound.
 */
export function impliedUppers(model: LinearModel): Uint8Array {
  const { rowCount, columnCount, columnStart, rowIndex, value, lower, upper, rowUpper } = model;
  const isSum = new Uint8Array(rowCount).fill(1);
  for (let j = 0; j < columnCount; j += 1) {
    for (let k = columnStart[j]!; k < columnStart[j + 1]!; k += 1) {
      if (value[k]! < 0 || lower[j]! < 0) isSum[rowIndex[k]!] = 0;
    }
  }
  const isImplied = new Uint8Array(columnCount);
  for (let j = 0; j < columnCount; j += 1) {
    for (let k = columnStart[j]!; k < columnStart[j + 1]!; k += 1) {
      const row = rowIndex[k]!;
      if (isSum[row] === 1 && rowUpper[row]! <= upper[j]! * value[k]!) isImplied[j] = 1;
    }
  }
  return isImplied;
}
