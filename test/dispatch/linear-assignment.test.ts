import { describe, expect, test } from "vitest";
import { assignment } from "../../controller/dispatch/linear-assignment.ts";
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
      expect(total, `seed ${seed}; repeat: npx vitest run test/dispatch/linear-assignment`).toBe(
        leastTotal(cost, rows, columns),
      );
    }
  });
});
