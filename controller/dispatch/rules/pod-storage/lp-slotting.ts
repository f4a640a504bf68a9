// The zone where the slotting plan wants pods of which so much is expected to be picked; without a plan, by turnover.
import { podDemand, wantedZoneOf } from "../../../planning/index.ts";
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

function wantedZone(context: DispatchContext, pod: number): number {
  const { pods } = context.plan!.slotting!;
  const { slotSku, slotUnits } = context.stock.state;
  const { slotsPerPod } = context.stock;
  return wantedZoneOf(pods, podDemand({ slotsPerPod, slotSku, slotUnits }, pods.pickShare, pod));
}
