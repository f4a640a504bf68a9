// One run as plain data, for hosts that carry it out elsewhere: what to run, how far it is, what came of it.
import type { Strategy } from "../controller/controller-port.ts";
import type { KpiReport, KpiSeries } from "../sim/record/index.ts";
import type { ScenarioInputs } from "./build/build-site.ts";
import type { RunTimings } from "./run-timer.ts";
import type { Scenario } from "./schema/scenario-schema.ts";

/** Scenario + seed + strategy: enough to repeat the run anywhere. */
export interface RunJob {
  readonly scenario: Scenario;
  readonly inputs: ScenarioInputs;
  readonly seed: number;
  readonly strategy: Strategy;
}

export interface RunProgress {
  readonly step: number;
  readonly horizonSteps: number;
  readonly ordersArrived: number;
  readonly ordersDone: number;
  readonly ordersOpen: number;
  readonly kpis: KpiReport;
}

/** An order that was released and not done when the run ended. */
export interface OpenOrder {
  readonly order: number;
  readonly state: "waiting" | "assigned";
  readonly arrivalStep: number;
  readonly dueStep: number;
  readonly unitsMissing: number;
}

/** Open orders listed one by one; all are counted in `ordersOpen`. */
export const openOrdersListed = 10_000;

export interface RunOutcome {
  /** `stopped`: cancelled before the horizon; everything else is as far as it came. */
  readonly kind: "complete" | "stopped";
  readonly step: number;
  readonly horizonSteps: number;
  readonly ordersArrived: number;
  readonly ordersDone: number;
  readonly ordersOpen: number;
  readonly openOrders: readonly OpenOrder[];
  readonly kpis: KpiReport;
  readonly series: KpiSeries;
  /** Where robots that had somewhere to go stood still: seconds per cell, sampled; absent where nobody sampled. */
  readonly waits?: Float32Array;
  readonly hash: string;
  readonly wallSeconds: number;
  /** Wall time of the run's parts. */
  readonly timings: RunTimings;
  /** Models solved in the last plan, one line each. */
  readonly lastSolves: readonly string[];
}

export interface RunFailure {
  readonly kind: "failed";
  readonly message: string;
}

/** Still queued when its signal was aborted or the pool was closed. */
export interface RunSkipped {
  readonly kind: "not-started";
}

export type RunResult = RunOutcome | RunFailure | RunSkipped;
