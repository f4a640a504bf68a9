// The seam between multi-step plans and ticks (2026): an executor takes what it wants of each plan into the robots' queues
// and says in every tick who may go on.
import type { LeagueMap } from "../instance.ts";

/** A joint plan of several grid steps, planned from the executor's end states. League action codes. */
export interface JointPlan {
  readonly steps: number;
  /** `actions[step * team + robot]`. */
  readonly actions: Uint8Array;
}

/** The team at the start of a tick. Owned by the run and reused. */
export interface TickView {
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  /** Ticks done of a started action. */
  readonly progress: Uint16Array;
}

/** Actions that robots are to do, in order, no waits among them. The front one stays until it is done. */
export class StagedActions {
  private readonly queues: number[][];

  constructor(team: number) {
    this.queues = Array.from({ length: team }, () => []);
  }
  count(robot: number): number {
    return this.queues[robot]!.length;
  }
  /** The i-th action of a robot, 0 = the next one; undefined beyond the last. */
  at(robot: number, i: number): number | undefined {
    return this.queues[robot]![i];
  }
  push(robot: number, action: number): void {
    this.queues[robot]!.push(action);
  }
  /** Drops all but the first `count`. */
  truncate(robot: number, count: number): void {
    if (this.queues[robot]!.length > count) this.queues[robot]!.length = count;
  }
  shift(robot: number): void {
    this.queues[robot]!.shift();
  }
}

export interface LeagueExecutor {
  /** Where each robot stands when all that is staged is done: the states that the next plan starts from. */
  readonly endCell: Int32Array;
  readonly endHeading: Uint8Array;
  /**
   * Takes a plan in. By the rules, a robot's queue afterwards is a prefix of what it held before and the plan's actions
   * without waits.
   */
  stage(plan: JointPlan, view: TickView, staged: StagedActions): void;
  /** Called in every tick: sets `go[robot]` to 1 for whom may do a tick of the front of its queue, to 0 for the others. */
  command(view: TickView, staged: StagedActions, go: Uint8Array): void;
}

export interface ExecutorSetup {
  readonly map: LeagueMap;
  readonly starts: Int32Array;
  readonly actionTicks: number;
  /** Edge of a robot's square, in cells. */
  readonly robotSize: number;
  /** Grid steps that are worth staging: those that can be done until the next plan comes, and one more. */
  readonly windowSteps: number;
}
export type CreateLeagueExecutor = (setup: ExecutorSetup) => LeagueExecutor;
