// Costs of robots for pods, for the rules that match all tasks of a step at once.
import type { DispatchContext } from "../../context.ts";

/** Cost of a pair that must not be: the robot cannot carry the pod. */
export const never = 1e9;

/** Steps from each robot to each pod, `cost[task * count + robot]`. */
export function pairCosts(
  context: DispatchContext,
  robots: Int32Array,
  pods: Int32Array,
  count: number,
): Float64Array {
  const { geometry, observation, stock, setup } = context;
  const cost = new Float64Array(count * count);
  for (let task = 0; task < count; task += 1) {
    const cell = observation.pods.cell[pods[task]];
    for (let k = 0; k < count; k += 1) {
      const type = setup.robotTypes[observation.robots.type[robots[k]]];
      const carries = stock.state.podKg[pods[task]] <= type.payloadKg;
      cost[task * count + k] = carries ? geometry.manhattan(observation.robots.cell[robots[k]], cell) : never;
    }
  }
  return cost;
}

/** Gives each task the robot at `robotOf[task]`, if everybody can carry what they get; else leaves all as it is. */
export function adoptMatch(robots: Int32Array, robotOf: Int32Array, cost: Float64Array, count: number): void {
  for (let task = 0; task < count; task += 1) if (cost[task * count + robotOf[task]] >= never) return;
  const before = robots.slice(0, count);
  for (let task = 0; task < count; task += 1) robots[task] = before[robotOf[task]];
}
