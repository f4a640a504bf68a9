// Robots charge when the dispatch plan wants robots at chargers: those with the least charge first, as many as planned. A low
// battery charges in any case. Without a plan it is the opportunity rule.
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { Mission } from "../../state/missions.ts";
import { planPeriod } from "../plan-period.ts";
import type { ChargingRule } from "../rule.ts";
import { becauseCharge } from "./charge-reason.ts";
import { opportunity } from "./opportunity.ts";
import { threshold } from "./threshold.ts";

export const lpWindows: ChargingRule = {
  wants(context, robot, share) {
    const planned = plannedChargers(context);
    if (planned < 0) return opportunity.wants(context, robot, share);
    const low = threshold.wants(context, robot, share);
    if (low !== null || share >= limits.batteryOpportunity) return low;
    const places = planned - chargingRobots(context);
    return places > 0 && freeWithLess(context, robot) < places ? "charging-in-window" : null;
  },
  leaves(context, robot, share) {
    const planned = plannedChargers(context);
    if (planned < 0) return opportunity.leaves(context, robot, share);
    if (threshold.leaves(context, robot, share)) return true;
    return share >= limits.batteryEnough && chargingRobots(context) > planned;
  },
  explain: (context, _robot, share, wants) =>
    becauseCharge(share, wants, Math.max(0, plannedChargers(context))),
};

/** Robots that the plan wants at chargers now; −1 = no plan. */
function plannedChargers(context: DispatchContext): number {
  const plan = context.plan?.dispatch;
  const period = planPeriod(context);
  return !plan || period < 0 ? -1 : Math.round(plan.robotsCharge[period]);
}

function chargingRobots(context: DispatchContext): number {
  const { mission } = context.missions.state;
  let count = 0;
  for (let robot = 0; robot < context.missions.robotCount; robot += 1) {
    if (mission[robot] === Mission.toCharger || mission[robot] === Mission.charging) count += 1;
  }
  return count;
}

/** Free robots whose charge is lower; ties by id. */
function freeWithLess(context: DispatchContext, robot: number): number {
  const { missions, observation } = context;
  const own = context.chargeShare(robot);
  let count = 0;
  for (let other = 0; other < missions.robotCount; other += 1) {
    if (!missions.isFree(other) || missions.state.failedAt[other] >= 0) continue;
    if (observation.robots.pod[other] >= 0) continue;
    const share = context.chargeShare(other);
    if (share < own || (share === own && other < robot)) count += 1;
  }
  return count;
}
