// Reduced cost: the units a pod serves minus what the robot's trip and the zone's aisles cost at the dispatch plan's prices.
// Without a plan, or while neither is scarce, it is the completeable rule.
import { zoneOfPlace } from "../../../../sim/model/index.ts";
import type { DispatchContext } from "../../context.ts";
import type { PodCandidates } from "../../state/pod-candidates.ts";
import { because } from "../because.ts";
import { planPeriod } from "../plan-period.ts";
import type { PodChoiceRule } from "../rule.ts";
import { completeable } from "./completeable.ts";

/** In units: what a robot's step costs, and what a unit out of each zone costs besides; null while neither is scarce. */
interface Prices {
  readonly robotStep: number;
  readonly zoneUnit: (zone: number) => number;
}

export const lpPrice: PodChoiceRule = {
  choose(context, candidates, station) {
    const prices = pricesNow(context);
    if (prices === null) return completeable.choose(context, candidates, station);
    let best = 0;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < candidates.count; at += 1) {
      const score = scoreOf(context, candidates, at, prices);
      if (score > bestScore || (score === bestScore && candidates.pod[at] < candidates.pod[best])) {
        best = at;
        bestScore = score;
      }
    }
    return best;
  },
  explain(context, candidates, station, chosen) {
    const prices = pricesNow(context);
    if (prices === null) return completeable.explain(context, candidates, station, chosen);
    const { count, units, distance } = candidates;
    return because("best-net-of-trip", count, units[chosen], distance[chosen], prices.robotStep);
  },
};

/** There and back is paid for; a completed order frees a slot and is worth a unit more. */
function scoreOf(context: DispatchContext, candidates: PodCandidates, at: number, prices: Prices): number {
  const { geometry, observation } = context;
  const units = candidates.units[at];
  const zone = zoneOfPlace(geometry.floor, geometry.placeOfPod(observation.pods, candidates.pod[at]));
  const aisles = units * prices.zoneUnit(zone);
  return units + candidates.complete[at] - prices.robotStep * 2 * candidates.distance[at] - aisles;
}

function pricesNow(context: DispatchContext): Prices | null {
  const period = planPeriod(context);
  const plan = context.plan?.dispatch;
  if (!plan || period < 0) return null;
  const unitsPerOrder = Math.max(1, context.setup.knowledge.history.unitsPerOrder);
  const robotStep = (plan.robotHourPrice[period] * unitsPerOrder * context.setup.stepSeconds) / 3600;
  const zoneUnit = (zone: number) =>
    zone < plan.zoneCount ? plan.zoneUnitPrice[zone * plan.periodCount + period] * unitsPerOrder : 0;
  for (let zone = 0; zone < plan.zoneCount; zone += 1) {
    if (robotStep > 0 || zoneUnit(zone) > 0) return { robotStep, zoneUnit };
  }
  return null;
}
