// The free robot nearest to the pod (Manhattan: unladen robots pass beneath pods); ties by id.
import type { RobotTaskRule } from "../rule.ts";
import { becauseWay } from "./way-reason.ts";

export const nearest: RobotTaskRule = {
  choose(context, pod, free, count, able) {
    const { geometry, observation } = context;
    const cell = observation.pods.cell[pod];
    let best = -1;
    let bestSteps = Number.POSITIVE_INFINITY;
    for (let i = 0; i < count; i += 1) {
      const steps = geometry.manhattan(observation.robots.cell[free[i]], cell);
      if (steps < bestSteps && able(free[i])) {
        best = i;
        bestSteps = steps;
      }
    }
    return best;
  },
  explain: (context, pod, robot) => becauseWay(context, "nearest-robot", pod, robot),
};
