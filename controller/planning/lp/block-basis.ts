// The basis of a block program (generalized upper bounds, Dantzig and Van Slyke 1967): one basic column per block is its key
// and stands for the block's row; the others form a working basis no larger than the number of coupling rows, kept as its
// dense inverse. Column p of the working basis is the p-th basic column less the key of its block.
import { assert } from "../../../sim/kernel/index.ts";
import type { BlockProgram } from "./block-program.ts";

/** Below this a pivot would ruin the inverse. */
const pivotMin = 1e-11;

export class BlockBasis {
  /** Basic columns without keys, by place. */
  readonly basic: Int32Array;
  /** Key column of each block. */
  readonly key: Int32Array;
  /** −1 = not basic, −2 = key, otherwise its place. */
  readonly placeOf: Int32Array;
  /** Inverses updated since the last `invert`. */
  updates = 0;
  /** Entry of place p and coupling row r: `inverse[r * size + p]`. */
  private readonly inverse: Float64Array;
  private readonly work: Float64Array;
  private readonly size: number;

  constructor(private readonly program: BlockProgram) {
    const size = program.couplingCount;
    this.size = size;
    this.basic = new Int32Array(size).fill(-1);
    this.key = new Int32Array(program.blockCount).fill(-1);
    this.placeOf = new Int32Array(program.columnCount).fill(-1);
    this.inverse = new Float64Array(size * size);
    this.work = new Float64Array(size * size);
  }

  setKey(block: number, column: number): void {
    this.key[block] = column;
    this.placeOf[column] = -2;
  }
  setBasic(place: number, column: number): void {
    this.basic[place] = column;
    this.placeOf[column] = place;
  }

  /** Changes of the basic columns per unit of `column`, with the key of its block going down: into `direction`. */
  solve(column: number, direction: Float64Array): void {
    direction.fill(0);
    this.addSolved(column, 1, direction);
    const block = this.program.blockOf[column]!;
    if (block >= 0) this.addSolved(this.key[block]!, -1, direction);
  }

  /** Adds inverse · right, for a full right side over coupling rows. */
  solveFull(right: Float64Array, into: Float64Array): void {
    const { size, inverse } = this;
    into.fill(0);
    for (let r = 0; r < size; r += 1) {
      const factor = right[r]!;
      if (factor === 0) continue;
      const from = r * size;
      for (let p = 0; p < size; p += 1) into[p] = into[p]! + factor * inverse[from + p]!;
    }
  }

  /** Prices of coupling rows from costs by column: into `price`. */
  prices(cost: Float64Array, price: Float64Array): void {
    const { size, inverse, basic, key, program } = this;
    const net = this.work.subarray(0, size);
    for (let p = 0; p < size; p += 1) {
      const block = program.blockOf[basic[p]!]!;
      net[p] = cost[basic[p]!]! - (block >= 0 ? cost[key[block]!]! : 0);
    }
    for (let r = 0; r < size; r += 1) {
      let sum = 0;
      for (let p = 0; p < size; p += 1) sum += net[p]! * inverse[r * size + p]!;
      price[r] = sum;
    }
  }

  /** Adds `factor` times the row of a place to prices. */
  addRow(place: number, factor: number, price: Float64Array): void {
    const { size, inverse } = this;
    for (let r = 0; r < size; r += 1) price[r] = price[r]! + factor * inverse[r * size + place]!;
  }

  /** Puts `column` into a place; `direction` is its `solve`. */
  replace(place: number, column: number, direction: Float64Array): void {
    const { size, inverse } = this;
    const pivot = direction[place]!;
    assert(Math.abs(pivot) > pivotMin, `the basis stays regular, pivot ${pivot}`);
    for (let r = 0; r < size; r += 1) {
      const from = r * size;
      const factor = inverse[from + place]! / pivot;
      if (factor === 0) continue;
      for (let p = 0; p < size; p += 1) inverse[from + p] = inverse[from + p]! - factor * direction[p]!;
      inverse[from + place] = factor;
    }
    this.placeOf[this.basic[place]!] = -1;
    this.setBasic(place, column);
    this.updates += 1;
  }

  /** Makes the column of a place the key of its block; the old key takes the place. */
  swapKey(place: number): void {
    const { size, inverse, basic, program } = this;
    const column = basic[place]!;
    const block = program.blockOf[column]!;
    for (let r = 0; r < size; r += 1) {
      let sum = 0;
      for (let p = 0; p < size; p += 1)
        if (program.blockOf[basic[p]!] === block) sum += inverse[r * size + p]!;
      inverse[r * size + place] = -sum;
    }
    const old = this.key[block]!;
    this.setKey(block, column);
    this.setBasic(place, old);
  }

  /** The inverse anew from the columns; false when they are not independent. */
  invert(): boolean {
    const { size, work, program, basic } = this;
    work.fill(0);
    for (let p = 0; p < size; p += 1) {
      this.scatter(basic[p]!, 1, p);
      const block = program.blockOf[basic[p]!]!;
      if (block >= 0) this.scatter(this.key[block]!, -1, p);
    }
    return this.eliminate();
  }

  private scatter(column: number, sign: number, place: number): void {
    const { start, row, value } = this.program;
    for (let k = start[column]!; k < start[column + 1]!; k += 1) {
      const at = row[k]! * this.size + place;
      this.work[at] = this.work[at]! + sign * value[k]!;
    }
  }

  /** Gauss-Jordan: row operations that make `work` the identity make an identity beside it the inverse. */
  private eliminate(): boolean {
    const { size, work } = this;
    const right = new Float64Array(size * size);
    for (let r = 0; r < size; r += 1) right[r * size + r] = 1;
    for (let p = 0; p < size; p += 1) {
      let best = p;
      for (let r = p + 1; r < size; r += 1) {
        if (Math.abs(work[r * size + p]!) > Math.abs(work[best * size + p]!)) best = r;
      }
      const pivot = work[best * size + p]!;
      if (Math.abs(pivot) < pivotMin) return false;
      if (best !== p) {
        swapRows(work, best, p, size);
        swapRows(right, best, p, size);
      }
      scaleRow(work, p, 1 / pivot, size);
      scaleRow(right, p, 1 / pivot, size);
      for (let r = 0; r < size; r += 1) {
        const factor = work[r * size + p]!;
        if (r === p || factor === 0) continue;
        subtractRow(work, r, p, factor, size);
        subtractRow(right, r, p, factor, size);
      }
    }
    // `right` has places as rows; the inverse is kept with coupling rows first.
    for (let p = 0; p < size; p += 1) {
      for (let r = 0; r < size; r += 1) this.inverse[r * size + p] = right[p * size + r]!;
    }
    this.updates = 0;
    return true;
  }

  private addSolved(column: number, sign: number, direction: Float64Array): void {
    const { start, row, value } = this.program;
    const { size, inverse } = this;
    for (let k = start[column]!; k < start[column + 1]!; k += 1) {
      const factor = sign * value[k]!;
      const from = row[k]! * size;
      for (let p = 0; p < size; p += 1) direction[p] = direction[p]! + factor * inverse[from + p]!;
    }
  }
}

function swapRows(matrix: Float64Array, a: number, b: number, size: number): void {
  for (let c = 0; c < size; c += 1) {
    const kept = matrix[a * size + c]!;
    matrix[a * size + c] = matrix[b * size + c]!;
    matrix[b * size + c] = kept;
  }
}

function scaleRow(matrix: Float64Array, row: number, factor: number, size: number): void {
  for (let c = row * size; c < (row + 1) * size; c += 1) matrix[c] = matrix[c]! * factor;
}

function subtractRow(matrix: Float64Array, row: number, other: number, factor: number, size: number): void {
  const to = row * size;
  const from = other * size;
  for (let c = 0; c < size; c += 1) {
    const value = matrix[from + c]!;
    if (value !== 0) matrix[to + c] = matrix[to + c]! - factor * value;
  }
}
