// Whether the next step is planned by paths or by operations. Paths are for fleets with room to pass each other; where they
// jam all the same, operations take over for a while, for longer each time.

/**
 * Robots per open cell up to which paths are tried. The closer robots are the more often they meet: paths take as many
 * improvements per robot and step as there are robots per cell (10,000 robots at 0.26: worse than operations at 1,000, level
 * at 3,000, 8 % better at 15,000; 3,000 robots at 0.06: better from 300 on).
 */
const densityMax = 1 / 3;
/** Paths jam when, over a while, fewer than this share of the robots with an errand drive or turn. */
const movingShareMin = 0.6;
/** Weight of the newest step in the running share, and steps before it says anything. */
const newest = 1 / 16;
const settleSteps = 24;
const pauseSteps = 200;
const pauseStepsMax = 12_800;

export class PathMode {
  private readonly possible: boolean;
  private moving = 1;
  private stepsOfMode = 0;
  private pausedFor = 0;
  private nextPause = pauseSteps;

  /** `iterations`: improvements per step, at most. */
  constructor(robotCount: number, openCells: number, iterations: number) {
    const density = robotCount / openCells;
    this.possible = robotCount > 0 && density <= densityMax && iterations >= robotCount * density;
  }

  get byPaths(): boolean {
    return this.possible && this.pausedFor === 0;
  }

  /** After a step: how many robots had an errand and were free to move, and how many of them drove or turned. */
  observe(wanting: number, moving: number): void {
    if (!this.possible) return;
    if (this.pausedFor > 0) {
      this.pausedFor -= 1;
      this.moving = 1;
      this.stepsOfMode = 0;
      return;
    }
    if (wanting === 0) return;
    this.stepsOfMode += 1;
    this.moving += newest * (moving / wanting - this.moving);
    if (this.stepsOfMode < settleSteps || this.moving >= movingShareMin) return;
    this.pausedFor = this.nextPause;
    this.nextPause = Math.min(2 * this.nextPause, pauseStepsMax);
  }

  snapshot(): readonly number[] {
    return [this.moving, this.stepsOfMode, this.pausedFor, this.nextPause];
  }
  restore([moving, stepsOfMode, pausedFor, nextPause]: readonly number[]): void {
    this.moving = moving!;
    this.stepsOfMode = stepsOfMode!;
    this.pausedFor = pausedFor!;
    this.nextPause = nextPause!;
  }
}
