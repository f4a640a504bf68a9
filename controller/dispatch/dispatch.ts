// Dispatch: seconds-scale decisions in ordered phases, each in its own file. One object per run.
import type { Observation } from "../../sim/model/index.ts";
import type { ControllerSetup, DecisionNote, DecisionTally, Explanation } from "../controller-port.ts";
import type { Plan } from "../planning/plan.ts";
import { DispatchContext } from "./context.ts";
import { DecisionNotes } from "./decision-notes.ts";
import type { Dispatcher, DispatchStep } from "./dispatcher.ts";
import { explainOrder, explainRobot } from "./explain.ts";
import { activateStations } from "./phases/activate-stations.ts";
import { advanceMissions } from "./phases/advance-missions.ts";
import { assignOrders } from "./phases/assign-orders.ts";
import { assignTasks } from "./phases/assign-tasks.ts";
import { chargeRobots } from "./phases/charge-robots.ts";
import { ingest } from "./phases/ingest.ts";
import { parkRobots } from "./phases/park-robots.ts";
import { releaseOrders } from "./phases/release-orders.ts";
import { replenish } from "./phases/replenish.ts";
import { repositionPods } from "./phases/reposition-pods.ts";
import { type GoalArrays, newGoalArrays, setGoals } from "./phases/set-goals.ts";

export type DispatchSnapshot = ReturnType<DispatchContext["snapshot"]>;

export class Dispatch implements Dispatcher {
  readonly context: DispatchContext;
  /** Filled anew by each step; the input of traffic. */
  readonly traffic: GoalArrays;

  constructor(setup: ControllerSetup, observation: Observation) {
    this.context = new DispatchContext(setup, observation);
    this.traffic = newGoalArrays(setup.robotCount);
  }

  /** Decides one step. Commands and special actions (RobotAction per robot, 0 = none) are reused by the next call. */
  step(observation: Observation): DispatchStep {
    const { context } = this;
    context.observation = observation;
    ingest(context);
    activateStations(context);
    releaseOrders(context);
    assignOrders(context);
    replenish(context);
    advanceMissions(context);
    assignTasks(context);
    repositionPods(context);
    chargeRobots(context);
    parkRobots(context);
    setGoals(context, this.traffic);
    return context;
  }
  /** Takes over a new plan. */
  adopt(plan: Plan | null): void {
    this.context.plan = plan;
    this.context.rates.adopt(plan, this.context.setup.stepSeconds);
  }
  /** Begins anew, or ends, noting why rules chose or refused. */
  noteDecisions(mode: "on" | "off"): void {
    this.context.notes = mode === "on" ? new DecisionNotes(this.context.setup.strategy) : null;
  }
  decisionNotes(): readonly DecisionNote[] {
    return this.context.notes?.list() ?? [];
  }
  decisionTallies(): readonly DecisionTally[] {
    return this.context.notes?.counts() ?? [];
  }
  explainRobot(robot: number): Explanation {
    return explainRobot(this.context, robot);
  }
  explainOrder(order: number): Explanation {
    return explainOrder(this.context, order);
  }
  snapshot(): DispatchSnapshot {
    return this.context.snapshot();
  }
  /** Goes to the state of a snapshot; the plan of that moment is adopted by the caller. */
  restore(snapshot: DispatchSnapshot): void {
    this.context.restore(snapshot);
  }
}
