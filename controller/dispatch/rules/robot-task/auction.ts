// Auction (Bertsekas 1988): tasks bid for robots, each raising the price of its best robot by what it would lose with the
// second best, plus a little, until all have one. With steps below one over the number of tasks the match is optimal.
import type { RobotTaskRule } from "../rule.ts";
import { nearest } from "./nearest.ts";
import { adoptMatch, pairCosts } from "./pair-cost.ts";
import { becauseWay } from "./way-reason.ts";

export const auction: RobotTaskRule = {
  choose: nearest.choose,
  improve(context, match) {
    if (match.taskCount < 2) return;
    const cost = pairCosts(context, match);
    adoptMatch(match, auctionMatch(cost, match.taskCount, match.robotCount), cost);
  },
  explain: (context, pod, robot) => becauseWay(context, "least-total-way", pod, robot),
};

/**
 * Robot of each task so that the total of `cost[task * robotCount + robot]`, whole numbers, is least. There may be more
 * robots than tasks: those that nobody bids for keep the price 0, so that none of them would have been better.
 */
export function auctionMatch(cost: Float64Array, taskCount: number, robotCount = taskCount): Int32Array {
  const raise = 1 / (taskCount + 1);
  const price = new Float64Array(robotCount);
  const robotOf = new Int32Array(taskCount).fill(-1);
  const taskOf = new Int32Array(robotCount).fill(-1);
  const waiting = Array.from({ length: taskCount }, (_, task) => taskCount - 1 - task);
  while (waiting.length > 0) {
    const task = waiting.pop()!;
    let best = -1;
    let bestValue = Number.NEGATIVE_INFINITY;
    let secondValue = Number.NEGATIVE_INFINITY;
    for (let robot = 0; robot < robotCount; robot += 1) {
      const value = -cost[task * robotCount + robot] - price[robot];
      if (value > bestValue) {
        secondValue = bestValue;
        bestValue = value;
        best = robot;
      } else if (value > secondValue) secondValue = value;
    }
    price[best] += (robotCount > 1 ? bestValue - secondValue : 0) + raise;
    if (taskOf[best] >= 0) {
      robotOf[taskOf[best]] = -1;
      waiting.push(taskOf[best]);
    }
    taskOf[best] = task;
    robotOf[task] = best;
  }
  return robotOf;
}
