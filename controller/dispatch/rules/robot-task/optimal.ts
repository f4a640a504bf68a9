// Least total distance: the tasks of one step are matched to robots by a linear assignment. With one task and one
// robot it is the nearest rule.
import { assignment } from "../../linear-assignment.ts";
import type { RobotTaskRule } from "../rule.ts";
import { nearest } from "./nearest.ts";

/** Cost of a pair that must not be. */
const never = 1e9;

export const optimal: RobotTaskRule = {
  choose: nearest.choose,
  improve(context, robots, pods, taskCount) {
    if (taskCount < 2) return;
    const { geometry, observation, stock } = context;
    const cost = new Float64Array(taskCount * taskCount);
    for (let task = 0; task < taskCount; task += 1) {
      const cell = observation.pods.cell[pods[task]];
      for (let k = 0; k < taskCount; k += 1) {
        const type = context.setup.robotTypes[observation.robots.type[robots[k]]];
        const carries = stock.state.podKg[pods[task]] <= type.payloadKg;
        cost[task * taskCount + k] = carries
          ? geometry.manhattan(observation.robots.cell[robots[k]], cell)
          : never;
      }
    }
    const columnOfRow = assignment(cost, taskCount);
    const before = robots.slice(0, taskCount);
    for (let task = 0; task < taskCount; task += 1) robots[task] = before[columnOfRow[task]];
  },
};
