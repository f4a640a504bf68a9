// Least total distance: the tasks of one step are matched to robots by a linear assignment. With one task and one
// robot it is the nearest rule.
import { assignment } from "../../linear-assignment.ts";
import type { RobotTaskRule } from "../rule.ts";
import { nearest } from "./nearest.ts";
import { adoptMatch, pairCosts } from "./pair-cost.ts";

export const optimal: RobotTaskRule = {
  choose: nearest.choose,
  improve(context, robots, pods, taskCount) {
    if (taskCount < 2) return;
    const cost = pairCosts(context, robots, pods, taskCount);
    adoptMatch(robots, assignment(cost, taskCount), cost, taskCount);
  },
};
