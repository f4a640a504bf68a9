// What the brain needs of dispatch, whatever the site is: a warehouse or a sorter.
import type { DispatchCommand, Observation } from "../../sim/model/index.ts";
import type { DecisionNote, DecisionTally, Explanation } from "../controller-port.ts";
import type { Plan } from "../planning/plan.ts";
import type { GoalArrays } from "./phases/set-goals.ts";

/** What one step decides; all arrays, one entry per robot, are reused by the next. */
export interface DispatchStep {
  readonly commands: readonly DispatchCommand[];
  /** RobotAction to take instead of a move, 0 = none. */
  readonly action: Uint8Array;
  /** Level at which a robot lifts or sets down on a tall rack. */
  readonly level: Uint8Array;
  /** Chute that a robot tips into; only on a sorter floor. */
  readonly chutes?: Int32Array;
}

export interface Dispatcher {
  /** Filled anew by each step; the input of traffic. */
  readonly traffic: GoalArrays;
  step(observation: Observation): DispatchStep;
  /** Takes over a new plan. */
  adopt(plan: Plan | null): void;
  /** Begins anew, or ends, noting why rules chose or refused. */
  noteDecisions(mode: "on" | "off"): void;
  decisionNotes(): readonly DecisionNote[];
  decisionTallies(): readonly DecisionTally[];
  explainRobot(robot: number): Explanation;
  explainOrder(order: number): Explanation;
  /** Plain, structured-cloneable state; `restore` takes what `snapshot` of the same site has given. */
  snapshot(): unknown;
  restore(snapshot: unknown): void;
}
