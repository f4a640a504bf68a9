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
  pickVisits: 7,
  openPickSteps: 8,
  busyPickSteps: 9,
  throughputSteps: 10,
  drive: 11,
  queue: 12,
  lift: 13,
  serve: 14,
  charge: 15,
  failed: 16,
  rest: 17,
} as const;
export type Counter = (typeof Counter)[keyof typeof Counter];

export const counterCount = 18;
