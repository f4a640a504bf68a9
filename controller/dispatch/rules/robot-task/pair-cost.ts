// Costs of robots for pods, for the rules that match all tasks of a step at once.
import type { DispatchContext } from "../../context.ts";
import type { TaskMatch } from "../rule.ts";

/** Cost of a pair that must not be: the robot cannot carry the pod. */
export const never = 1e9;

/** Steps from each robot to each pod, `cost[task * robotCount + robot]`. */
export function pairCosts(context: DispatchContext, match: TaskMatch): Float64Array {
  const { geometry, observation, stock, setup } = context;
  const { robots, robotCount, pods, taskCount } = match;
  const cost = new Float64Array(taskCount * robotCount);
  for (let task = 0; task < taskCount; task += 1) {
    const cell = observation.pods.cell[pods[task]];
    for (let k = 0; k < robotCount; k += 1) {
      const type = setup.robotTypes[observation.robots.type[robots[k]]];
      const carries = stock.state.podKg[pods[task]] <= type.payloadKg;
      cost[task * robotCount + k] = carries
        ? geometry.manhattan(observation.robots.cell[robots[k]], cell)
        : never;
    }
  }
  return cost;
}

/**
 * Gives each task the robot at `robotOf[task]`, if everybody can carry what they get; else leaves all as it is. The robots
 * that get nothing follow, in their order.
 */
export function adoptMatch(
  { robots, robotCount, taskCount }: TaskMatch,
  robotOf: Int32Array,
  cost: Float64Array,
): void {
  for (let task = 0; task < taskCount; task += 1) {
    if (cost[task * robotCount + robotOf[task]] >= never) return;
  }
  const before = robots.slice(0, robotCount);
  const isUsed = new Uint8Array(robotCount);
  for (let task = 0; task < taskCount; task += 1) {
    robots[task] = before[robotOf[task]];
    isUsed[robotOf[task]] = 1;
  }
  let at = taskCount;
  for (let k = 0; k < robotCount; k += 1) if (isUsed[k] === 0) robots[at++] = before[k];
}
