// A scenario's warehouse for robots that are not simulated: its floor, stations, pods, stock and orders, and the strategy that
// decides, as work of a live fleet.
import { createController, type Strategy } from "../../controller/index.ts";
import type { LpSolver } from "../../controller/planning/lp/lp-port.ts";
import { createTraffic } from "../../controller/traffic/index.ts";
import { type WarehouseHistory, WarehouseWork } from "../../devices/live/warehouse/index.ts";
import type { Floor, PlannedFault, WorldSetup } from "../../sim/model/index.ts";
import { buildSite, type ScenarioInputs } from "../build/build-site.ts";
import { controllerSetup } from "../build/controller-setup.ts";
import { type FieldMisfit, misfit } from "../build/misfit.ts";
import type { Scenario } from "../schema/scenario-schema.ts";

/** What plans reckon with of the real robots; what is left out is as the scenario's first type. */
export interface LiveCarrier {
  readonly speedMetresPerSecond?: number;
  readonly accelerationMetresPerSecond2?: number;
  readonly fullTurnSeconds?: number;
  readonly liftSeconds?: number;
  readonly setDownSeconds?: number;
}

export interface LiveWarehouseRequest {
  readonly scenario: Scenario;
  /** Files that the scenario names, already read. */
  readonly inputs?: ScenarioInputs;
  readonly seed: number;
  readonly strategy: Strategy;
  readonly solver: LpSolver;
  readonly robotCount: number;
  readonly carrier?: LiveCarrier;
  /** `scenario`: its customers order as in a run, and other systems may as well; `desk`: only other systems. */
  readonly demand: "scenario" | "desk";
  /** What an earlier run has left in the journal. */
  readonly history?: WarehouseHistory | null;
}

export type LiveWarehouse =
  | { readonly ok: true; readonly value: { readonly floor: Floor; readonly work: WarehouseWork } }
  | { readonly ok: false; readonly misfits: readonly FieldMisfit[] };

/** Happens to a live site as to a simulated one; what befalls robots, cells and customers is for reality to say. */
const plannedKinds: readonly PlannedFault["kind"][] = [
  "station-closes",
  "person-away",
  "station-slows",
  "shift-changes",
  "supplier-stops",
];

export function createLiveWarehouse(request: LiveWarehouseRequest): LiveWarehouse {
  const { inputs = {}, seed, strategy, solver, demand, history = null } = request;
  const scenario = liveScenario(request);
  if (strategy.rules.forecast === "perfect")
    return {
      ok: false,
      misfits: [misfit(["strategies"], "a forecast that does not know the future", "perfect")],
    };
  const built = buildSite(scenario, inputs, seed);
  if (!built.ok) return built;
  const site = built.value;
  const { floor } = site.setup;
  if (floor.racks !== undefined || floor.chutes !== undefined)
    return {
      ok: false,
      misfits: [misfit(["floor"], "a floor of pods that stand on the ground", scenario.floor.kind)],
    };
  const setup: WorldSetup = {
    ...site.setup,
    motion: { kind: "reported" },
    faults: {
      ...site.setup.faults,
      robotMeanHoursBetweenFailures: 0,
      planned: site.setup.faults.planned.filter(({ kind }) => plannedKinds.includes(kind)),
    },
  };
  const brainSetup = controllerSetup(scenario, { ...site, setup }, seed, strategy);
  const work = new WarehouseWork(
    {
      setup,
      createDemand: () => (demand === "scenario" ? site.createDemand() : null),
      createBrain: (traffic) => createController(brainSetup, traffic),
      distances: createTraffic({ floor, robotCount: request.robotCount, seed, iterations: 0 }),
      solver,
      history,
    },
    request.robotCount,
  );
  return { ok: true, value: { floor, work } };
}

/** The scenario with the real robots in it, and without what only simulated customers do. */
function liveScenario({ scenario, robotCount, carrier = {} }: LiveWarehouseRequest): Scenario {
  const { cancellation: _, ...faults } = scenario.faults;
  const { share: _share, count: _count, ...type } = scenario.fleet.types[0]!;
  const types = [{ ...type, ...carrier }];
  return { ...scenario, faults, fleet: { ...scenario.fleet, count: robotCount, types } };
}
