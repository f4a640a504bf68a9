// Reduced cost: the units a pod serves minus what the robot's trip costs at the dispatch plan's price of a robot-hour.
// Without a plan, or while robots are not scarce, it is the completeable rule.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import { planPeriod } from "../plan-period.ts";
import type { PodChoiceRule } from "../rule.ts";
import { completeable } from "./completeable.ts";

export const lpPrice: PodChoiceRule = {
  choose(context, candidates, station) {
    const unitsPerStep = priceOfStep(context);
    if (unitsPerStep === 0) return completeable.choose(context, candidates, station);
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
  explain(context, candidates, station, chosen) {
    const unitsPerStep = priceOfStep(context);
    if (unitsPerStep === 0) return completeable.explain(context, candidates, station, chosen);
    const { count, units, distance } = candidates;
    return because("best-net-of-trip", count, units[chosen], distance[chosen], unitsPerStep);
  },
};

/** Units that a robot's step is worth; 0 without a plan or while robots are not scarce. */
function priceOfStep(context: DispatchContext): number {
  const period = planPeriod(context);
  const ordersPerRobotHour = period < 0 ? 0 : Math.abs(context.plan?.dispatch?.robotHourPrice[period] ?? 0);
  if (!(ordersPerRobotHour > 0)) return 0;
  const unitsPerOrder = Math.max(1, context.setup.knowledge.history.unitsPerOrder);
  return (ordersPerRobotHour * unitsPerOrder * context.setup.stepSeconds) / 3600;
}
