// As threshold, and a robot with nothing to do tops up while a charger is free; it leaves when it has enough and work
// waits that no idle robot can take.
import { limits } from "../../limits.ts";
import type { ChargingRule } from "../rule.ts";
import { becauseCharge } from "./charge-reason.ts";
import { threshold } from "./threshold.ts";

export const opportunity: ChargingRule = {
  wants(context, robot, share) {
    const low = threshold.wants(context, robot, share);
    if (low !== null || share >= limits.batteryOpportunity) return low;
    const idleSteps = context.step - context.missions.state.since[robot];
    return idleSteps >= context.steps(limits.idleBeforeChargingSeconds) ? "charging-while-idle" : null;
  },
  leaves(context, robot, share) {
    if (threshold.leaves(context, robot, share)) return true;
    if (share < limits.batteryEnough || context.scratch.freeCount > 0) return false;
    return hasUnmetWork(context.stations.state.unmet);
  },
  explain: (_context, _robot, share, wants) => becauseCharge(share, wants),
};

function hasUnmetWork(unmet: Int32Array): boolean {
  for (let station = 0; station < unmet.length; station += 1) if (unmet[station] > 0) return true;
  return false;
}
