// What the brain of a site is made from, whoever its robots are.
import type { ControllerSetup, Strategy } from "../../controller/index.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import type { Site } from "./build-site.ts";

export function controllerSetup(
  scenario: Scenario,
  { setup, knowledge }: Pick<Site, "setup" | "knowledge">,
  seed: number,
  strategy: Strategy,
): ControllerSetup {
  const { planning } = scenario;
  return {
    seed,
    stepSeconds: setup.stepSeconds,
    startLocalSeconds: setup.startLocalSeconds,
    horizonSteps: setup.horizonSteps,
    floor: setup.floor,
    skus: setup.skus,
    robotTypes: setup.robotTypes,
    robotCount: setup.robots.cell.length,
    motion: scenario.motion,
    robotType: setup.robots.type,
    podCount: setup.pods.cell.length,
    stations: setup.stations,
    supply: setup.supply,
    strategy,
    knowledge,
    trafficIterations: planning.trafficIterations,
    planEverySteps: Math.max(1, Math.round((planning.everyMinutes * 60) / setup.stepSeconds)),
    planning: {
      periodSeconds: planning.periodMinutes * 60,
      periodCount: Math.round((planning.horizonHours * 60) / planning.periodMinutes),
      shiftSeconds: planning.shiftMinutes * 60,
      movesPerRobotHour: planning.movesPerRobotHour,
    },
  };
}
