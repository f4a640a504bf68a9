// Stations as the world knows them, and the work queued at them.

export interface StationStates {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly workCell: Int32Array;
  /** 1 = open: takes new orders and serves pods. A closing station finishes what it holds. */
  readonly open: Uint8Array;
  /** Open orders it may hold (pick) or bundles it may hold (replenish), and how many it holds. */
  readonly slots: Int32Array;
  readonly slotsUsed: Int32Array;
  /** Steps until the person can start the next unit. */
  readonly busySteps: Int32Array;
  /** Requests queued: picks at a pick station, stows at a replenishment station. */
  readonly pendingRequests: Int32Array;
  /** Units picked, or bundles stowed. */
  readonly unitsDone: Int32Array;
  readonly podVisits: Int32Array;
  /** 1 = nobody works here for now: a break, or a fault; what is in hand is finished. */
  readonly away: Uint8Array;
  /** A fault keeps the station closed until this step; 0 = none. */
  readonly closedUntilStep: Int32Array;
}
