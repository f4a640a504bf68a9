// Reduced cost: the units a pod serves minus what the robot's trip costs at the dispatch plan's price of a robot-hour.
// Without a plan, or while robots are not scarce, it is the completeable rule.
import { planPeriod } from "../plan-period.ts";
import type { PodChoiceRule } from "../rule.ts";
import { completeable } from "./completeable.ts";

export const lpPrice: PodChoiceRule = {
  choose(context, candidates, station) {
    const period = planPeriod(context);
    const ordersPerRobotHour = period < 0 ? 0 : Math.abs(context.plan?.dispatch?.robotHourPrice[period] ?? 0);
    if (!(ordersPerRobotHour > 0)) return completeable.choose(context, candidates, station);
    const unitsPerOrder = Math.max(1, context.setup.knowledge.history.unitsPerOrder);
    const unitsPerStep = (ordersPerRobotHour * unitsPerOrder * context.setup.stepSeconds) / 3600;
    let best = 0;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < candidates.count; at += 1) {
      // There and back; a completed order frees a slot and is worth a unit more.
      const score =
        candidates.units[at] + candidates.complete[at] - unitsPerStep * 2 * candidates.distance[at];
      if (score > bestScore || (score === bestScore && candidates.pod[at] < candidates.pod[best])) {
        best = at;
        bestScore = score;
      }
    }
    return best;
  },
};
