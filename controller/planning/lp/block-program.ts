// Linear programs made of blocks: many rows Σ x = share that have no column in common, and a few rows that couple them. Slotting
// is one (a block per SKU class, its shares in the zones; volume and pick work of the zones couple them).
import type { LinearModel } from "./lp-port.ts";

/** Coupling rows beyond which a working basis of their size is too large to be kept dense. */
export const couplingRowsMax = 500;
/**
 * Columns are the model's, then three per coupling row: its slack, so that every coupling row reads entries · x = 0, and what the
 * row may be over and under its slack, fixed at 0 unless a price is put on it.
 */
export interface BlockProgram {
  readonly couplingCount: number;
  readonly blockCount: number;
  /** Columns of the model, and all; `slack(r)` = structuralCount + r, over and under follow. */
  readonly structuralCount: number;
  readonly columnCount: number;
  /** Block of each column, −1 = none. */
  readonly blockOf: Int32Array;
  readonly blockSum: Float64Array;
  /** Columns of block i: `blockColumn[blockStart[i]] … blockColumn[blockStart[i + 1] − 1]`. */
  readonly blockStart: Int32Array;
  readonly blockColumn: Int32Array;
  /** Columns without a block: the model's own, then all slacks, overs and unders. */
  readonly loose: Int32Array;
  /** Entries in coupling rows of column j: `start[j] … start[j + 1] − 1`. */
  readonly start: Int32Array;
  readonly row: Int32Array;
  readonly value: Float64Array;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** The model's row of each coupling row and of each block. */
  readonly couplingRow: Int32Array;
  readonly blockRow: Int32Array;
}

/** The model as blocks, or null where it has no such structure. */
export function findBlocks(model: LinearModel): BlockProgram | null {
  const { rowCount, columnCount: structuralCount, columnStart, rowIndex } = model;
  if (model.integer.includes(1)) return null;
  const blockIndexOf = chooseBlockRows(model);
  const blockRow: number[] = [];
  const couplingRow: number[] = [];
  const couplingOf = new Int32Array(rowCount).fill(-1);
  for (let row = 0; row < rowCount; row += 1) {
    if (blockIndexOf[row] === 1) {
      blockIndexOf[row] = blockRow.length;
      blockRow.push(row);
    } else {
      couplingOf[row] = couplingRow.length;
      couplingRow.push(row);
    }
  }
  const couplingCount = couplingRow.length;
  const blockCount = blockRow.length;
  if (couplingCount === 0 || couplingCount > couplingRowsMax) return null;
  // With fewer blocks than coupling rows there is nothing to gain.
  if (blockCount < couplingCount) return null;

  const columnCount = structuralCount + 3 * couplingCount;
  const blockOf = new Int32Array(columnCount).fill(-1);
  const blockStart = new Int32Array(blockCount + 1);
  const start = new Int32Array(columnCount + 1);
  const entryCount = columnStart[structuralCount]!;
  const row = new Int32Array(entryCount + 3 * couplingCount);
  const value = new Float64Array(entryCount + 3 * couplingCount);
  let at = 0;
  for (let j = 0; j < structuralCount; j += 1) {
    start[j] = at;
    for (let k = columnStart[j]!; k < columnStart[j + 1]!; k += 1) {
      const coupling = couplingOf[rowIndex[k]!]!;
      if (coupling < 0) blockOf[j] = blockIndexOf[rowIndex[k]!]!;
      else {
        row[at] = coupling;
        value[at] = model.value[k]!;
        at += 1;
      }
    }
    if (blockOf[j]! >= 0) blockStart[blockOf[j]! + 1] = blockStart[blockOf[j]! + 1]! + 1;
  }
  for (let j = structuralCount; j < columnCount; j += 1) {
    start[j] = at;
    row[at] = (j - structuralCount) % couplingCount;
    value[at] = -1;
    at += 1;
  }
  start[columnCount] = at;
  for (let i = 0; i < blockCount; i += 1) blockStart[i + 1] = blockStart[i + 1]! + blockStart[i]!;
  const blockColumn = new Int32Array(blockStart[blockCount]!);
  const next = blockStart.slice();
  const loose: number[] = [];
  for (let j = 0; j < columnCount; j += 1) {
    const block = blockOf[j]!;
    if (block < 0) loose.push(j);
    else {
      blockColumn[next[block]!] = j;
      next[block] = next[block]! + 1;
    }
  }
  const extend = (from: Float64Array, slack: (row: number) => number) => {
    const to = new Float64Array(columnCount);
    to.set(from);
    for (let i = 0; i < couplingCount; i += 1) to[structuralCount + i] = slack(couplingRow[i]!);
    return to;
  };
  return {
    couplingCount,
    blockCount,
    structuralCount,
    columnCount,
    blockOf,
    blockSum: Float64Array.from(blockRow, (each) => model.rowLower[each]!),
    blockStart,
    blockColumn,
    loose: Int32Array.from(loose),
    start,
    row,
    value,
    cost: extend(model.cost, () => 0),
    lower: extend(model.lower, (each) => model.rowLower[each]!),
    upper: extend(model.upper, (each) => model.rowUpper[each]!),
    couplingRow: Int32Array.from(couplingRow),
    blockRow: Int32Array.from(blockRow),
  };
}

/** 1 for rows that may be blocks: equalities of ones, taken in order, none sharing a column with one before. */
function chooseBlockRows(model: LinearModel): Int32Array {
  const { rowCount, columnCount, columnStart, rowIndex, value } = model;
  const isBlock = new Int32Array(rowCount);
  const entries = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    const sum = model.rowLower[row]!;
    if (sum === model.rowUpper[row] && Number.isFinite(sum)) isBlock[row] = 1;
  }
  for (let k = 0; k < columnStart[columnCount]!; k += 1) {
    const row = rowIndex[k]!;
    entries[row] = entries[row]! + 1;
    if (value[k] !== 1) isBlock[row] = 0;
  }
  for (let row = 0; row < rowCount; row += 1) if (entries[row] === 0) isBlock[row] = 0;
  // Of two blocks that meet in a column the later one becomes a coupling row; that may free a third, which is not looked for.
  for (let j = 0; j < columnCount; j += 1) {
    let first = -1;
    for (let k = columnStart[j]!; k < columnStart[j + 1]!; k += 1) {
      const row = rowIndex[k]!;
      if (isBlock[row] === 0) continue;
      if (first < 0) first = row;
      else if (row > first) isBlock[row] = 0;
      else {
        isBlock[first] = 0;
        first = row;
      }
    }
  }
  return isBlock;
}

/** Every `stride`-th block, by how much is at stake in it, with the coupling rows scaled to what is left of them. */
export function sampleBlocks(program: BlockProgram, stride: number): BlockProgram {
  const { blockCount, structuralCount, couplingCount, blockStart, blockColumn, blockOf, start } = program;
  const stake = new Float64Array(blockCount);
  for (let block = 0; block < blockCount; block += 1) {
    let [least, most] = [Infinity, -Infinity];
    for (let k = blockStart[block]!; k < blockStart[block + 1]!; k += 1) {
      least = Math.min(least, program.cost[blockColumn[k]!]!);
      most = Math.max(most, program.cost[blockColumn[k]!]!);
    }
    stake[block] = most - least;
  }
  const order = Array.from(stake.keys()).sort((a, b) => stake[b]! - stake[a]! || a - b);
  const newBlock = new Int32Array(blockCount).fill(-1);
  const chosen: number[] = [];
  for (let at = stride >> 1; at < blockCount; at += stride) {
    newBlock[order[at]!] = chosen.length;
    chosen.push(order[at]!);
  }
  const columns: number[] = [];
  const before = new Float64Array(couplingCount);
  const after = new Float64Array(couplingCount);
  for (let j = 0; j < program.columnCount; j += 1) {
    const block = blockOf[j]!;
    const isKept = block < 0 || newBlock[block]! >= 0;
    if (isKept) columns.push(j);
    if (block < 0) continue;
    for (let k = start[j]!; k < start[j + 1]!; k += 1) {
      const size = Math.abs(program.value[k]!);
      before[program.row[k]!] = before[program.row[k]!]! + size;
      if (isKept) after[program.row[k]!] = after[program.row[k]!]! + size;
    }
  }
  const keptCount = columns.length - 3 * couplingCount;
  const share = (column: number) => {
    const row = column - structuralCount;
    return row < 0 || row >= couplingCount || before[row] === 0 ? 1 : after[row]! / before[row]!;
  };
  const newStart = new Int32Array(columns.length + 1);
  for (const [at, j] of columns.entries()) newStart[at + 1] = newStart[at]! + start[j + 1]! - start[j]!;
  const row = new Int32Array(newStart[columns.length]!);
  const value = new Float64Array(row.length);
  const sampleStart = new Int32Array(chosen.length + 1);
  const newBlockOf = new Int32Array(columns.length).fill(-1);
  for (const [at, j] of columns.entries()) {
    row.set(program.row.subarray(start[j]!, start[j + 1]!), newStart[at]!);
    value.set(program.value.subarray(start[j]!, start[j + 1]!), newStart[at]!);
    if (blockOf[j]! < 0) continue;
    const block = newBlock[blockOf[j]!]!;
    newBlockOf[at] = block;
    sampleStart[block + 1] = sampleStart[block + 1]! + 1;
  }
  for (let i = 0; i < chosen.length; i += 1) sampleStart[i + 1] = sampleStart[i + 1]! + sampleStart[i]!;
  const sampleColumn = new Int32Array(sampleStart[chosen.length]!);
  const next = sampleStart.slice();
  const loose: number[] = [];
  for (const [at, block] of newBlockOf.entries()) {
    if (block < 0) loose.push(at);
    else {
      sampleColumn[next[block]!] = at;
      next[block] = next[block]! + 1;
    }
  }
  return {
    couplingCount,
    blockCount: chosen.length,
    structuralCount: keptCount,
    columnCount: columns.length,
    blockOf: newBlockOf,
    blockSum: Float64Array.from(chosen, (block) => program.blockSum[block]!),
    blockStart: sampleStart,
    blockColumn: sampleColumn,
    loose: Int32Array.from(loose),
    start: newStart,
    row,
    value,
    cost: Float64Array.from(columns, (j) => program.cost[j]!),
    lower: Float64Array.from(columns, (j) => program.lower[j]! * share(j)),
    upper: Float64Array.from(columns, (j) => program.upper[j]! * share(j)),
    couplingRow: program.couplingRow,
    blockRow: Int32Array.from(chosen, (block) => program.blockRow[block]!),
  };
}
