// What a fleet asks of traffic on roads: robots report what they have finished, traffic says how far each may go.

/** Inputs of one decision, indexed by robot. Owned and reused by the caller. */
export interface RoadInput {
  /** Time since the start, seconds; never falls. */
  readonly seconds: number;
  /** Moves finished since the start: edges driven to their end nodes, the robot's outline out of what lies behind. */
  readonly finished: Int32Array;
  /** Node to reach; −1 = none: the robot rests, and gives way when asked to. */
  readonly goal: Int32Array;
  /** 1 = carries a load. */
  readonly laden: Uint8Array;
  /** 1 = works where it is and is sent nowhere (lifting, charging, served). */
  readonly frozen: Uint8Array;
  /** 1 = nothing new may be released to it; its plan stands and others wait for it. */
  readonly held: Uint8Array;
  /** Larger is planned first; among equals who has waited longest. */
  readonly priority: Int32Array;
  /** 1 = silent or failed: keeps all that it has been released into; nobody is planned through that. */
  readonly lost: Uint8Array;
}

/** One edge that a robot may drive, up to the node at its end, where it must stop unless more is released. */
export interface RoadMove {
  readonly edge: number;
  readonly node: number;
}

/** Why a robot stands: `waiting` for another robot to pass first, `no-way` while others rest or are lost on every way. */
export type RoadReason =
  | { readonly kind: "driving" | "arrived" | "idle" | "frozen" | "lost" | "unplanned" }
  | { readonly kind: "waiting"; readonly robot: number }
  | { readonly kind: "no-way"; readonly robot: number };

export interface RoadStatistics {
  readonly planned: number;
  /** Searches that found no way. */
  readonly failed: number;
  /** Robots at rest that were sent aside. */
  readonly evasions: number;
  /** Releases that the ledger refused: none in a sound system. */
  readonly refusals: number;
}

export interface RoadTraffic {
  /** One decision; afterwards `released` says what each robot may do. */
  decide(input: RoadInput): void;
  /** Moves released and not finished, first the one being driven. */
  released(robot: number): readonly RoadMove[];
  /** Moves planned beyond those. */
  planned(robot: number): readonly RoadMove[];
  reason(robot: number): RoadReason;
  /** Seconds on an empty floor from a node to a node; Infinity where there is no way. */
  distance(type: number, from: number, to: number, laden: boolean): number;
  readonly statistics: RoadStatistics;
}
