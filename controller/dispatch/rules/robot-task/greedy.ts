// Greedy over pairs: of all tasks and robots of a step the nearest pair is matched first, then the nearest of what is left.
import type { RobotTaskRule } from "../rule.ts";
import { nearest } from "./nearest.ts";
import { adoptMatch, pairCosts } from "./pair-cost.ts";

export const greedy: RobotTaskRule = {
  choose: nearest.choose,
  improve(context, robots, pods, taskCount) {
    const cost = pairCosts(context, robots, pods, taskCount);
    const pairs = Array.from(cost, (_, pair) => pair).sort((a, b) => cost[a] - cost[b] || a - b);
    const robotOf = new Int32Array(taskCount).fill(-1);
    const taken = new Uint8Array(taskCount);
    for (const pair of pairs) {
      const task = Math.floor(pair / taskCount);
      const robot = pair % taskCount;
      if (robotOf[task] >= 0 || taken[robot] === 1) continue;
      robotOf[task] = robot;
      taken[robot] = 1;
    }
    adoptMatch(robots, robotOf, cost, taskCount);
  },
};
