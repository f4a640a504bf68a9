// Running totals of the measured window, each a number in one typed array: cleared, copied and restored as one.

/** Place of each total in `Counters.values`. */
export const Counter = {
  arrived: 0,
  done: 1,
  onTime: 2,
  lateDone: 3,
  lateSteps: 4,
  linesDone: 5,
  units: 6,
  injectedUnits: 7,
  stowedUnits: 8,
  backlogSteps: 9,
  pickVisits: 10,
  openPickSteps: 11,
  busyPickSteps: 12,
  openReplenishSteps: 13,
  busyReplenishSteps: 14,
  pickQueueSteps: 15,
  replenishQueueSteps: 16,
  trips: 17,
  tripCells: 18,
  tripSteps: 19,
  drive: 20,
  queue: 21,
  lift: 22,
  put: 23,
  get: 24,
  charge: 25,
  failed: 26,
  rest: 27,
} as const;
export type Counter = (typeof Counter)[keyof typeof Counter];

export const counterCount = 28;
