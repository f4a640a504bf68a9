// Regret: the task that would lose most by not getting its nearest robot (second nearest less nearest) chooses first.
import type { RobotTaskRule } from "../rule.ts";
import { nearest } from "./nearest.ts";
import { adoptMatch, never, pairCosts } from "./pair-cost.ts";
import { becauseWay } from "./way-reason.ts";

export const regret: RobotTaskRule = {
  choose: nearest.choose,
  improve(context, match) {
    const { robotCount, taskCount } = match;
    const cost = pairCosts(context, match);
    const robotOf = new Int32Array(taskCount).fill(-1);
    const taken = new Uint8Array(robotCount);
    for (let round = 0; round < taskCount; round += 1) {
      let chosen = -1;
      let chosenRobot = -1;
      let mostRegret = -1;
      for (let task = 0; task < taskCount; task += 1) {
        if (robotOf[task] >= 0) continue;
        const row = cost.subarray(task * robotCount, (task + 1) * robotCount);
        const { first, loss } = regretOf(row, taken);
        if (loss <= mostRegret) continue;
        chosen = task;
        chosenRobot = first;
        mostRegret = loss;
      }
      robotOf[chosen] = chosenRobot;
      taken[chosenRobot] = 1;
    }
    adoptMatch(match, robotOf, cost);
  },
  explain: (context, pod, robot) => becauseWay(context, "most-regret-first", pod, robot),
};

/** The nearest robot that is left, and what it would cost to get the second nearest instead. */
function regretOf(row: Float64Array, taken: Uint8Array): { readonly first: number; readonly loss: number } {
  let first = -1;
  let second = 2 * never;
  for (let robot = 0; robot < row.length; robot += 1) {
    if (taken[robot] === 1) continue;
    if (first < 0 || row[robot] < row[first]) {
      if (first >= 0) second = row[first];
      first = robot;
    } else second = Math.min(second, row[robot]);
  }
  return { first, loss: second - row[first] };
}
