// When an improvement that has no bound on its tries ends by itself: with nothing left to gain, waiting for the clock would
// only burn the time of the step. A bounded one makes all its tries, so that equal bounds give equal runs.

/** Iterations that are no bound. */
export const unboundedTries = Number.MAX_SAFE_INTEGER;
/** Tries in a row that gained nothing, per robot, after which no more is expected. */
const failuresPerRobot = 300;

export class ImprovementEnd {
  private failures = 0;
  private untilLook = 0;
  private readonly failuresMax: number;

  constructor(
    iterations: number,
    private readonly robots: number,
    /** Could any robot do better if it were alone? Asked once in as many tries as there are robots. */
    private readonly anyLoss: () => boolean,
  ) {
    this.failuresMax = iterations === unboundedTries ? failuresPerRobot * robots : Number.POSITIVE_INFINITY;
  }

  /** Before a try: is there no use in it? */
  isReached(): boolean {
    if (this.failuresMax === Number.POSITIVE_INFINITY) return false;
    if (this.failures >= this.failuresMax) return true;
    if (this.untilLook > 0) {
      this.untilLook -= 1;
      return false;
    }
    this.untilLook = this.robots;
    return !this.anyLoss();
  }
  /** After a try: did the sum of costs fall? */
  note(gained: boolean): void {
    this.failures = gained ? 0 : this.failures + 1;
  }
}
