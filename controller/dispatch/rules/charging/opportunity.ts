// As threshold, and a robot with nothing to do tops up while a charger is free; it leaves when there is work and it has
// enough.
import { limits } from "../../limits.ts";
import type { ChargingRule } from "../rule.ts";
import { threshold } from "./threshold.ts";

export const opportunity: ChargingRule = {
  wants(context, robot, share) {
    const low = threshold.wants(context, robot, share);
    if (low !== null || share >= limits.batteryOpportunity) return low;
    const idleSteps = context.step - context.missions.state.since[robot];
    return idleSteps >= context.steps(10) ? "charging-while-idle" : null;
  },
  leaves(context, robot, share, waiting) {
    if (threshold.leaves(context, robot, share, waiting)) return true;
    return share >= limits.batteryEnough && hasUnmetWork(context.stations.state.unmet);
  },
};

function hasUnmetWork(unmet: Int32Array): boolean {
  for (let station = 0; station < unmet.length; station += 1) if (unmet[station] > 0) return true;
  return false;
}
