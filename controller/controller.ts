// The brain: plan → dispatch → traffic → one action per robot. Everything it remembers is in its snapshot.
import { assert } from "../sim/kernel/index.ts";
import { type Commands, type DispatchCommand, EventKind, type Observation } from "../sim/model/index.ts";
import type {
  Controller,
  ControllerSetup,
  ControllerSnapshot,
  ControllerView,
  Explanation,
} from "./controller-port.ts";
import { Dispatch, type Dispatcher, SorterDispatch } from "./dispatch/index.ts";
import type { Plan, Planner, PlannerState } from "./planning/index.ts";
import type { LpSolver } from "./planning/lp/lp-port.ts";
import type { Traffic, TrafficSnapshot } from "./traffic/traffic-port.ts";

/** The parts a brain is put together from. `planner` is null when the strategy plans nothing. */
export interface ControllerParts {
  readonly traffic: Traffic;
  readonly planner: Planner | null;
}

interface SavedController {
  /** Null before the first step. */
  readonly dispatch: unknown;
  readonly traffic: TrafficSnapshot;
  readonly planner: PlannerState | null;
  /** Last step whose events the planner has taken in. */
  readonly observedStep: number;
  readonly plan: Plan | null;
  readonly goal: Int32Array;
}

/** Puts a brain together. Dispatch itself is made when it sees the warehouse for the first time. */
export function assembleController(setup: ControllerSetup, parts: ControllerParts): Controller {
  return new AssembledController(setup, parts);
}

class AssembledController implements Controller {
  readonly view: ControllerView;
  private readonly actions: Uint8Array;
  private readonly goal: Int32Array;
  private readonly commands: {
    actions: Uint8Array;
    levels?: Uint8Array;
    chutes?: Int32Array;
    dispatch: readonly DispatchCommand[];
  };
  private dispatch: Dispatcher | null = null;
  /** Restored before dispatch exists: applied when it is made. */
  private restored: unknown = null;
  private currentPlan: Plan | null = null;
  private observedStep = -1;
  private noting = false;

  constructor(
    private readonly setup: ControllerSetup,
    private readonly parts: ControllerParts,
  ) {
    this.actions = new Uint8Array(setup.robotCount);
    this.goal = new Int32Array(setup.robotCount);
    this.commands = { actions: this.actions, dispatch: [] };
    const controller = this;
    this.view = {
      goal: this.goal,
      explain: (robot) => controller.explain(robot),
      explainOrder: (order) => controller.explainOrder(order),
      noteDecisions: (mode) => {
        controller.noting = mode === "on";
        controller.dispatch?.noteDecisions(mode);
      },
      decisionNotes: () => controller.dispatch?.decisionNotes() ?? [],
      decisionTallies: () => controller.dispatch?.decisionTallies() ?? [],
      get plan() {
        return controller.currentPlan;
      },
    };
  }

  step(observation: Observation): Commands {
    this.observe(observation);
    const dispatch = this.dispatchFor(observation);
    const { commands, action, level, chutes } = dispatch.step(observation);
    this.setup.onDispatched?.();
    const input = dispatch.traffic;
    const moves = this.parts.traffic.plan(input);
    for (let robot = 0; robot < this.setup.robotCount; robot += 1) {
      this.actions[robot] = action[robot] !== 0 ? action[robot] : moves[robot];
      this.goal[robot] = input.goal[robot] >= 0 ? input.goal[robot] : input.cell[robot];
    }
    this.commands.dispatch = commands;
    this.commands.levels = level;
    if (chutes !== undefined) this.commands.chutes = chutes;
    return this.commands;
  }

  planningDue(step: number): boolean {
    return this.parts.planner !== null && step % this.setup.planEverySteps === 0;
  }
  async plan(observation: Observation, solver: LpSolver): Promise<void> {
    if (this.parts.planner === null) return;
    this.observe(observation);
    this.currentPlan = await this.parts.planner.plan(observation, solver);
    this.dispatch?.adopt(this.currentPlan);
  }

  snapshot(): ControllerSnapshot {
    const state: SavedController = {
      dispatch: this.dispatch?.snapshot() ?? this.restored,
      traffic: this.parts.traffic.snapshot(),
      planner: this.parts.planner?.snapshot() ?? null,
      observedStep: this.observedStep,
      plan: this.currentPlan,
      goal: this.goal.slice(),
    };
    return { version: 1, state: { ...state } };
  }
  restore(snapshot: ControllerSnapshot): void {
    assert(snapshot.version === 1, `a controller snapshot of version 1, found ${snapshot.version}`);
    const state = snapshot.state as unknown as SavedController;
    this.currentPlan = state.plan;
    this.observedStep = state.observedStep;
    this.goal.set(state.goal);
    this.parts.traffic.restore(state.traffic);
    if (state.planner !== null) this.parts.planner?.restore(state.planner);
    if (state.dispatch === null) this.dispatch = null;
    this.restored = state.dispatch;
    if (this.dispatch === null || this.restored === null) return;
    this.dispatch.restore(this.restored);
    this.dispatch.adopt(this.currentPlan);
    this.restored = null;
  }

  /** Hands the events of a step to the planner once, whether a plan or a decision comes first. */
  private observe(observation: Observation): void {
    if (observation.step === this.observedStep) return;
    this.observedStep = observation.step;
    this.parts.planner?.observe(observation);
    this.takeRoads(observation);
  }
  /** Tells traffic which cells were closed and opened. */
  private takeRoads({ events, cellClosedUntil }: Observation): void {
    const { traffic } = this.parts;
    if (this.dispatch === null && this.restored === null) {
      cellClosedUntil?.forEach((until, cell) => {
        if (until > 0) traffic.setBlocked(cell, true);
      });
      return;
    }
    for (let index = 0; index < events.count; index += 1) {
      const kind = events.kind(index);
      if (kind === EventKind.cellClosed) traffic.setBlocked(events.a(index), true);
      else if (kind === EventKind.cellOpened) traffic.setBlocked(events.a(index), false);
    }
  }
  private dispatchFor(observation: Observation): Dispatcher {
    if (this.dispatch !== null) return this.dispatch;
    const isSorter = observation.sorter !== undefined;
    this.dispatch = isSorter
      ? new SorterDispatch(this.setup, observation)
      : new Dispatch(this.setup, observation);
    this.dispatch.noteDecisions(this.noting ? "on" : "off");
    if (this.restored !== null) this.dispatch.restore(this.restored);
    this.restored = null;
    this.dispatch.adopt(this.currentPlan);
    return this.dispatch;
  }
  private explain(robot: number): Explanation {
    assert(robot >= 0 && robot < this.setup.robotCount, `robot ${robot} is not in the fleet`);
    return this.dispatch?.explainRobot(robot) ?? { code: "starting-up", values: {} };
  }
  private explainOrder(order: number): Explanation {
    return this.dispatch?.explainOrder(order) ?? { code: "starting-up", values: {} };
  }
}
