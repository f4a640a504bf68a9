// The planner: keeps the forecaster fed from each step's events and, at every planning epoch, makes the forecast, the
// slotting plan and the dispatch plan as the strategy has them.
import { EventKind, type Observation } from "../../sim/model/index.ts";
import { type ControllerSetup, planningDefaults } from "../controller-port.ts";
import {
  createForecaster,
  createPerfectForecaster,
  createSeasonalNaive,
  type Forecaster,
  type ForecasterState,
} from "../forecast/index.ts";
import { dispatchInput } from "./dispatch-input.ts";
import { planDispatch } from "./dispatch-plan.ts";
import type { LpSolver } from "./lp/index.ts";
import { OpenOrders, type OpenOrdersState } from "./open-orders.ts";
import type { DemandForecast, DispatchPlan, Plan, SlottingPlan } from "./plan.ts";
import { listPodMoves } from "./pod-moves.ts";
import { podZones } from "./pod-zones.ts";
import { SkuFamilies, type SkuFamiliesState } from "./sku-families.ts";
import { planSlotting, type ZoneShares } from "./slotting.ts";
import { slottingInput, slottingPlanHours } from "./slotting-input.ts";
import { type RobotRates, WorkRates, type WorkRatesState } from "./work-rates.ts";
import { zoneGeometry } from "./zone-geometry.ts";

/** Rules the planner knows for the decisions that are its own. */
export const plannerRules = {
  forecast: ["none", "calendar", "seasonal-naive", "perfect"],
  slotting: ["none", "lp"],
  "dispatch-plan": ["none", "lp", "lp-safe"],
} as const;

/** `lp-safe` plans for arrivals that are exceeded one time in ten. */
const safeLevel = 0.9;
/** Arrivals are handed to the forecaster in intervals of this length, and at every plan. */
const observeSeconds = 300;
/** Stock is slow to move: slotting is planned anew at most this often. */
const slottingSeconds = 3600;

export type PlannerSetup = Pick<
  ControllerSetup,
  | "stepSeconds"
  | "startLocalSeconds"
  | "floor"
  | "skus"
  | "robotTypes"
  | "robotCount"
  | "podCount"
  | "stations"
  | "strategy"
  | "knowledge"
  | "supply"
  | "planning"
>;

export interface Planner {
  /** Takes in the events of one step; call it once per step, before `plan` of the same step. */
  observe(observation: Observation): void;
  /** The plan from now on. Never rejects; parts the strategy leaves out, or that could not be solved, are null. */
  plan(observation: Observation, solver: LpSolver): Promise<Plan>;
  snapshot(): PlannerState;
  restore(state: PlannerState): void;
}

/** Plain, structured-cloneable. */
export interface PlannerState {
  readonly version: 1;
  readonly forecaster: ForecasterState | null;
  readonly openOrders: OpenOrdersState;
  readonly rates: WorkRatesState;
  readonly families: SkuFamiliesState;
  readonly arrivals: Float64Array;
  readonly observedUntilStep: number;
  readonly slotting: SlottingPlan | null;
  readonly slottingStep: number;
  readonly dispatch: DispatchPlan | null;
}

/** Creates the planner; fitting the forecaster to the history is done here, once. */
export function createPlanner(setup: PlannerSetup): Planner {
  const { skus, strategy, stepSeconds } = setup;
  const forecaster = chooseForecaster(setup);
  const openOrders = new OpenOrders();
  const bundleMean = skus.bundleUnits.reduce((sum, units) => sum + units, 0) / Math.max(1, skus.count);
  const rates = new WorkRates(setup.floor, setup.robotTypes, setup.robotCount, stepSeconds, bundleMean);
  const { periodSeconds, periodCount, shiftSeconds, movesPerRobotHour } = setup.planning ?? planningDefaults;
  const families = new SkuFamilies(skus.count);
  const geometry = zoneGeometry(setup.floor, setup.robotTypes, stepSeconds);
  const skusOfOrder: number[] = [];
  const periodSteps = Math.max(1, Math.round(periodSeconds / stepSeconds));
  const observeSteps = Math.max(1, Math.round(observeSeconds / stepSeconds));
  const arrivals = new Float64Array(skus.categoryNames.length);
  const isSlotted = strategy.rules.slotting === "lp";
  let observedUntilStep = 0;
  let slotting: SlottingPlan | null = null;
  let slottingStep = -1;
  let dispatch: DispatchPlan | null = null;

  function flush(step: number): void {
    if (step <= observedUntilStep) return;
    const from = setup.startLocalSeconds + observedUntilStep * stepSeconds;
    forecaster?.observe(from, setup.startLocalSeconds + step * stepSeconds, arrivals);
    arrivals.fill(0);
    observedUntilStep = step;
  }

  function makeForecast(step: number): DemandForecast | null {
    const fromLocalSeconds = setup.startLocalSeconds + step * stepSeconds;
    const request = { fromStep: step, fromLocalSeconds, stepSeconds, periodSteps, periodCount };
    return forecaster?.forecast(request) ?? null;
  }

  /** The slotting plan in force: solved anew when due, its moves listed anew from where pods stand now. */
  async function planZones(
    observation: Observation,
    solver: LpSolver,
    forecast: DemandForecast | null,
    rate: RobotRates,
    solves: string[],
  ): Promise<void> {
    const { step, pods } = observation;
    let shares: ZoneShares | null = slotting;
    if (slotting === null || (step - slottingStep) * stepSeconds >= slottingSeconds) {
      const podVolume = pods.capacityVolume * fillShare(observation);
      const budget = movesPerRobotHour * setup.robotCount * slottingPlanHours * podVolume;
      const input = slottingInput(observation, setup, forecast, rate, geometry, families.families(), budget);
      const result = await planSlotting(input, solver);
      shares = result.plan ?? shares;
      slottingStep = step;
      solves.push(result.solve);
    }
    if (shares === null) return;
    const expectedUnits = forecast?.skuUnits ?? pastUnits(setup);
    const unitsPerVisit = Math.max(1, (rate.pickUnitsPerRobotHour * rate.cycleSeconds) / 3600);
    const zones = podZones(observation, shares.zoneShare, expectedUnits, geometry);
    const moves = listPodMoves(observation, zones, geometry, unitsPerVisit);
    slotting = { ...shares, pods: zones, moves };
  }

  return {
    observe(observation) {
      rates.observe(observation);
      const { events, orders, step } = observation;
      for (let index = 0; index < events.count; index += 1) {
        if (events.kind(index) !== EventKind.orderArrived) continue;
        const order = events.a(index);
        const first = orders.firstLine[order]!;
        const end = first + orders.lineCount[order]!;
        const category = skus.category[orders.lineSku[first]!]!;
        arrivals[category] = arrivals[category]! + 1;
        skusOfOrder.length = 0;
        for (let line = first; line < end; line += 1) {
          forecaster?.observeLine(orders.lineSku[line]!, orders.lineUnits[line]!);
          skusOfOrder.push(orders.lineSku[line]!);
        }
        if (isSlotted) families.observe(skusOfOrder);
      }
      if (step - observedUntilStep >= observeSteps) flush(step);
    },

    async plan(observation, solver) {
      const { step } = observation;
      flush(step);
      const forecast = makeForecast(step);
      const rate = rates.rates();
      const solves: string[] = [];
      if (isSlotted) await planZones(observation, solver, forecast, rate, solves);
      const planRule = strategy.rules["dispatch-plan"];
      if (planRule !== "none") {
        const input = dispatchInput(observation, setup, {
          openOrders,
          forecast,
          arrivalLevel: planRule === "lp-safe" ? safeLevel : null,
          rates: rate,
          geometry,
          moves: slotting?.moves ?? null,
          periodSteps,
          periodCount,
          shiftMinPeriods: Math.max(1, Math.ceil(shiftSeconds / periodSeconds)),
        });
        const result = await planDispatch(input, step, periodSteps, solver);
        dispatch = result.plan ?? dispatch;
        solves.push(result.solve);
      }
      return { madeAtStep: step, forecast, slotting, dispatch, solves };
    },

    snapshot: () => ({
      version: 1,
      forecaster: forecaster?.snapshot() ?? null,
      openOrders: openOrders.snapshot(),
      rates: rates.snapshot(),
      families: families.snapshot(),
      arrivals: arrivals.slice(),
      observedUntilStep,
      slotting,
      slottingStep,
      dispatch,
    }),
    restore(state) {
      if (state.forecaster) forecaster?.restore(state.forecaster);
      openOrders.restore(state.openOrders);
      rates.restore(state.rates);
      families.restore(state.families);
      arrivals.set(state.arrivals);
      observedUntilStep = state.observedUntilStep;
      slotting = state.slotting;
      slottingStep = state.slottingStep;
      dispatch = state.dispatch;
    },
  };
}

/** Share of the pods' volume that is filled. */
function fillShare({ pods, skus }: Observation): number {
  let volume = 0;
  for (let slot = 0; slot < pods.slotSku.length; slot += 1) {
    const sku = pods.slotSku[slot]!;
    if (sku >= 0) volume += pods.slotUnits[slot]! * skus.unitVolume[sku]!;
  }
  return Math.max(0.05, volume / Math.max(1e-9, pods.count * pods.capacityVolume));
}

/** Units per SKU in as many hours as a slotting plan holds, as they were in the past. */
function pastUnits({ knowledge: { history } }: PlannerSetup): Float64Array {
  const hours = Math.max(1, (history.periodCount * history.periodSeconds) / 3600);
  return history.skuUnits.map((units) => (units / hours) * slottingPlanHours);
}

function chooseForecaster({ strategy, knowledge, skus }: PlannerSetup): Forecaster | null {
  switch (strategy.rules.forecast) {
    case "none":
      return null;
    case "seasonal-naive":
      return createSeasonalNaive(knowledge, skus);
    case "perfect":
      return createPerfectForecaster(knowledge, skus);
    default:
      return createForecaster(knowledge, skus);
  }
}
