// Linear assignment by shortest augmenting paths with potentials (Jonker and Volgenant 1987; the O(n³) form of the
// Hungarian method).
import { assert } from "../../sim/kernel/index.ts";

/**
 * Column of each row in a cost matrix `cost[row * columns + column]` so that the total is least. There may be more columns
 * than rows; then some stay free.
 */
export function assignment(cost: Float64Array, rows: number, columns = rows): Int32Array {
  assert(rows <= columns, "every row needs a column of its own");
  const rowPotential = new Float64Array(rows);
  const columnPotential = new Float64Array(columns + 1);
  /** Row matched to each column; column `columns` is the root of the search. */
  const rowOf = new Int32Array(columns + 1).fill(-1);
  const previous = new Int32Array(columns + 1);
  const slack = new Float64Array(columns + 1);
  const done = new Uint8Array(columns + 1);
  for (let row = 0; row < rows; row += 1) {
    rowOf[columns] = row;
    slack.fill(Number.POSITIVE_INFINITY);
    done.fill(0);
    let column = columns;
    while (rowOf[column] >= 0) {
      done[column] = 1;
      const from = rowOf[column];
      let delta = Number.POSITIVE_INFINITY;
      let next = -1;
      for (let other = 0; other < columns; other += 1) {
        if (done[other] === 1) continue;
        const reduced = cost[from * columns + other] - rowPotential[from] - columnPotential[other];
        if (reduced < slack[other]) {
          slack[other] = reduced;
          previous[other] = column;
        }
        if (slack[other] < delta) {
          delta = slack[other];
          next = other;
        }
      }
      for (let other = 0; other <= columns; other += 1) {
        if (done[other] === 1) {
          rowPotential[rowOf[other]] += delta;
          columnPotential[other] -= delta;
        } else slack[other] -= delta;
      }
      column = next;
    }
    while (column !== columns) {
      rowOf[column] = rowOf[previous[column]];
      column = previous[column];
    }
    rowOf[columns] = -1;
  }
  const columnOf = new Int32Array(rows);
  for (let column = 0; column < columns; column += 1) {
    if (rowOf[column] >= 0) columnOf[rowOf[column]] = column;
  }
  return columnOf;
}
