// Regret: the task that would lose most by not getting its nearest robot (second nearest less nearest) chooses first.
import type { RobotTaskRule } from "../rule.ts";
import { nearest } from "./nearest.ts";
import { adoptMatch, pairCosts } from "./pair-cost.ts";

export const regret: RobotTaskRule = {
  choose: nearest.choose,
  improve(context, robots, pods, taskCount) {
    const cost = pairCosts(context, robots, pods, taskCount);
    const robotOf = new Int32Array(taskCount).fill(-1);
    const taken = new Uint8Array(taskCount);
    for (let round = 0; round < taskCount; round += 1) {
      let chosen = -1;
      let chosenRobot = -1;
      let mostRegret = -1;
      for (let task = 0; task < taskCount; task += 1) {
        if (robotOf[task] >= 0) continue;
        let first = -1;
        let second = Number.POSITIVE_INFINITY;
        for (let robot = 0; robot < taskCount; robot += 1) {
          if (taken[robot] === 1) continue;
          const value = cost[task * taskCount + robot];
          if (first < 0 || value < cost[task * taskCount + first]) {
            if (first >= 0) second = cost[task * taskCount + first];
            first = robot;
          } else if (value < second) second = value;
        }
        const loss = Math.min(second, 1e12) - cost[task * taskCount + first];
        if (loss <= mostRegret) continue;
        chosen = task;
        chosenRobot = first;
        mostRegret = loss;
      }
      robotOf[chosen] = chosenRobot;
      taken[chosenRobot] = 1;
    }
    adoptMatch(robots, robotOf, cost, taskCount);
  },
};
