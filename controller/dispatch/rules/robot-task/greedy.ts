// Greedy over pairs: of all tasks and free robots of a step the nearest pair is matched first, then the nearest of what is
// left.
import type { RobotTaskRule } from "../rule.ts";
import { nearest } from "./nearest.ts";
import { adoptMatch, pairCosts } from "./pair-cost.ts";
import { becauseWay } from "./way-reason.ts";

export const greedy: RobotTaskRule = {
  choose: nearest.choose,
  improve(context, match) {
    const { robotCount, taskCount } = match;
    const cost = pairCosts(context, match);
    const pairs = Array.from(cost, (_, pair) => pair).sort((a, b) => cost[a] - cost[b] || a - b);
    const robotOf = new Int32Array(taskCount).fill(-1);
    const taken = new Uint8Array(robotCount);
    for (const pair of pairs) {
      const task = Math.floor(pair / robotCount);
      const robot = pair % robotCount;
      if (robotOf[task] >= 0 || taken[robot] === 1) continue;
      robotOf[task] = robot;
      taken[robot] = 1;
    }
    adoptMatch(match, robotOf, cost);
  },
  explain: (context, pod, robot) => becauseWay(context, "nearest-pair-first", pod, robot),
};
