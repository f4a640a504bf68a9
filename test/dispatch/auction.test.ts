import fc from "fast-check";
import { expect, test } from "vitest";
import { assignment } from "../../controller/dispatch/linear-assignment.ts";
import { auctionMatch } from "../../controller/dispatch/rules/robot-task/auction.ts";

test("the auction ends with the least total, as the shortest augmenting paths do", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }).chain((count) =>
        fc.record({
          count: fc.constant(count),
          cost: fc.array(fc.integer({ min: 0, max: 60 }), {
            minLength: count * count,
            maxLength: count * count,
          }),
        }),
      ),
      ({ count, cost }) => {
        const costs = Float64Array.from(cost);
        const total = (robotOf: Int32Array) =>
          [...robotOf].reduce((sum, robot, task) => sum + costs[task * count + robot]!, 0);
        const match = auctionMatch(costs, count);
        expect(new Set(match).size).toBe(count);
        expect(total(match)).toBe(total(assignment(costs, count)));
      },
    ),
  );
});
