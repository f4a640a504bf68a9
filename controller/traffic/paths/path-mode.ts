// Whether the next step is planned by paths or by operations. Paths are for fleets with room to pass each other; where they
// jam all the same, operations take over: for some steps where one place jams, for longer each time where the fleet does.

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

/** A robot far from its goal is stuck when it has not left its cell for so long. */
const stuckSteps = 32;
/**
 * With more of the fleet stuck than this, operations undo the jam, for so many steps. 10,000 robots at 0.26 per cell jam
 * sooner or later; undone early they lose 2 % for some hundred steps, else a quarter.
 */
const stuckShareMax = 0.01;
const stuckMin = 3;
const undoSteps = 60;
/** Steps that paths have after that, by robots per cell: on emptier floors they undo most jams on their own, and gain more. */
const betweenTimesDensity = 15;

export class PathMode {
  private readonly possible: boolean;
  /** Steps for which each robot has not left its cell, up to `stuckSteps`. */
  private readonly still: Uint8Array;
  private readonly betweenSteps: number;
  private undoing = 0;
  private untilUndo = 0;
  private moving = 1;
  private stepsOfMode = 0;
  private pausedFor = 0;
  private nextPause = pauseSteps;

  /** `iterations`: improvements per step, at most. */
  constructor(robotCount: number, openCells: number, iterations: number) {
    const density = robotCount / openCells;
    this.possible = robotCount > 0 && density <= densityMax && iterations >= robotCount * density;
    this.still = new Uint8Array(robotCount);
    this.betweenSteps = Math.round(betweenTimesDensity / Math.max(density, 1e-3));
  }

  get byPaths(): boolean {
    return this.possible && this.pausedFor === 0 && this.undoing === 0;
  }

  /** Notes whether a robot that has far to go, and is free to, stays in its cell in a step. */
  note(robot: number, stays: boolean): void {
    if (!stays) this.still[robot] = 0;
    else if (this.still[robot]! < stuckSteps) this.still[robot]! += 1;
  }
  /** After a step: how many robots had an errand and were free to move, and how many of them drove or turned. */
  observe(wanting: number, moving: number): void {
    if (!this.possible || this.isUndoing()) return;
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

  snapshot(): Readonly<Record<string, unknown>> {
    const { moving, stepsOfMode, pausedFor, nextPause, undoing, untilUndo } = this;
    return { moving, stepsOfMode, pausedFor, nextPause, undoing, untilUndo, still: this.still.slice() };
  }
  restore(state: Readonly<Record<string, unknown>>): void {
    this.moving = state.moving as number;
    this.stepsOfMode = state.stepsOfMode as number;
    this.pausedFor = state.pausedFor as number;
    this.nextPause = state.nextPause as number;
    this.undoing = state.undoing as number;
    this.untilUndo = state.untilUndo as number;
    this.still.set(state.still as Uint8Array);
  }

  /** One step on in undoing a jam, or the beginning of it. */
  private isUndoing(): boolean {
    if (this.undoing > 0) this.undoing -= 1;
    else if (this.untilUndo > 0) this.untilUndo -= 1;
    else {
      let stuck = 0;
      for (const steps of this.still) if (steps === stuckSteps) stuck += 1;
      if (stuck <= Math.max(stuckMin, stuckShareMax * this.still.length)) return false;
      this.undoing = undoSteps;
      this.untilUndo = this.betweenSteps;
    }
    return this.undoing > 0;
  }
}
