// Any free robot that can carry the pod.
import { because } from "../because.ts";
import type { RobotTaskRule } from "../rule.ts";

export const random: RobotTaskRule = {
  choose(context, _pod, free, count, able) {
    const start = context.randomRobot.below(count);
    for (let i = 0; i < count; i += 1) {
      const at = (start + i) % count;
      if (able(free[at])) return at;
    }
    return -1;
  },
  explain: (context) => because("drawn-at-random", context.setup.robotCount),
};
