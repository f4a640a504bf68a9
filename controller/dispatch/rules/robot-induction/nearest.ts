// The nearest induction by steps over the empty floor; ties by id.
import { because } from "../because.ts";
import type { RobotInductionRule } from "../rule.ts";

export const nearest: RobotInductionRule = {
  choose(context, sorter, robot, inductions) {
    const cell = context.observation.robots.cell[robot];
    let best = inductions[0];
    for (const other of inductions) {
      if (sorter.toInduction(other)[cell] < sorter.toInduction(best)[cell]) best = other;
    }
    return best;
  },
  explain(context, sorter, robot, inductions, station) {
    const steps = sorter.toInduction(station)[context.observation.robots.cell[robot]];
    return because("nearest-induction", steps, inductions.length);
  },
};
