// What a league run is made of and what it tells, whatever the year.
import type { Traffic, TrafficOptions } from "../../controller/traffic/index.ts";
import { RobotAction } from "../../sim/model/index.ts";
import type { LeagueInstance } from "./instance.ts";
import { LeagueAction } from "./joint-action.ts";
import type { TaskAssigner } from "./task-assigner.ts";
import type { CreateLeagueExecutor } from "./ticks/executor.ts";

/** Monotonic time in milliseconds from any origin. */
export interface Clock {
  nowMs(): number;
}

export interface LeagueRunOptions {
  readonly instance: LeagueInstance;
  /** Steps, or ticks under the 2026 rules. */
  readonly steps: number;
  readonly clock: Clock;
  /**
   * Time for one decision, 0 = no limit. 2023 and 2024: each further one of it that passes costs a step of waiting. 2026:
   * the time between two plans (1 s if 0); a later plan comes into force later.
   */
  readonly stepLimitMs: number;
  /** Improvement tries per planned step; left out = as many as the limit leaves time for (none without a limit). */
  readonly iterations?: number;
  readonly seed?: number;
  readonly rowBytesMax?: number;
  /** Default: `FleetTaskAssigner`. Not asked under the 2023 rules. */
  readonly assigner?: TaskAssigner;
  /** Default: the project's own engine. */
  readonly createEngine?: (options: TrafficOptions) => Traffic;
  /** 2026 only. Default: the order of each cell, as in the rules' own executor. */
  readonly createExecutor?: CreateLeagueExecutor;
}

export interface LeagueSummary {
  readonly year: number;
  readonly robots: number;
  /** Steps or, 2026, ticks. */
  readonly steps: number;
  readonly tasksFinished: number;
  readonly errands: number;
  readonly tasksPerStep: number;
  readonly planningMs: { readonly mean: number; readonly p99: number; readonly max: number };
  /** 2023 and 2024: steps spent waiting for a plan; 2026: plans that were not ready in time. */
  readonly timeouts: number;
  /** Invalid joint actions, each of which cost the team its step; timeouts not counted. */
  readonly errors: number;
  /** Schedules (2026: assignments) against the rules, which had no effect. */
  readonly scheduleErrors: number;
  /** 2026: ticks in which a robot was told to go and was held back because its motion would have touched another. */
  readonly heldBack?: number;
  readonly rowsBuilt: number;
  readonly rowBytes: number;
}

/** A run under way. */
export interface LeagueRunner {
  /** Steps or ticks done. */
  readonly step: number;
  readonly isDone: boolean;
  readonly tasksFinished: number;
  /** Planning time of the last decisions, for progress. */
  readonly recentPlanningMs: number;
  /** One decision and what it leads to; must not be called when the run is done. */
  advance(): void;
  summary(): LeagueSummary;
  /** The result file as of now, in pieces to be written one after the other. */
  resultPieces(): Generator<string>;
}

/** League action code by `RobotAction`. */
export const leagueActionOf = new Uint8Array(8).fill(LeagueAction.missing);
leagueActionOf[RobotAction.wait] = LeagueAction.wait;
leagueActionOf[RobotAction.forward] = LeagueAction.forward;
leagueActionOf[RobotAction.turnRight] = LeagueAction.right;
leagueActionOf[RobotAction.turnLeft] = LeagueAction.left;
