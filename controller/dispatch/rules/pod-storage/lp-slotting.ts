// The zone where the slotting plan wants most of the pod's units; without a plan, by turnover.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import type { PodStorageRule } from "../rule.ts";
import { nearestInZone } from "./in-zone.ts";
import { becausePlace } from "./place-reason.ts";
import { turnoverZones } from "./turnover-zones.ts";

export const lpSlotting: PodStorageRule = {
  choose(context, robot, pod, station) {
    if (!context.plan?.slotting) return turnoverZones.choose(context, robot, pod, station);
    return nearestInZone(context, robot, pod, station, wantedZone(context, pod));
  },
  explain(context, robot, pod, station, place) {
    if (!context.plan?.slotting) return turnoverZones.explain(context, robot, pod, station, place);
    const zone = wantedZone(context, pod);
    return becausePlace(context, robot, station, place, () => because("plan-wants-zone", zone));
  },
};

/** Zone that the slotting plan, which there must be, wants most of the pod's units in. */
export function wantedZone(context: DispatchContext, pod: number): number {
  const plan = context.plan!.slotting!;
  const { slotSku, slotUnits } = context.stock.state;
  const start = pod * context.stock.slotsPerPod;
  let best = 0;
  let bestUnits = -1;
  for (let zone = 0; zone < plan.zoneCount; zone += 1) {
    let units = 0;
    for (let slot = start; slot < start + context.stock.slotsPerPod; slot += 1) {
      if (slotSku[slot] >= 0)
        units += slotUnits[slot] * plan.zoneShare[slotSku[slot] * plan.zoneCount + zone];
    }
    if (units > bestUnits + 1e-9) {
      best = zone;
      bestUnits = units;
    }
  }
  return best;
}
