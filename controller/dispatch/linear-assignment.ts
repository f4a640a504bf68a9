// Linear assignment by shortest augmenting paths with potentials (Jonker and Volgenant 1987; the O(n³) form of the
// Hungarian method).

/** Column of each row in a square cost matrix `cost[row * size + column]` so that the total is least. */
export function assignment(cost: Float64Array, size: number): Int32Array {
  const rowPotential = new Float64Array(size + 1);
  const columnPotential = new Float64Array(size + 1);
  /** Row matched to each column; column `size` is the root of the search. */
  const rowOf = new Int32Array(size + 1).fill(-1);
  const previous = new Int32Array(size + 1);
  const slack = new Float64Array(size + 1);
  const done = new Uint8Array(size + 1);
  for (let row = 0; row < size; row += 1) {
    rowOf[size] = row;
    slack.fill(Number.POSITIVE_INFINITY);
    done.fill(0);
    let column = size;
    while (rowOf[column] >= 0) {
      done[column] = 1;
      const from = rowOf[column];
      let delta = Number.POSITIVE_INFINITY;
      let next = -1;
      for (let other = 0; other < size; other += 1) {
        if (done[other] === 1) continue;
        const reduced = cost[from * size + other] - rowPotential[from] - columnPotential[other];
        if (reduced < slack[other]) {
          slack[other] = reduced;
          previous[other] = column;
        }
        if (slack[other] < delta) {
          delta = slack[other];
          next = other;
        }
      }
      for (let other = 0; other <= size; other += 1) {
        if (done[other] === 1) {
          rowPotential[rowOf[other]] += delta;
          columnPotential[other] -= delta;
        } else slack[other] -= delta;
      }
      column = next;
    }
    while (column !== size) {
      rowOf[column] = rowOf[previous[column]];
      column = previous[column];
    }
    rowOf[size] = -1;
  }
  const columnOf = new Int32Array(size);
  for (let column = 0; column < size; column += 1) columnOf[rowOf[column]] = column;
  return columnOf;
}
