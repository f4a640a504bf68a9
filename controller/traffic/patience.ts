// Robots that have come no nearer to their goal for long get help: they take turns in going first, and who rests on
// such a robot's goal is told to clear it. Without this, dead ends hold two robots that each wait for the other.
import { Standing } from "./ranking.ts";

/** Steps without coming nearer after which a robot counts as stalled. */
const patienceSteps = 24;
/** Stalled robots go first in turns of this many steps (a power of two), by a hash of robot and turn. */
const turnShift = 3;
/** Steps for which a robot keeps clearing a cell. */
const clearSteps = 16;

export class Patience {
  readonly standing: Uint8Array;
  /** Cell that the robot has to clear, −1 = none. */
  readonly clearCell: Int32Array;
  private readonly clearLeft: Uint8Array;
  private readonly errand: Int32Array;
  private readonly nearest: Uint16Array;
  private readonly stalled: Uint16Array;

  constructor(robotCount: number) {
    this.standing = new Uint8Array(robotCount);
    this.clearCell = new Int32Array(robotCount).fill(-1);
    this.clearLeft = new Uint8Array(robotCount);
    this.errand = new Int32Array(robotCount).fill(-1);
    this.nearest = new Uint16Array(robotCount);
    this.stalled = new Uint16Array(robotCount);
  }

  /** Notes a free robot's standing; `errand` identifies goal and load, −1 = none; `remaining` is the cost left. */
  observe(robot: number, step: number, errand: number, remaining: number): void {
    if (this.errand[robot] !== errand || remaining < this.nearest[robot]!) {
      this.errand[robot] = errand;
      this.nearest[robot] = remaining;
      this.stalled[robot] = 0;
    } else if (this.stalled[robot]! < 65535) this.stalled[robot]! += 1;
    if (errand < 0) this.standing[robot] = Standing.noErrand;
    else if (remaining === 0) this.standing[robot] = Standing.atGoal;
    else if (this.isStalled(robot) && hasTurn(robot, step)) this.standing[robot] = Standing.stalled;
    else this.standing[robot] = Standing.underway;
  }
  isStalled(robot: number): boolean {
    return this.stalled[robot]! >= patienceSteps && this.standing[robot]! > Standing.atGoal;
  }

  /** Has `robot` clear `cell` for a while. */
  askToClear(robot: number, cell: number): void {
    this.clearCell[robot] = cell;
    this.clearLeft[robot] = clearSteps;
  }
  /** One step of clearing less; ends at once for a robot with an errand elsewhere. */
  tick(robot: number, hasOwnErrand: boolean): void {
    if (this.clearCell[robot]! < 0) return;
    if (this.clearLeft[robot] === 0 || hasOwnErrand) this.clearCell[robot] = -1;
    else this.clearLeft[robot]! -= 1;
  }

  snapshot(): Readonly<Record<string, unknown>> {
    const { standing, clearCell, clearLeft, errand, nearest, stalled } = this;
    return {
      standing: standing.slice(),
      clearCell: clearCell.slice(),
      clearLeft: clearLeft.slice(),
      errand: errand.slice(),
      nearest: nearest.slice(),
      stalled: stalled.slice(),
    };
  }
  restore(state: Readonly<Record<string, unknown>>): void {
    this.standing.set(state.standing as Uint8Array);
    this.clearCell.set(state.clearCell as Int32Array);
    this.clearLeft.set(state.clearLeft as Uint8Array);
    this.errand.set(state.errand as Int32Array);
    this.nearest.set(state.nearest as Uint16Array);
    this.stalled.set(state.stalled as Uint16Array);
  }
}

function hasTurn(robot: number, step: number): boolean {
  let hash = Math.imul(robot + 1, 0x9e3779b1) ^ Math.imul((step >> turnShift) + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return ((hash >>> 13) & 3) === 0;
}
