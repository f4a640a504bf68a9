// The warehouse without any brain: takes commands, takes one step, and shows what came of it. Pure and deterministic:
// the same setup, demand and commands give the same world on every engine.
import { assert } from "../kernel/index.ts";
import type {
  Commands,
  DemandSource,
  Observation,
  PlannedFault,
  RobotReport,
  WorldSetup,
} from "../model/index.ts";
import { type Arrivals, newArrivals } from "./arrivals.ts";
import { checkFault } from "./check-faults.ts";
import { checkSetup } from "./check-setup.ts";
import { moveRobotsDelayed } from "./delayed-moving.ts";
import { strikeDelays } from "./delays.ts";
import { dispatch } from "./dispatching.ts";
import { spendEnergy } from "./energy.ts";
import { injectFault, scheduleFaults, strikeFaults, wishCancellation } from "./faults.ts";
import { takeTargets } from "./lifting.ts";
import { MoveScratch, moveRobots } from "./moving.ts";
import { takeReports } from "./reported-moving.ts";
import { serveStations } from "./serving.ts";
import type { SetupProblem } from "./setup-problem.ts";
import { loadWorld, saveWorld, type WorldSnapshot } from "./snapshot.ts";
import { runSorter } from "./sorting.ts";
import { newWorldState, type WorldState } from "./world-state.ts";

/** Thrown when a world is to be made from a setup that cannot be; `problems` says what is wrong where. */
export class WorldSetupError extends Error {
  override readonly name = "WorldSetupError";
  constructor(readonly problems: readonly SetupProblem[]) {
    const lines = problems.map(
      ({ where, expected, found }) => `${where}: expected ${expected}, found ${found}`,
    );
    super(`impossible world:\n${lines.join("\n")}`);
  }
}

export class World {
  /** The world's own arrays, not copies: read only, and valid until the next step or restore. */
  readonly observation: Observation;
  private readonly state: WorldState;
  private readonly demand: DemandSource;
  private readonly arrivals: Arrivals;
  private readonly scratch: MoveScratch;
  /** Newest report of each robot with reported motion. */
  private readonly reports: (RobotReport | undefined)[] = [];

  /**
   * A world at step 0. The setup is not changed; its arrays are copied.
   * @throws {WorldSetupError} if the setup is impossible.
   */
  constructor(setup: WorldSetup, demand: DemandSource) {
    const problems = checkSetup(setup);
    if (problems.length > 0) throw new WorldSetupError(problems);
    this.state = newWorldState(setup);
    this.demand = demand;
    this.arrivals = newArrivals(this.state, demand);
    this.scratch = new MoveScratch(this.state.robots.count, setup.floor.width, setup.floor.height);
    this.observation = observe(this.state);
    scheduleFaults(this.state);
  }

  /**
   * Takes exactly one step: arrivals, dispatch commands, robot actions, faults, service, energy.
   * @throws {IllegalMoveError} if the actions would make robots meet or leave the lanes; the world is then useless.
   */
  step(commands: Commands): void {
    const { state } = this;
    const { actions } = commands;
    const { count } = state.robots;
    assert(actions.length >= count, `one action per robot: expected ${count}, got ${actions.length}`);
    state.events.clear();
    state.step += 1;
    this.arrivals.arrive();
    for (const command of commands.dispatch) dispatch(state, command);
    takeTargets(state, commands);
    const { motion } = state.setup;
    if (motion?.kind === "delayed") {
      moveRobotsDelayed(state, actions, this.scratch);
      strikeFaults(state);
      strikeDelays(state, motion.delays);
    } else if (motion?.kind === "reported") {
      takeReports(state, this.reports);
      strikeFaults(state);
    } else {
      moveRobots(state, actions, this.scratch);
      strikeFaults(state);
    }
    if (state.sorter === null) serveStations(state);
    else runSorter(state, state.sorter);
    if (motion?.kind !== "reported") spendEnergy(state);
  }

  /**
   * What a robot says of itself, for the next step; only with reported motion, where it replaces the action. A report holds until the
   * next one. A pod may only be said to be on a robot if no other has it, and to be off it at a free pod place.
   */
  report(robot: number, report: RobotReport): void {
    assert(this.state.setup.motion?.kind === "reported", "reports are for a world of reported motion");
    this.reports[robot] = report;
  }
  /** A customer wants the order cancelled: decided in the next step, and told by an event. */
  cancelOrder(order: number): void {
    const { state } = this;
    assert(order >= 0 && order < state.orders.count, `order ${order} has arrived`);
    wishCancellation(state, order);
  }

  /** Units of a SKU asked from the supplier that have not arrived yet. */
  onOrderUnits(sku: number): number {
    return this.state.onOrderUnits[sku]!;
  }

  /**
   * Lets a fault happen at the end of the actions of `fault.step`, a step to come. Kept in snapshots.
   * @throws {WorldSetupError} if the fault does not fit the site.
   */
  inject(fault: PlannedFault): void {
    const problems = checkFault(this.state.setup, fault, `injected[${this.state.injected.length}]`);
    if (problems.length > 0) throw new WorldSetupError(problems);
    injectFault(this.state, fault);
  }
  /** Faults injected so far, in the order in which they came. */
  get injected(): readonly PlannedFault[] {
    return this.state.injected;
  }

  snapshot(): WorldSnapshot {
    return saveWorld(this.state, this.demand.snapshot());
  }
  /** Goes to the state of a snapshot taken from a world of the same setup; the demand source goes with it. */
  restore(snapshot: WorldSnapshot): void {
    loadWorld(this.state, snapshot);
    this.demand.restore(snapshot.demand);
  }
}

function observe(state: WorldState): Observation {
  const { setup, floor, robots, pods, stations, orders, bundles, requests, sorter, events, cellClosedUntil } =
    state;
  return {
    get step() {
      return state.step;
    },
    stepSeconds: setup.stepSeconds,
    startLocalSeconds: setup.startLocalSeconds,
    floor,
    skus: setup.skus,
    robotTypes: setup.robotTypes,
    robots,
    pods,
    stations,
    orders,
    bundles,
    requests,
    cellClosedUntil,
    ...(sorter !== null && { sorter }),
    events,
  };
}
