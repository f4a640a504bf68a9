// What dispatch asks of traffic: every step, one safe action per robot towards its goal.
import type { Floor } from "../../sim/model/index.ts";
import type { RoadCosts } from "./road-graph.ts";

/** Inputs of one step, indexed by robot id. Owned and reused by the caller. */
export interface TrafficInput {
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  /** Cell to reach; −1 = none: the robot stays where it is but gives way. */
  readonly goal: Int32Array;
  /** 1 = carries a pod: may enter a pod place only if it is the goal. */
  readonly laden: Uint8Array;
  /** 1 = stands still this step whatever happens (lifting, served, charging, failed, slower type). */
  readonly frozen: Uint8Array;
  /** 1 = stands in others' way, and is gone around after a while. Left out: who is frozen. */
  readonly obstructing?: Uint8Array;
  /** Larger goes first; equal values are ordered by remaining distance, then id. */
  readonly priority: Int32Array;
}

/** Measures of the steps so far, for KPIs, heat maps and the benchmark. */
export interface TrafficStatistics {
  readonly steps: number;
  /** Robot-steps spent standing although a goal was set and the robot was free. */
  readonly waitSteps: number;
  readonly rowsBuilt: number;
  readonly rowBytes: number;
}

export interface Traffic {
  /**
   * RobotAction (wait, forward, turnRight, turnLeft) per robot. Executing all of them in one step never puts two robots
   * in one cell and never swaps two. The returned array is reused by the next call.
   */
  plan(input: TrafficInput): Uint8Array;
  /**
   * Steps from a robot's state to a goal over the empty floor, lanes weighted; Infinity where there is no route.
   * Cheap enough for dispatch scoring; may build a distance row.
   */
  distance(cell: number, heading: number, goal: number, laden: boolean): number;
  /** As `distance` where the answer is at hand without a search, else −1; never builds a row. */
  distanceIfKnown(cell: number, heading: number, goal: number, laden: boolean): number;
  /** A cell that no robot may enter from now on (`true`) or may again (`false`). */
  setBlocked(cell: number, blocked: boolean): void;
  readonly statistics: TrafficStatistics;
  snapshot(): TrafficSnapshot;
  restore(snapshot: TrafficSnapshot): void;
}

/** Plain, structured-cloneable state. Distance rows are a cache and not part of it. */
export interface TrafficSnapshot {
  readonly version: 1;
  readonly state: Readonly<Record<string, unknown>>;
}

/** What an engine is made of. Everything but the floor and the fleet has a default. */
export interface TrafficOptions {
  readonly floor: Floor;
  readonly robotCount: number;
  /** Seed of the improvement's random stream. */
  readonly seed: number;
  /**
   * Improvement tries per step; 0 = none. The deterministic bound. `unboundedTries`: until `stopImproving` or until nothing is
   * left to gain.
   */
  readonly iterations: number;
  /** Actions planned ahead, 3 to 5. Default 4. */
  readonly depth?: number;
  /**
   * Bound on the memory of distance rows, bytes. Beyond it, rows that robots are using are cut down to the part they still
   * need, which is all that can pass it. Default 256 MiB.
   */
  readonly rowBytesMax?: number;
  /** Costs in integers; defaults: forward 1, or 2 for operations with tolls, turn 1, against a lane 10 times forward. */
  readonly costs?: Partial<RoadCosts>;
  /**
   * What a fleet of some size drives by on a floor that brings no lanes of its own: "shape", one-way lanes found from the
   * floor's shape; "flows", costs that traffic between random cells settles into; "auto" (the default), the first where the
   * floor has long straight aisles, the second where it has none and robots fill a third of it; "none", the shortest ways.
   */
  readonly lanes?: "auto" | "shape" | "flows" | "none";
  /**
   * "auto" (the default): with improvement, a fleet that has room to pass plans whole paths over a window of steps, as long as
   * that does not jam; "never": always short operations.
   */
  readonly paths?: "auto" | "never";
  /**
   * "tolls": crowded cells cost more, by where robots have been of late; "none": costs stay as they are. "auto" (the
   * default): tolls where the lanes come from the floor's shape.
   */
  readonly congestion?: "auto" | "tolls" | "none";
  /**
   * States that searches for ways may settle per step; robots without a way after that go on with what they had planned until a
   * later step. A bound on the time of a step when many get new goals at once. Default: none.
   */
  readonly searchStatesMax?: number;
  /** Asked now and then while improving: `true` ends it. Live control and benchmarks put a clock here. */
  readonly stopImproving?: () => boolean;
  /**
   * Asked throughout a step: from `true` on, no way is searched and no robot planned for any more; who is left goes on with
   * what it had planned in the steps before, which is always safe. The last resort after `stopImproving`.
   */
  readonly outOfTime?: () => boolean;
}
