// Sends free robots to chargers and away from them, as the rule wants.
import { RobotAction } from "../../../sim/model/index.ts";
import type { DispatchContext } from "../context.ts";
import { limits } from "../limits.ts";
import { Mission } from "../state/missions.ts";

export function chargeRobots(context: DispatchContext): void {
  const { setup } = context;
  const { state } = context.missions;
  if (setup.floor.chargers.length === 0) return;
  if (context.step % context.steps(limits.chargingSeconds) === 0) sendToChargers(context);
  for (let charger = 0; charger < state.chargerRobot.length; charger += 1) {
    const robot = state.chargerRobot[charger];
    if (robot >= 0) atCharger(context, robot, charger);
  }
}

function sendToChargers(context: DispatchContext): void {
  const { missions, observation, setup } = context;
  const { state } = missions;
  let waiting = 0;
  let noneFree = false;
  for (let robot = 0; robot < missions.robotCount; robot += 1) {
    if (!missions.isFree(robot) || state.failedAt[robot] >= 0 || observation.robots.pod[robot] >= 0) continue;
    const share = context.chargeShare(robot);
    const why = context.rules.charging.wants(context, robot, share);
    const charger = noneFree || why === null ? -1 : nearestFreeCharger(context, robot);
    context.notes?.add(
      context.step,
      "charging",
      { robot },
      charger < 0 ? null : charger,
      context.rules.charging.explain(context, robot, share, why),
    );
    if (why === null) continue;
    if (charger < 0) {
      noneFree = true;
      if (share >= limits.batteryLow) continue;
      waiting += 1;
      missions.because(robot, "idle-no-charger-free", Math.round(share * 100));
      continue;
    }
    state.chargerRobot[charger] = robot;
    state.goal[robot] = setup.floor.chargers[charger];
    missions.enter(robot, Mission.toCharger, context.step);
    missions.because(robot, why, Math.round(share * 100), charger);
  }
  context.state.waitingForCharger = waiting;
}

function atCharger(context: DispatchContext, robot: number, charger: number): void {
  const { missions, observation, setup } = context;
  const { state } = missions;
  if (observation.robots.busySteps[robot] > 0 || state.failedAt[robot] >= 0) return;
  if (observation.robots.cell[robot] !== setup.floor.chargers[charger]) return;
  if (state.mission[robot] === Mission.toCharger) missions.enter(robot, Mission.charging, context.step);
  if (context.rules.charging.leaves(context, robot, context.chargeShare(robot))) {
    state.chargerRobot[charger] = -1;
    state.goal[robot] = -1;
    missions.enter(robot, Mission.idle, context.step);
    return;
  }
  state.progress[robot] = context.step;
  context.action[robot] = RobotAction.charge;
}

function nearestFreeCharger(context: DispatchContext, robot: number): number {
  const { chargers } = context.setup.floor;
  let best = -1;
  let bestSteps = Number.POSITIVE_INFINITY;
  for (let charger = 0; charger < chargers.length; charger += 1) {
    if (context.missions.state.chargerRobot[charger] >= 0) continue;
    const steps = context.geometry.manhattan(context.observation.robots.cell[robot], chargers[charger]);
    if (steps >= bestSteps) continue;
    best = charger;
    bestSteps = steps;
  }
  return best;
}
