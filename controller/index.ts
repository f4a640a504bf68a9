// The brain's door.
import { assert } from "../sim/kernel/index.ts";
import type { RobotType } from "../sim/model/index.ts";
import { assembleController } from "./controller.ts";
import type { Controller, ControllerSetup } from "./controller-port.ts";
import { createExecutedTraffic } from "./execution/index.ts";
import { createPlanner } from "./planning/index.ts";
import { createTraffic, type Traffic } from "./traffic/index.ts";

export { assembleController, type ControllerParts } from "./controller.ts";
export * from "./controller-port.ts";
export { type RuleReasonCode, reasons, ruleNames, strategyProblems } from "./dispatch/index.ts";
export type * from "./planning/lp/lp-port.ts";
export type * from "./planning/plan.ts";

/**
 * The brain for a warehouse and a strategy.
 * @param traffic carries the robots to their goals; left out: the brain's own.
 * @throws Error naming every rule of the strategy that does not exist.
 */
export function createController(setup: ControllerSetup, traffic = createMovingTraffic(setup)): Controller {
  const { rules } = setup.strategy;
  // Stock and zones are what is planned; a sorter has neither.
  const isSorter = setup.floor.chutes !== undefined;
  const plans =
    !isSorter && [rules.forecast, rules.slotting, rules["dispatch-plan"]].some((rule) => rule !== "none");
  return assembleController(setup, { traffic, planner: plans ? createPlanner(setup) : null });
}

/** The planner itself in lockstep; with delayed motion, what carries its plans out. */
function createMovingTraffic(setup: ControllerSetup): Traffic {
  const { floor, robotCount, seed, robotTypes, robotType } = setup;
  const planner = createTraffic({ floor, robotCount, seed, iterations: setup.trafficIterations });
  if (setup.motion !== "delayed") return planner;
  assert(robotType?.length === robotCount, "with delayed motion the type of each robot is given");
  const ticks = (milliSteps: (type: RobotType) => number) =>
    Float64Array.from(robotType, (type) => milliSteps(robotTypes[type]!) / 1000);
  return createExecutedTraffic({
    floor,
    robotCount,
    planner,
    forwardTicks: ticks((type) => type.driveMilliSteps),
    turnTicks: ticks((type) => type.quarterTurnMilliSteps),
  });
}
