// A tiny world with a dispatch context on it, so that a rule can be asked and the answer seen.

import { DispatchContext } from "../../controller/dispatch/context.ts";
import type { ControllerSetup, Decision, Plan, Strategy } from "../../controller/index.ts";
import type { DispatchCommand, WorldSetup } from "../../sim/model/index.ts";
import { World } from "../../sim/world/index.ts";
import { scriptedDemand, skuCount, type TinyWorldOptions, tinySetup } from "../sim/tiny-world.ts";

export const plainRules: Readonly<Record<Decision, string>> = {
  "order-release": "continuous",
  "order-station": "fcfs",
  "pod-choice": "nearest",
  "after-visit": "other-station",
  "pod-storage": "nearest",
  "stock-pod": "emptiest",
  "replenish-station": "least-busy",
  repositioning: "none",
  "robot-induction": "neediest",
  "chute-choice": "nearest",
  "robot-task": "nearest",
  "station-activation": "all",
  charging: "threshold",
  forecast: "none",
  slotting: "none",
  "dispatch-plan": "none",
};

export function strategyOf(rules: Partial<Record<Decision, string>> = {}): Strategy {
  return { name: "test", summary: { en: "test", zh: "测试" }, rules: { ...plainRules, ...rules } };
}

/** What a brain needs to know of a world; nothing of the past but `skuUnits`. */
export function controllerSetup(
  world: WorldSetup,
  strategy: Strategy,
  skuUnits = new Float64Array(world.skus.count),
): ControllerSetup {
  return {
    seed: world.seed,
    stepSeconds: world.stepSeconds,
    startLocalSeconds: world.startLocalSeconds,
    horizonSteps: world.horizonSteps,
    floor: world.floor,
    skus: world.skus,
    robotTypes: world.robotTypes,
    robotCount: world.robots.cell.length,
    podCount: world.pods.cell.length,
    stations: world.stations,
    supply: world.supply,
    strategy,
    knowledge: {
      calendar: { name: "none", hourShare: [], waves: [], plannedDayFactor: {} },
      history: {
        startLocalSeconds: 0,
        periodSeconds: 3600,
        periodCount: 1,
        orders: new Float64Array(world.skus.categoryNames.length),
        unitsPerOrder: 1,
        linesPerOrder: 1,
        skuUnits,
      },
    },
    trafficIterations: 0,
    planEverySteps: 1_000_000,
  };
}

/** A plan from step 0 on in quarter hours, in which everything unnamed is 0. */
export function dispatchPlan(periodCount: number, some: Partial<NonNullable<Plan["dispatch"]>>): Plan {
  const none = () => new Float64Array(periodCount);
  return {
    madeAtStep: 0,
    forecast: null,
    slotting: null,
    solves: [],
    dispatch: {
      fromStep: 0,
      periodSteps: 900,
      periodCount,
      releaseOrders: none(),
      releaseByZone: none(),
      zoneCount: 1,
      pickStationsOpen: none(),
      replenishStationsOpen: none(),
      robotsPick: none(),
      robotsReplenish: none(),
      robotsCharge: none(),
      robotsReposition: none(),
      backlogOrders: none(),
      lateOrders: none(),
      robotHourPrice: none(),
      stationHourPrice: none(),
      zoneUnitPrice: none(),
      ...some,
    },
  };
}

/** A slotting plan over two zones: pods of which `pickShare` of a SKU's units makes at least one stand in zone 0. No moves unless told. */
export function slottingPlan(
  pickShare: readonly number[],
  moves: NonNullable<Plan["slotting"]>["moves"] = noMoves,
): NonNullable<Plan["slotting"]> {
  return {
    zoneCount: 2,
    zoneShare: new Float64Array(2 * pickShare.length),
    pods: {
      pickShare: Float64Array.from(pickShare),
      order: Uint8Array.of(0, 1),
      demandMin: Float64Array.of(1, 0),
    },
    zonePrice: new Float64Array(2),
    movePrice: 0,
    moves,
  };
}
const noMoves = {
  inwardCount: 0,
  pod: new Int32Array(0),
  zone: new Uint8Array(0),
  savedSeconds: new Float64Array(0),
};

export interface TinySite {
  readonly world: World;
  readonly context: DispatchContext;
  /** Lets the world take a step with dispatch commands only. */
  step(dispatch?: readonly DispatchCommand[]): void;
}

/** A site whose rules are asked by hand. `skuUnits` = demand of the last hour per SKU. */
export function tinySite(
  options: TinyWorldOptions,
  rules: Partial<Record<Decision, string>> = {},
  skuUnits = new Float64Array(skuCount),
): TinySite {
  const setup = tinySetup(options);
  const world = new World(setup, options.demand ?? scriptedDemand(options.orders ?? [], options.bundles));
  const context = new DispatchContext(controllerSetup(setup, strategyOf(rules), skuUnits), world.observation);
  const actions = new Uint8Array(setup.robots.cell.length);
  return { world, context, step: (dispatch = []) => world.step({ actions, dispatch }) };
}
