// The planner: keeps the forecaster fed from each step's events and, at every planning epoch, makes the forecast, the
// slotting plan and the dispatch plan as the strategy has them.
import { EventKind, type Observation } from "../../sim/model/index.ts";
import type { ControllerSetup } from "../controller-port.ts";
import {
  createForecaster,
  createSeasonalNaive,
  type Forecaster,
  type ForecasterState,
} from "../forecast/index.ts";
import { dispatchInput } from "./dispatch-input.ts";
import { planDispatch } from "./dispatch-plan.ts";
import type { LpSolver } from "./lp/index.ts";
import { OpenOrders, type OpenOrdersState } from "./open-orders.ts";
import type { DemandForecast, DispatchPlan, Plan, SlottingPlan } from "./plan.ts";
import { planSlotting } from "./slotting.ts";
import { slottingInput } from "./slotting-input.ts";
import { WorkRates, type WorkRatesState } from "./work-rates.ts";

/** Rules the planner knows for the decisions that are its own. */
export const plannerRules = {
  forecast: ["none", "calendar", "seasonal-naive"],
  slotting: ["none", "lp"],
  "dispatch-plan": ["none", "lp"],
} as const;

/** Periods of the forecast and the dispatch plan: six hours of quarter hours. */
const periodSeconds = 900;
const periodCount = 24;
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
  const periodSteps = Math.max(1, Math.round(periodSeconds / stepSeconds));
  const observeSteps = Math.max(1, Math.round(observeSeconds / stepSeconds));
  const arrivals = new Float64Array(skus.categoryNames.length);
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
        for (let line = first; line < end; line += 1) {
          forecaster?.observeLine(orders.lineSku[line]!, orders.lineUnits[line]!);
        }
      }
      if (step - observedUntilStep >= observeSteps) flush(step);
    },

    async plan(observation, solver) {
      const { step } = observation;
      flush(step);
      const forecast = makeForecast(step);
      const rate = rates.rates();
      const solves: string[] = [];
      const isSlottingDue = slotting === null || (step - slottingStep) * stepSeconds >= slottingSeconds;
      if (strategy.rules.slotting === "lp" && isSlottingDue) {
        const result = await planSlotting(slottingInput(observation, setup, forecast, rate), solver);
        slotting = result.plan ?? slotting;
        slottingStep = step;
        solves.push(result.solve);
      }
      if (strategy.rules["dispatch-plan"] === "lp") {
        const input = dispatchInput(observation, setup, openOrders, forecast, rate, {
          periodSteps,
          periodCount,
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
      arrivals.set(state.arrivals);
      observedUntilStep = state.observedUntilStep;
      slotting = state.slotting;
      slottingStep = state.slottingStep;
      dispatch = state.dispatch;
    },
  };
}

function chooseForecaster({ strategy, knowledge, skus }: PlannerSetup): Forecaster | null {
  switch (strategy.rules.forecast) {
    case "none":
      return null;
    case "seasonal-naive":
      return createSeasonalNaive(knowledge, skus);
    default:
      return createForecaster(knowledge, skus);
  }
}
