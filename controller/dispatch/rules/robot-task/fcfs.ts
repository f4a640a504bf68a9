// The robot that has been free longest; ties by id.
import { because } from "../because.ts";
import type { RobotTaskRule } from "../rule.ts";

export const fcfs: RobotTaskRule = {
  choose(context, _pod, free, count, able) {
    const { since } = context.missions.state;
    let best = -1;
    for (let i = 0; i < count; i += 1) {
      if ((best < 0 || since[free[i]] < since[free[best]]) && able(free[i])) best = i;
    }
    return best;
  },
  explain(context, _pod, robot) {
    const steps = context.step - context.missions.state.since[robot];
    return because("free-longest", steps * context.setup.stepSeconds);
  },
};
