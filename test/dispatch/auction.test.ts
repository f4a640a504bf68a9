import fc from "fast-check";
import { expect, test } from "vitest";
import { assignment } from "../../controller/assignment/linear-assignment.ts";
import { auctionMatch } from "../../controller/dispatch/rules/robot-task/auction.ts";

test("the auction ends with the least total, as the shortest augmenting paths do", () => {
  fc.assert(
    fc.property(
      fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 4 })).chain(([tasks, spare]) =>
        fc.record({
          tasks: fc.constant(tasks),
          robots: fc.constant(tasks + spare),
          cost: fc.array(fc.integer({ min: 0, max: 60 }), {
            minLength: tasks * (tasks + spare),
            maxLength: tasks * (tasks + spare),
          }),
        }),
      ),
      ({ tasks, robots, cost }) => {
        const costs = Float64Array.from(cost);
        const total = (robotOf: Int32Array) =>
          [...robotOf].reduce((sum, robot, task) => sum + costs[task * robots + robot]!, 0);
        const match = auctionMatch(costs, tasks, robots);
        expect(new Set(match).size).toBe(tasks);
        expect(total(match)).toBe(total(assignment(costs, tasks, robots)));
      },
    ),
  );
});
