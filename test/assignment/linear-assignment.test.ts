import { describe, expect, test } from "vitest";
import { assignment } from "../../controller/assignment/linear-assignment.ts";
import { Random } from "../../sim/kernel/index.ts";

/** Least total over all ways to give each row a column of its own. */
function leastTotal(cost: Float64Array, rows: number, columns: number, row = 0, used = 0): number {
  if (row === rows) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (let column = 0; column < columns; column += 1) {
    if ((used >> column) & 1) continue;
    const rest = leastTotal(cost, rows, columns, row + 1, used | (1 << column));
    least = Math.min(least, cost[row * columns + column] + rest);
  }
  return least;
}

/** Shortest augmenting paths without any reduction before: slow and plain. */
function referenceAssignment(cost: Float64Array, rows: number, columns = rows): Int32Array {
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

describe("linear assignment", () => {
  test("the greedy choice is given up where the total is less without it", () => {
    // Robot 0 is nearest to both tasks; greedily it would take the first and leave 10 for the second.
    expect([...assignment(Float64Array.of(1, 2, 2, 10), 2)]).toEqual([1, 0]);
  });

  test("the total is the least there is, also with columns to spare", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = new Random(seed, "test");
      const rows = 1 + random.below(5);
      const columns = rows + random.below(3);
      const cost = Float64Array.from({ length: rows * columns }, () => random.below(20));
      const columnOf = assignment(cost, rows, columns);
      expect(new Set(columnOf).size, `seed ${seed}`).toBe(rows);
      const total = columnOf.reduce((sum, column, row) => sum + cost[row * columns + column], 0);
      expect(total, `seed ${seed}; repeat: npx vitest run test/assignment/linear-assignment`).toBe(
        leastTotal(cost, rows, columns),
      );
    }
  });

  test.each(["ties", "ways", "numbers", "equal", "steep"])(
    "the total is the plain algorithm's with %s",
    (kind) => {
      for (let seed = 1; seed <= 60; seed += 1) {
        const random = new Random(seed, `test/${kind}`);
        const rows = 1 + random.below(60);
        const columns = rows + (random.below(2) === 0 ? 0 : random.below(40));
        const at = () => [random.below(30), random.below(30)] as const;
        const from = Array.from({ length: rows }, at);
        const to = Array.from({ length: columns }, at);
        const cost = Float64Array.from({ length: rows * columns }, (_, index) => {
          const [a, b] = [from[Math.floor(index / columns)]!, to[index % columns]!];
          switch (kind) {
            case "ties":
              return random.below(3);
            case "ways":
              return Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
            case "numbers":
              return random.uniform() - 0.5;
            case "equal":
              return 7;
            default:
              return (1 + a[0]) * (1 + b[0]) * 1e6 + random.uniform();
          }
        });
        const total = (columnOf: Int32Array) =>
          columnOf.reduce((sum, column, row) => sum + cost[row * columns + column], 0);
        const columnOf = assignment(cost, rows, columns);
        const where = `seed ${seed}, ${rows} × ${columns}; repeat: npx vitest run test/assignment/linear-assignment`;
        expect(new Set(columnOf).size, where).toBe(rows);
        const least = total(referenceAssignment(cost, rows, columns));
        expect(Math.abs(total(columnOf) - least), where).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(least)));
      }
    },
  );
});
