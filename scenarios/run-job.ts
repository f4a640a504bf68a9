// One run as plain data, for hosts that carry it out elsewhere: what to run, how far it is, what came of it.
import type { DecisionNote, DecisionTally, Strategy } from "../controller/controller-port.ts";
import type { KpiReport, KpiSeries } from "../sim/record/index.ts";
import type { ScenarioInputs } from "./build/build-site.ts";
import type { RecordedRequest } from "./recording/recording-port.ts";
import type { RunTimings } from "./run-timer.ts";
import type { Scenario } from "./schema/scenario-schema.ts";

/** Scenario + seed + strategy: enough to repeat the run anywhere. */
export interface RunJob {
  readonly scenario: Scenario;
  readonly inputs: ScenarioInputs;
  readonly seed: number;
  readonly strategy: Strategy;
  /**
   * Minutes between possible starts of measuring in the first half of the run: the outcome then has the KPIs from each of
   * them. Left out = none. Does not change what is simulated.
   */
  readonly windowMinutes?: number;
  /** Note what the rules decide and why, into the outcome. Does not change what is simulated. */
  readonly explain?: boolean;
  /** Keep the run in a recording; left out = do not. Does not change what is simulated. */
  readonly record?: RunRecord;
}

export interface RunRecord {
  readonly file: string;
  readonly request: RecordedRequest;
  /** Version of peakfleet. */
  readonly program: string;
}

/** KPIs of the time from `fromSeconds` after the scenario's start to the end. */
export interface RunWindow {
  readonly fromSeconds: number;
  readonly kpis: KpiReport;
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

/** Decisions of a run: the latest one by one, and how often each reason decided in all. */
export interface RunDecisions {
  readonly notes: readonly DecisionNote[];
  readonly tallies: readonly DecisionTally[];
}

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
  /** For each start asked for; absent when none was. */
  readonly windows?: readonly RunWindow[];
  /**
   * Where robots waited, in robot seconds per cell after the scenario's warm-up: with somewhere to go, or in a station's own
   * cells without being served. They add up to `robotQueueShare` of robot time. Absent where no host asked.
   */
  readonly waits?: Float32Array;
  /** What the rules decided and why; absent where it was not asked for. */
  readonly decisions?: RunDecisions;
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
