// The brain's door.
import { assembleController } from "./controller.ts";
import type { Controller, ControllerSetup } from "./controller-port.ts";
import { createPlanner } from "./planning/index.ts";
import { createTraffic } from "./traffic/index.ts";

export { assembleController, type ControllerParts } from "./controller.ts";
export * from "./controller-port.ts";
export { ruleNames, strategyProblems } from "./dispatch/index.ts";
export type * from "./planning/lp/lp-port.ts";
export type * from "./planning/plan.ts";

/**
 * The brain for a warehouse and a strategy.
 * @throws Error naming every rule of the strategy that does not exist.
 */
export function createController(setup: ControllerSetup): Controller {
  const traffic = createTraffic({
    floor: setup.floor,
    robotCount: setup.robotCount,
    seed: setup.seed,
    iterations: setup.trafficIterations,
  });
  const { rules } = setup.strategy;
  const plans = [rules.forecast, rules.slotting, rules["dispatch-plan"]].some((rule) => rule !== "none");
  return assembleController(setup, { traffic, planner: plans ? createPlanner(setup) : null });
}
