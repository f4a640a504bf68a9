// What stands between a planner that thinks in joint steps and robots that are late: the planner appends plans and learns
// where they end, robots are told how far they may go and report what they have done.
import type { AppendReport } from "./plan-appender.ts";

export interface ExecutionOptions {
  readonly width: number;
  readonly height: number;
  /** Where the robots stand at the start; copied. */
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  /** How long a robot needs for an action if nothing holds it up. */
  readonly forwardTicks: Float64Array;
  readonly turnTicks: Float64Array;
  /** Unfinished actions per robot at most, default 4. What is planned beyond it is left out. */
  readonly horizon?: number;
  /** Actions that may be released to a robot and not finished yet, default 1. */
  readonly releaseAhead?: number;
  /** Whether a robot may be planned into a cell; asked once for each move that is about to be taken in. Default: always. */
  readonly mayEnter?: (robot: number, cell: number) => boolean;
  /** Ticks between two looks for robots that could go before a late one; 0 = never. Default: one forward move. */
  readonly reorderEveryTicks?: number;
}

/** A stretch that a robot may do without a stop: cells straight ahead (the last one is its release point), or a turn. */
export type Segment =
  | { readonly kind: "drive"; readonly cells: readonly number[] }
  /** Quarter turns to the right, 1 to 3. */
  | { readonly kind: "turn"; readonly quarters: number };

/** Robots of which each waits for the next and the last for the first, and the cells they wait for. */
export interface WaitCycle {
  readonly robots: readonly number[];
  readonly cells: readonly number[];
}

export interface ExecutionStatistics {
  /** Actions taken into the graph, finished, and taken back before they were released. */
  readonly appended: number;
  readonly finished: number;
  readonly withdrawn: number;
  /** Times that a robot was let go before a late one. */
  readonly overtakings: number;
  /** Rings of robots that were planned and left out. */
  readonly rings: number;
  /** Plans that were wrong in themselves. */
  readonly faults: number;
  /** Releases that the ledger refused. */
  readonly refusals: number;
}

/**
 * The order of things in one tick: `finish` for what robots report, now and then `append`, then `release`, then
 * `nextAction` or `segments` for what to tell each robot.
 */
export interface Execution {
  readonly robotCount: number;
  /** Where each robot's plan ends: the states that the next plan starts from. No two in one cell. */
  readonly endCell: Int32Array;
  readonly endHeading: Uint8Array;
  /** Per robot: actions planned or released and not finished; of these, released. */
  readonly unfinished: Int32Array;
  readonly released: Int32Array;
  readonly statistics: ExecutionStatistics;

  /**
   * Appends `steps` joint steps (`actions[step * robotCount + robot]`: wait, forward, turns), planned from `endCell` and `endHeading`.
   * What cannot be carried out is left out (rings, what lies beyond the horizon, what counted on it); the report says so,
   * and `endCell` says where the plans end now. The report is reused by the next call.
   */
  append(actions: Uint8Array, steps?: number): AppendReport;
  /** Takes back what the robot has been planned to do and not been told, with all that counted on it. Returns actions. */
  withdraw(robot: number): number;

  /** Releases all that may be done now. `stands[robot]` = 1: nothing new for this robot. Returns the actions released. */
  release(tick: number, stands?: Uint8Array): number;
  /** The first action that the robot may do and has not finished: forward, turnRight, turnLeft, or wait if there is none. */
  nextAction(robot: number): number;
  /** All that the robot may do and has not finished, straight moves and turns merged. */
  segments(robot: number): readonly Segment[];
  /** The robot has finished its first `count` released actions (default 1) and left the cells behind it. */
  finish(robot: number, tick: number, count?: number): void;
  /** Ticks by which the robot is behind with its present action; 0 if it has none. */
  lateTicks(robot: number, tick: number): number;

  /**
   * The robot has failed or does not answer: it keeps the cells it stands in and has been released into, nobody is planned through
   * them, and it gets no new plan until `recover`. Returns the actions taken back.
   */
  lose(robot: number): number;
  recover(robot: number, tick: number): void;
  /**
   * A lost robot is known to stand in `cell`, whatever it had been told. It owns that cell, which no other robot may own, and
   * of `also` what nobody else owns; all else that it owned is free. Plans of others into these cells are taken back. Returns
   * what it owns. It stays lost until `recover`, which frees `also`.
   */
  relocate(robot: number, cell: number, heading: number, also?: readonly number[]): readonly number[];
  isLost(robot: number): boolean;
  /** Cells that the robot owns now, where it stands first. */
  heldCells(robot: number): readonly number[];

  /**
   * Nobody is released into the cell any more. Plans that cross it are taken back from there on; who has been released into
   * it goes through, and who stands in it may leave. Returns the actions taken back.
   */
  closeCell(cell: number): number;
  openCell(cell: number): void;

  /** Robots that wait for each other: none, unless somebody has interfered. */
  watch(): readonly WaitCycle[];

  snapshot(): ExecutionSnapshot;
  restore(snapshot: ExecutionSnapshot): void;
}

/** Plain, structured-cloneable state. */
export interface ExecutionSnapshot {
  readonly version: 1;
  readonly state: Readonly<Record<string, unknown>>;
}
