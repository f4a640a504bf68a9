// What task assignment is given and gives back: robots by id, tasks by slot, costs in steps.

/** One round's robots and tasks. Owned and reused by the caller. */
export interface AssignmentInput {
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  /** 1 = the robot's task may be changed: it has none, or has not opened it. */
  readonly free: Uint8Array;
  /** Where robots that are not free are heading, −1 = nowhere; counts towards crowding and caps. */
  readonly goal: Int32Array;
  /** Slots in use: 0 … taskCount − 1. */
  readonly taskCount: number;
  /** Cell of the first errand by slot; −1 = not to be given out (empty slot, opened task). */
  readonly pickup: Int32Array;
  /** Steps from there to the end of the task, by slot. */
  readonly length: Int32Array;
}

/** Measures of the last round. */
export interface AssignmentRound {
  readonly freeRobots: number;
  readonly unassigned: number;
  /** Robots whose pickup cell changed or that got their first one. */
  readonly changes: number;
  /** Total cost before and after improvement, in weighted steps. */
  readonly greedyCost: number;
  readonly cost: number;
  readonly tries: number;
}

/** Cells grouped into areas (around a station, a square of the floor) in which robots get into each other's way. */
export interface AssignmentAreas {
  /** Area of each cell, −1 = none. */
  readonly of: Int32Array;
  /** By area: robots en route from which on each further one costs `crowdSteps` more than the one before. */
  readonly capacity: Int32Array;
  /** By area: robots en route at most. */
  readonly limit: Int32Array;
}

export interface AssignmentTuning {
  /** Weight of a step on the way to the pickup against a step of the task. */
  readonly approachWeight: number;
  /** A robot changes to another pickup only if that saves more than these steps. */
  readonly keepSteps: number;
  /** Pickup cells looked at per robot. */
  readonly candidates: number;
  /** Edge of the squares that pickups are sorted into, cells. */
  readonly binCells: number;
  /** Steps that each robot beyond an area's capacity adds for the next. */
  readonly crowdSteps: number;
  /** Robots that have a task are looked at again every so many rounds. */
  readonly refreshRounds: number;
  /** Exchanges tried per round at most. */
  readonly triesMax: number;
}

export interface AssignmentOptions {
  readonly width: number;
  readonly height: number;
  readonly robotCount: number;
  readonly taskSlots: number;
  /**
   * Steps from a state to a cell: exact where at hand, −1 where only a search would tell, Infinity where there is no
   * route. Must be cheap.
   */
  readonly distance: (cell: number, heading: number, goal: number) => number;
  /** Region of each cell: a robot reaches the cells of its own region. Default: all cells are one region. */
  readonly region?: Int32Array;
  readonly areas?: AssignmentAreas;
  readonly tuning?: Partial<AssignmentTuning>;
  /** Asked now and then while improving: `true` ends it. */
  readonly stopImproving?: () => boolean;
}

export interface Assignment {
  /**
   * `taskOf` (slot or −1 per robot) comes with what robots have and leaves with what they shall have. No slot twice;
   * robots that are not free keep theirs.
   * @throws AssertionError if the input contradicts itself.
   */
  assign(input: AssignmentInput, taskOf: Int32Array): void;
  readonly lastRound: AssignmentRound;
}
