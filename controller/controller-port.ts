// The brain's door: observation in, commands out.
import type {
  Commands,
  DemandHistory,
  FestivalCalendar,
  Floor,
  Observation,
  RobotType,
  SkuTable,
  StationSetup,
  SupplySetup,
} from "../sim/model/index.ts";
import type { LpSolver } from "./planning/lp/lp-port.ts";
import type { Plan } from "./planning/plan.ts";

export type { DemandHistory } from "../sim/model/index.ts";

/** The decisions a strategy makes, each by one named rule. */
export const decisions = [
  "order-release",
  "order-station",
  "pod-choice",
  "after-visit",
  "pod-storage",
  "stock-pod",
  "replenish-station",
  "robot-task",
  "station-activation",
  "charging",
  "repositioning",
  "robot-induction",
  "chute-choice",
  "forecast",
  "slotting",
  "dispatch-plan",
] as const;
export type Decision = (typeof decisions)[number];

/** The rule of a decision that a strategy leaves out; decisions not named here must be made. */
export const defaultRules: Readonly<Partial<Record<Decision, string>>> = {
  "after-visit": "other-station",
  "replenish-station": "least-busy",
  repositioning: "none",
  "robot-induction": "neediest",
  "chute-choice": "nearest",
};

/**
 * Rules that may be joined by "+", each breaking the ties of those before it: `completeable+work-amount+nearest`.
 */
export const composableRules: Readonly<Partial<Record<Decision, readonly string[]>>> = {
  "pod-choice": ["nearest", "completeable", "picks", "work-amount", "demand", "age", "lateness"],
};

/** A named choice of one rule per decision. */
export interface Strategy {
  readonly name: string;
  readonly summary: { readonly en: string; readonly zh: string };
  readonly rules: Readonly<Record<Decision, string>>;
}

/** What the site knows before the run: past demand and the festival calendar. */
export interface SiteKnowledge {
  readonly calendar: FestivalCalendar;
  readonly history: DemandHistory;
  /** What will be ordered: only for runs that ask what a perfect forecast would be worth. */
  readonly future?: DemandFuture;
}

/** Demand to come in bins from step 0 on: orders per bin, units per SKU as `[bin * skuCount + sku]`. */
export interface DemandFuture {
  readonly binSeconds: number;
  readonly binCount: number;
  readonly orders: Float64Array;
  readonly skuUnits: Float32Array;
}

/** What plans reckon with, besides the floor and the fleet. */
export interface PlanningSetup {
  /** Length of a period, seconds: 15 to 60 minutes. */
  readonly periodSeconds: number;
  /** Periods of the forecast and the dispatch plan, 24 to 168. */
  readonly periodCount: number;
  /** A station that is opened stays open for as long, seconds: people are not sent home after a quarter of an hour. */
  readonly shiftSeconds: number;
  /** Pods per robot and hour that may be moved so that stock stands where the slotting plan wants it. */
  readonly movesPerRobotHour: number;
}

/** Six hours of quarter hours, no minimum shift, a move per robot and hour. */
export const planningDefaults: PlanningSetup = {
  periodSeconds: 900,
  periodCount: 24,
  shiftSeconds: 0,
  movesPerRobotHour: 1,
};

export interface ControllerSetup {
  readonly seed: number;
  readonly stepSeconds: number;
  readonly startLocalSeconds: number;
  readonly horizonSteps: number;
  readonly floor: Floor;
  readonly skus: SkuTable;
  readonly robotTypes: readonly RobotType[];
  readonly robotCount: number;
  /** How robots carry out actions, as `WorldSetup.motion` says; lockstep if left out. */
  readonly motion?: "lockstep" | "delayed";
  /** Type of each robot; needed with delayed motion. */
  readonly robotType?: Uint8Array;
  readonly podCount: number;
  readonly stations: StationSetup;
  /** What the supplier promises: the lead time counts into reordering. */
  readonly supply: SupplySetup;
  readonly strategy: Strategy;
  readonly knowledge: SiteKnowledge;
  /** Bounds on improvement per step, in iterations: scenario runs never look at a clock. */
  readonly trafficIterations: number;
  readonly planEverySteps: number;
  /** Horizon and rules of the plans; `planningDefaults` if left out. */
  readonly planning?: PlanningSetup;
  /** Called in every step between dispatch and traffic, so that a host can time both with a clock of its own. */
  readonly onDispatched?: () => void;
}

export interface Controller {
  /** One synchronous decision; the returned object is reused by the next call. */
  step(observation: Observation): Commands;
  /** True when the loop should await `plan` before the next `step`. */
  planningDue(step: number): boolean;
  /** Forecast, slotting LP and dispatch LP as the strategy has them; adopts the result. */
  plan(observation: Observation, solver: LpSolver): Promise<void>;
  readonly view: ControllerView;
  snapshot(): ControllerSnapshot;
  restore(snapshot: ControllerSnapshot): void;
}

/** What the viewer may show of the brain. */
export interface ControllerView {
  /** Cell each robot is heading for (its own cell if none). */
  readonly goal: Int32Array;
  /** What the robot is doing and why, or why it has nothing to do. */
  explain(robot: number): Explanation;
  /** Where an order stands and why it is not done yet. */
  explainOrder?(order: number): Explanation;
  readonly plan: Plan | null;
  /** Begins or ends noting why each rule chose or refused; noting changes nothing, and costs nothing while it is off. */
  noteDecisions?(mode: "on" | "off"): void;
  /** The latest notes, oldest first; empty while nothing is noted. */
  decisionNotes?(): readonly DecisionNote[];
  /** How often each reason decided since noting began, often used ones first. */
  decisionTallies?(): readonly DecisionTally[];
}

/** What one rule decided and why. The same decision made again about the same is one note. */
export interface DecisionNote {
  readonly decision: Decision;
  readonly rule: string;
  /** Steps of the first and the last time. */
  readonly fromStep: number;
  readonly toStep: number;
  /** What it was about, by id: `{ station: 3 }`. */
  readonly subject: Readonly<Record<string, number>>;
  /**
   * Id of what was chosen (order, pod, robot, place, station, charger), how many orders are released, or 1 for a station that
   * is to be open and 0 for one that is not; null: nothing was chosen.
   */
  readonly chosen: number | null;
  readonly because: Explanation;
}

/** How often a rule decided for one reason; a decision repeated about the same thing counts once while it is remembered. */
export interface DecisionTally {
  readonly decision: Decision;
  readonly rule: string;
  /** Nothing was chosen. */
  readonly refused: boolean;
  readonly times: number;
  /** The reason with the values it had last. */
  readonly latest: Explanation;
}

/** A reason with its parts, so that the viewer can say it in any language. */
export interface Explanation {
  readonly code: string;
  readonly values: Readonly<Record<string, number | string>>;
}

export interface ControllerSnapshot {
  readonly version: 1;
  readonly state: Readonly<Record<string, unknown>>;
}
