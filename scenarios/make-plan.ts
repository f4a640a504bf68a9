// One planning epoch looked at: a run is carried to a moment, and its plan there comes back with the models it was made from.
import type { DemandForecast, DispatchPlan, SlottingPlan } from "../controller/planning/index.ts";
import { stockByZone } from "../controller/planning/index.ts";
import type { LinearModel, LpSolution, LpSolver } from "../controller/planning/lp/lp-port.ts";
import { type Observation, zoneOfPlace } from "../sim/model/index.ts";
import { createRun } from "./create-run.ts";
import { describeOrders } from "./open-orders.ts";
import type { RunJob } from "./run-job.ts";

export interface PlanJob extends Pick<RunJob, "scenario" | "inputs" | "seed" | "strategy"> {
  /** The plan in force in this step is wanted. */
  readonly atStep: number;
}

export interface PlanHosting {
  readonly solver: LpSolver;
  /** Wall clock, ms. */
  readonly clock: () => number;
  /** Called now and then on the way; true ends it. */
  readonly onStep: (step: number) => boolean;
  /** Awaited after a stretch of steps, so that the host can listen. */
  readonly breathe: () => Promise<void>;
}

/** The last model of its name that was solved, and its answer. */
export interface SolvedModel {
  readonly model: LinearModel;
  readonly solution: LpSolution;
  readonly atStep: number;
  readonly wallSeconds: number;
}

/** One zone, 0 = nearest to the pick stations; shares of the whole site. */
export interface ZonePlan {
  readonly zone: number;
  readonly places: number;
  /** Stock by volume, and expected demand by units, as the stock stands now and as it is planned to stand. */
  readonly stockShareNow: number;
  readonly stockShare: number;
  readonly demandShareNow: number;
  readonly demandShare: number;
  /** Robot seconds that one more unit of pick work per hour in the zone is worth. */
  readonly price: number;
}

export interface PlanOutcome {
  readonly kind: "planned";
  readonly madeAtStep: number;
  readonly stepSeconds: number;
  readonly ordersOpen: number;
  readonly forecast: DemandForecast | null;
  readonly slotting: SlottingPlan | null;
  readonly zones: readonly ZonePlan[];
  readonly dispatch: DispatchPlan | null;
  readonly solved: readonly SolvedModel[];
}

export type PlanResult =
  | PlanOutcome
  | { readonly kind: "stopped" }
  /** The strategy has no planner. */
  | { readonly kind: "no-plan" }
  | { readonly kind: "failed"; readonly message: string };

const stepsPerBreath = 200;

/** Runs up to `atStep` and gives the plan made there or last before it. */
export async function makePlan(job: PlanJob, hosting: PlanHosting): Promise<PlanResult> {
  const solved = new Map<string, SolvedModel>();
  let step = 0;
  const solver: LpSolver = {
    name: hosting.solver.name,
    solve: async (model) => {
      const startMs = hosting.clock();
      const solution = await hosting.solver.solve(model);
      const wallSeconds = (hosting.clock() - startMs) / 1000;
      solved.set(model.name, { model, solution, atStep: step, wallSeconds });
      return solution;
    },
    close: () => hosting.solver.close(),
  };
  const created = createRun({ ...job, solver });
  if (!created.ok) {
    const misfits = created.misfits.map(
      ({ path, expected, found }) => `${path.join(".")}: expected ${expected}; found ${found}`,
    );
    return { kind: "failed", message: misfits.join("\n") };
  }
  const run = created.value;
  // A plan due in a step is made when the step is taken.
  const end = Math.min(job.atStep + 1, run.horizonSteps);
  while (run.step < end) {
    step = run.step;
    if (hosting.onStep(run.step)) return { kind: "stopped" };
    await run.advance(end, () => {
      step = run.step;
      return run.step % stepsPerBreath === 0;
    });
    await hosting.breathe();
  }
  const { plan } = run.brain;
  if (plan === null) return { kind: "no-plan" };
  return {
    kind: "planned",
    madeAtStep: plan.madeAtStep,
    stepSeconds: run.setup.stepSeconds,
    ordersOpen: describeOrders(run.observation.orders).ordersOpen,
    forecast: plan.forecast,
    slotting: plan.slotting,
    zones: plan.slotting === null ? [] : zonePlans(run.observation, plan.slotting, plan.forecast),
    dispatch: plan.dispatch,
    solved: [...solved.values()],
  };
}

function zonePlans(
  observation: Observation,
  slotting: SlottingPlan,
  forecast: DemandForecast | null,
): ZonePlan[] {
  const { floor, skus } = observation;
  const { zoneCount } = slotting;
  const now = stockByZone(observation, floor);
  const demand = forecast?.skuUnits ?? new Float64Array(skus.count).fill(1);
  const volumeTotal = now.volume.reduce((sum, volume) => sum + volume, 0) || 1;
  const demandTotal = demand.reduce((sum, units) => sum + units, 0) || 1;
  const places = new Int32Array(zoneCount);
  for (let place = 0; place < floor.podPlaces.length; place += 1) {
    const zone = zoneOfPlace(floor, place);
    if (zone < zoneCount) places[zone] = places[zone]! + 1;
  }
  return Array.from({ length: zoneCount }, (_, zone) => {
    const shares = { stockShareNow: 0, stockShare: 0, demandShareNow: 0, demandShare: 0 };
    for (let sku = 0; sku < skus.count; sku += 1) {
      const stock = now.volume[sku]! / volumeTotal;
      const units = (demand[sku] ?? 0) / demandTotal;
      const at = sku * zoneCount + zone;
      shares.stockShareNow += stock * now.share[at]!;
      shares.stockShare += stock * slotting.zoneShare[at]!;
      shares.demandShareNow += units * now.share[at]!;
      shares.demandShare += units * slotting.zoneShare[at]!;
    }
    return { zone, places: places[zone]!, ...shares, price: slotting.zonePrice[zone] ?? 0 };
  });
}
