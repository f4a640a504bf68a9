// Any induction that has room.
import { because } from "../because.ts";
import type { RobotInductionRule } from "../rule.ts";

export const random: RobotInductionRule = {
  choose: (context, _sorter, _robot, inductions) => inductions[context.randomRobot.below(inductions.length)],
  explain: (_context, _sorter, _robot, inductions) => because("drawn-at-random", inductions.length),
};
