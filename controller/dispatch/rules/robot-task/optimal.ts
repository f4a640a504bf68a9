// Least total distance: the tasks of one step are matched to the free robots by a linear assignment (shortest augmenting
// paths). With one task it is the nearest rule.
import { assignment } from "../../../assignment/linear-assignment.ts";
import type { RobotTaskRule } from "../rule.ts";
import { nearest } from "./nearest.ts";
import { adoptMatch, pairCosts } from "./pair-cost.ts";
import { becauseWay } from "./way-reason.ts";

export const optimal: RobotTaskRule = {
  choose: nearest.choose,
  improve(context, match) {
    if (match.taskCount < 2) return;
    const cost = pairCosts(context, match);
    adoptMatch(match, assignment(cost, match.taskCount, match.robotCount), cost);
  },
  explain: (context, pod, robot) => becauseWay(context, "least-total-way", pod, robot),
};
