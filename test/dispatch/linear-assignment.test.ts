import { describe, expect, test } from "vitest";
import { assignment } from "../../controller/dispatch/linear-assignment.ts";
import { Random } from "../../sim/kernel/index.ts";

/** Least total over all permutations. */
function leastTotal(cost: Float64Array, size: number, row = 0, used = 0): number {
  if (row === size) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (let column = 0; column < size; column += 1) {
    if ((used >> column) & 1) continue;
    least = Math.min(
      least,
      cost[row * size + column] + leastTotal(cost, size, row + 1, used | (1 << column)),
    );
  }
  return least;
}

describe("linear assignment", () => {
  test("the greedy choice is given up where the total is less without it", () => {
    // Robot 0 is nearest to both tasks; greedily it would take the first and leave 10 for the second.
    expect([...assignment(Float64Array.of(1, 2, 2, 10), 2)]).toEqual([1, 0]);
  });

  test("the total is the least of all permutations", () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = new Random(seed, "test");
      const size = 1 + random.below(6);
      const cost = Float64Array.from({ length: size * size }, () => random.below(20));
      const columns = assignment(cost, size);
      expect(new Set(columns).size, `seed ${seed}`).toBe(size);
      const total = columns.reduce((sum, column, row) => sum + cost[row * size + column], 0);
      expect(total, `seed ${seed}; repeat: npx vitest run test/dispatch/linear-assignment`).toBe(
        leastTotal(cost, size),
      );
    }
  });
});
