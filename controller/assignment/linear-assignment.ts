// Linear assignment by Jonker and Volgenant (1987): column reduction, reduction transfer and augmenting row reduction settle most
// rows at the cost of a few sweeps; shortest augmenting paths do the rest.
import { assert } from "../../sim/kernel/index.ts";

/** Sweeps of augmenting row reduction, and scans per row that they may take together. */
const reductionSweeps = 3;
const scansPerRow = 20;

/**
 * Column of each row in a cost matrix `cost[row * columns + column]` so that the total is least. There may be more columns
 * than rows; then some stay free. Time grows with rows² × columns at worst, and hardly faster than the matrix mostly.
 */
export function assignment(cost: Float64Array, rows: number, columns = rows): Int32Array {
  assert(rows <= columns, "every row needs a column of its own");
  return new LinearAssignment(cost, rows, columns).solve();
}

/**
 * Potentials keep `cost − rowPotential − columnPotential ≥ 0`, with 0 for matched pairs; columns without a row have
 * potential 0 where there are columns to spare, and no column has more than that. This proves the total least.
 */
class LinearAssignment {
  private readonly columnOf: Int32Array;
  private readonly rowOf: Int32Array;
  private readonly potential: Float64Array;
  private readonly free: Int32Array;
  private freeCount = 0;

  constructor(
    private readonly cost: Float64Array,
    private readonly rows: number,
    private readonly columns: number,
  ) {
    this.columnOf = new Int32Array(rows).fill(-1);
    this.rowOf = new Int32Array(columns).fill(-1);
    this.potential = new Float64Array(columns);
    this.free = new Int32Array(rows);
  }

  solve(): Int32Array {
    // With columns to spare their potentials must stay 0, which column reduction would break.
    if (this.rows === this.columns) this.reduceColumns();
    for (let row = 0; row < this.rows; row += 1)
      if (this.columnOf[row] < 0) this.free[this.freeCount++] = row;
    let scans = scansPerRow * this.rows;
    for (let sweep = 0; sweep < reductionSweeps && this.freeCount > 0; sweep += 1)
      scans = this.reduceRows(scans);
    this.augmentAll();
    return this.columnOf;
  }

  /** Each column's potential is its least cost; a row that has one or more of these gets the last and gives up what it can. */
  private reduceColumns(): void {
    const { cost, rows, columns, columnOf, rowOf, potential } = this;
    const least = new Int32Array(columns);
    potential.set(cost.subarray(0, columns));
    for (let row = 1; row < rows; row += 1) {
      const from = row * columns;
      for (let column = 0; column < columns; column += 1) {
        const value = cost[from + column];
        if (value < potential[column]) {
          potential[column] = value;
          least[column] = row;
        }
      }
    }
    const matches = new Int32Array(rows);
    for (let column = columns - 1; column >= 0; column -= 1) {
      const row = least[column];
      matches[row] += 1;
      if (columnOf[row] >= 0) continue;
      columnOf[row] = column;
      rowOf[column] = row;
    }
    for (let row = 0; row < rows; row += 1) {
      if (matches[row] !== 1) continue;
      const own = columnOf[row];
      const from = row * columns;
      let least = Number.POSITIVE_INFINITY;
      for (let column = 0; column < columns; column += 1) {
        if (column === own) continue;
        const reduced = cost[from + column] - potential[column];
        if (reduced < least) least = reduced;
      }
      if (least < Number.POSITIVE_INFINITY) potential[own] -= least - (cost[from + own] - potential[own]);
    }
  }

  /** Free rows take their best column and lower its potential to the second best; who loses it bids in turn. */
  private reduceRows(scansLeft: number): number {
    const { cost, columns, columnOf, rowOf, potential, free } = this;
    const count = this.freeCount;
    let scans = scansLeft;
    let at = 0;
    this.freeCount = 0;
    while (at < count) {
      const row = free[at];
      at += 1;
      if (scans <= 0) {
        free[this.freeCount++] = row;
        continue;
      }
      scans -= 1;
      const from = row * columns;
      let first = -1;
      let second = -1;
      let least = Number.POSITIVE_INFINITY;
      let next = Number.POSITIVE_INFINITY;
      for (let column = 0; column < columns; column += 1) {
        const reduced = cost[from + column] - potential[column];
        if (reduced >= next) continue;
        if (reduced >= least) {
          next = reduced;
          second = column;
        } else {
          next = least;
          second = first;
          least = reduced;
          first = column;
        }
      }
      const gains = next - least;
      if (gains > 0 && gains < Number.POSITIVE_INFINITY) potential[first] -= gains;
      else if (rowOf[first] >= 0 && second >= 0) first = second;
      const loser = rowOf[first];
      columnOf[row] = first;
      rowOf[first] = row;
      if (loser < 0) continue;
      columnOf[loser] = -1;
      if (gains > 0) {
        at -= 1;
        free[at] = loser;
      } else free[this.freeCount++] = loser;
    }
    return scans;
  }

  /** A shortest path from each free row to a free column (Dijkstra on reduced costs, columns at equal distance together). */
  private augmentAll(): void {
    const { cost, columns, columnOf, rowOf, potential, free } = this;
    const distance = new Float64Array(columns);
    const before = new Int32Array(columns);
    /** Columns in three parts: done (0 … low − 1), at the least distance (low … up − 1), others. */
    const list = new Int32Array(columns);
    for (let column = 0; column < columns; column += 1) list[column] = column;
    for (let index = 0; index < this.freeCount; index += 1) {
      const start = free[index];
      const from = start * columns;
      for (let column = 0; column < columns; column += 1) {
        distance[column] = cost[from + column] - potential[column];
        before[column] = start;
      }
      let low = 0;
      let up = 0;
      let done = 0;
      let least = 0;
      let end = -1;
      while (end < 0) {
        if (low === up) {
          done = low;
          least = distance[list[up]];
          for (let k = up; k < columns; k += 1) {
            const column = list[k];
            const value = distance[column];
            if (value > least) continue;
            if (value < least) {
              up = low;
              least = value;
            }
            list[k] = list[up];
            list[up] = column;
            up += 1;
          }
          for (let k = low; k < up; k += 1) {
            if (rowOf[list[k]] >= 0) continue;
            end = list[k];
            break;
          }
          if (end >= 0) break;
        }
        const column = list[low];
        low += 1;
        const row = rowOf[column];
        const base = row * columns;
        const offset = cost[base + column] - potential[column] - least;
        for (let k = up; k < columns; k += 1) {
          const other = list[k];
          const value = cost[base + other] - potential[other] - offset;
          if (value >= distance[other]) continue;
          distance[other] = value;
          before[other] = row;
          if (value > least) continue;
          if (rowOf[other] < 0) {
            end = other;
            break;
          }
          list[k] = list[up];
          list[up] = other;
          up += 1;
        }
      }
      for (let k = 0; k < done; k += 1) potential[list[k]] += distance[list[k]] - least;
      for (let column = end, row = -1; row !== start; ) {
        row = before[column];
        rowOf[column] = row;
        const next = columnOf[row];
        columnOf[row] = column;
        column = next;
      }
    }
  }
}
