// Pickup cells in squares of the floor, looked through in rings around a robot: nearest squares first.
import type { TaskGroups } from "./task-groups.ts";

export class PickupBins {
  readonly across: number;
  readonly down: number;
  /** Groups of square b: `group[start[b]] … group[start[b + 1] − 1]`; `leastKey[b]` is their shortest task. */
  readonly start: Int32Array;
  readonly group: Int32Array;
  readonly leastKey: Float64Array;
  private readonly filled: Int32Array;

  constructor(
    private readonly width: number,
    height: number,
    readonly binCells: number,
    taskSlots: number,
  ) {
    this.across = Math.max(1, Math.ceil(width / binCells));
    this.down = Math.max(1, Math.ceil(height / binCells));
    this.start = new Int32Array(this.across * this.down + 1);
    this.filled = new Int32Array(this.across * this.down);
    this.group = new Int32Array(taskSlots);
    this.leastKey = new Float64Array(this.across * this.down);
  }

  fill(groups: TaskGroups): void {
    const { start, filled, group, leastKey } = this;
    filled.fill(0);
    leastKey.fill(Number.POSITIVE_INFINITY);
    for (let g = 0; g < groups.count; g += 1) filled[this.binOf(groups.cell[g]!)]! += 1;
    for (let bin = 0; bin < filled.length; bin += 1) {
      start[bin + 1] = start[bin]! + filled[bin]!;
      filled[bin] = start[bin]!;
    }
    for (let g = 0; g < groups.count; g += 1) {
      const bin = this.binOf(groups.cell[g]!);
      group[filled[bin]!] = g;
      leastKey[bin] = Math.min(leastKey[bin]!, groups.nextKey(g));
      filled[bin]! += 1;
    }
  }

  /** Least straight distance from a cell to anything in ring `ring` around its own square (0 = the square itself). */
  ringDistance(x: number, y: number, ring: number): number {
    if (ring === 0) return 0;
    const { binCells } = this;
    const left = x - (Math.floor(x / binCells) - ring + 1) * binCells + 1;
    const right = (Math.floor(x / binCells) + ring) * binCells - x;
    const up = y - (Math.floor(y / binCells) - ring + 1) * binCells + 1;
    const low = (Math.floor(y / binCells) + ring) * binCells - y;
    return Math.min(left, right, up, low);
  }
  /** Rings around this cell's square until the floor's edges are passed. */
  ringCount(x: number, y: number): number {
    const column = Math.floor(x / this.binCells);
    const row = Math.floor(y / this.binCells);
    return 1 + Math.max(column, this.across - 1 - column, row, this.down - 1 - row);
  }

  /** Squares in ring `ring` around a cell's square that have pickups, written to `out`; gives how many. */
  ring(x: number, y: number, ring: number, out: Int32Array): number {
    const column = Math.floor(x / this.binCells);
    const row = Math.floor(y / this.binCells);
    const left = Math.max(0, column - ring);
    const right = Math.min(this.across - 1, column + ring);
    let found = 0;
    for (let r = Math.max(0, row - ring); r <= row + ring && r < this.down; r += 1) {
      const first = r * this.across;
      if (r === row - ring || r === row + ring) {
        for (let c = left; c <= right; c += 1) found = this.note(first + c, out, found);
        continue;
      }
      if (column - ring >= 0) found = this.note(first + column - ring, out, found);
      if (column + ring < this.across) found = this.note(first + column + ring, out, found);
    }
    return found;
  }

  /** Least straight distance from a cell to a square. */
  binDistance(x: number, y: number, bin: number): number {
    const { binCells } = this;
    const row = Math.floor(bin / this.across);
    const left = (bin - row * this.across) * binCells;
    const top = row * binCells;
    const across = Math.max(0, left - x, x - left - binCells + 1);
    return across + Math.max(0, top - y, y - top - binCells + 1);
  }

  private note(bin: number, out: Int32Array, found: number): number {
    if (this.start[bin] === this.start[bin + 1]) return found;
    out[found] = bin;
    return found + 1;
  }
  private binOf(cell: number): number {
    const row = Math.floor(cell / this.width);
    const column = cell - row * this.width;
    return Math.floor(row / this.binCells) * this.across + Math.floor(column / this.binCells);
  }
}
