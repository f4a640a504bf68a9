// The induction with most parcels on its belt per robot bound for it; ties by way, then id.
import type { DispatchContext } from "../../context.ts";
import type { SorterView } from "../../sorter/sorter-view.ts";
import { because } from "../because.ts";
import type { RobotInductionRule } from "../rule.ts";

export const neediest: RobotInductionRule = {
  choose(context, sorter, robot, inductions) {
    const cell = context.observation.robots.cell[robot];
    let best = -1;
    let bestNeed = 0;
    for (const other of inductions) {
      const need = parcelsPerRobot(context, sorter, other);
      const nearer = best >= 0 && sorter.toInduction(other)[cell] < sorter.toInduction(best)[cell];
      if (best >= 0 && (need < bestNeed || (need === bestNeed && !nearer))) continue;
      best = other;
      bestNeed = need;
    }
    return best;
  },
  explain: (context, sorter, _robot, _inductions, station) =>
    because(
      "most-parcels-per-robot",
      context.observation.stations.slotsUsed[station],
      sorter.boundFor[station],
    ),
};

/** With one more of each, so that an empty belt with robots waiting counts for less than one without. */
function parcelsPerRobot(context: DispatchContext, sorter: SorterView, station: number): number {
  return (context.observation.stations.slotsUsed[station] + 1) / (sorter.boundFor[station] + 1);
}
