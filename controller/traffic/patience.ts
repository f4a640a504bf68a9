// Robots that have come no nearer to their goal for some time get help: whoever stands on their goal goes first or is sent
// away, and after long they take turns in going first themselves. Without this, dead ends and corridors hold robots that
// each wait for the other. On crowded floors standing is normal, so the turns come late and are rare.
import { Standing } from "./ranking.ts";

/** Steps without coming nearer after which the goal is cleared for a robot. */
const clearPatienceSteps = 8;
/** Steps without coming nearer after which a robot takes its turn in going first: on an empty floor, and more on a full one. */
const turnPatienceSteps = 64;
const turnPatienceStepsFull = 1024;
/** At most one stalled robot in four has its turn, and about one in 64 of the fleet. */
const turnShareMax = 1 / 4;
const fleetShareMax = 1 / 64;
/** A turn lasts 2^shift steps, longer for robots that have stalled for longer. */
const turnShiftMin = 4;
const turnShiftMax = 7;
/**
 * Each step that an errand lasts counts as so many steps nearer to its goal, on an empty floor; less the fuller it is. Short
 * ways first finishes most, but lets the far ones pile up where they block a whole quarter; on a full floor nothing is
 * gained by letting them go.
 */
const nearerPerStep = 0.5;
/** Ageing is at most worth this many steps. */
const ageingMax = 4096;
/** Steps for which a robot keeps clearing a cell. */
const clearSteps = 16;
/** Steps for which a robot goes first because it stands on another one's goal. */
const raisedSteps = 32;

export class Patience {
  readonly standing: Uint8Array;
  /** Cell that the robot has to clear, −1 = none. */
  readonly clearCell: Int32Array;
  private readonly clearLeft: Uint8Array;
  private readonly raisedLeft: Uint8Array;
  private readonly errand: Int32Array;
  private readonly nearest: Uint16Array;
  private readonly stalled: Uint16Array;
  /** Step in which the present errand was first seen. */
  private readonly since: Int32Array;
  /** Turns are given to hashes below this, of 65,536. */
  private turnBelow = 0;

  private readonly turnPatience: number;
  private readonly ageing: number;

  constructor(robotCount: number, openCells: number) {
    const density = robotCount / openCells;
    this.turnPatience = turnPatienceSteps + Math.round(turnPatienceStepsFull * density * density);
    this.ageing = nearerPerStep * Math.max(0, 1 - density);
    this.since = new Int32Array(robotCount);
    this.standing = new Uint8Array(robotCount);
    this.clearCell = new Int32Array(robotCount).fill(-1);
    this.clearLeft = new Uint8Array(robotCount);
    this.raisedLeft = new Uint8Array(robotCount);
    this.errand = new Int32Array(robotCount).fill(-1);
    this.nearest = new Uint16Array(robotCount);
    this.stalled = new Uint16Array(robotCount);
  }

  /** Before any `observe` of a step: how many turns there are to give. */
  beginStep(): void {
    const count = this.stalled.length;
    let stalled = 0;
    for (let robot = 0; robot < count; robot += 1)
      if (this.stalled[robot]! >= this.turnPatience) stalled += 1;
    const fair = (Math.max(1, count * fleetShareMax) / Math.max(1, stalled)) * 65536;
    this.turnBelow = Math.min(fair, turnShareMax * 65536);
  }

  /** Notes a free robot's standing; `errand` identifies goal and load, −1 = none; `remaining` is the cost left. */
  observe(robot: number, step: number, errand: number, remaining: number): void {
    if (this.errand[robot] !== errand) this.since[robot] = step;
    if (errand < 0 || this.errand[robot] !== errand || remaining < this.nearest[robot]!) {
      this.errand[robot] = errand;
      this.nearest[robot] = remaining;
      this.stalled[robot] = 0;
    } else if (this.stalled[robot]! < 65535) this.stalled[robot]! += 1;
    if (this.raisedLeft[robot]! > 0) this.raisedLeft[robot]! -= 1;
    if (errand < 0) this.standing[robot] = Standing.noErrand;
    else if (remaining === 0) this.standing[robot] = Standing.atGoal;
    else if (this.raisedLeft[robot]! > 0 || this.hasTurn(robot, step))
      this.standing[robot] = Standing.stalled;
    else this.standing[robot] = Standing.underway;
  }
  /** What the ranking takes as the way left of a robot: 0 … 65535, less for an errand that has lasted long. */
  rankingCost(robot: number, step: number, remaining: number, forward: number): number {
    const nearer = Math.min(ageingMax, this.ageing * (step - this.since[robot]!)) * forward;
    return Math.min(65535, remaining + Math.round(ageingMax * forward - nearer));
  }
  /** Long enough without progress that whoever stands on its goal should go. */
  wantsGoalCleared(robot: number): boolean {
    return this.stalled[robot]! >= clearPatienceSteps && this.standing[robot]! > Standing.atGoal;
  }
  /** Lets a robot with an errand go first for a while. */
  raise(robot: number): void {
    this.raisedLeft[robot] = raisedSteps;
    this.standing[robot] = Standing.stalled;
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
    const { standing, clearCell, clearLeft, raisedLeft, errand, nearest, stalled, since } = this;
    return {
      standing: standing.slice(),
      clearCell: clearCell.slice(),
      clearLeft: clearLeft.slice(),
      raisedLeft: raisedLeft.slice(),
      errand: errand.slice(),
      nearest: nearest.slice(),
      stalled: stalled.slice(),
      since: since.slice(),
    };
  }
  restore(state: Readonly<Record<string, unknown>>): void {
    this.standing.set(state.standing as Uint8Array);
    this.clearCell.set(state.clearCell as Int32Array);
    this.clearLeft.set(state.clearLeft as Uint8Array);
    this.raisedLeft.set(state.raisedLeft as Uint8Array);
    this.errand.set(state.errand as Int32Array);
    this.nearest.set(state.nearest as Uint16Array);
    this.stalled.set(state.stalled as Uint16Array);
    this.since.set(state.since as Int32Array);
  }

  private hasTurn(robot: number, step: number): boolean {
    const stalled = this.stalled[robot]!;
    if (stalled < this.turnPatience) return false;
    const shift = Math.min(turnShiftMax, turnShiftMin + Math.floor(stalled / (4 * this.turnPatience)));
    let hash = Math.imul(robot + 1, 0x9e3779b1) ^ Math.imul((step >> shift) + 1, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    return ((hash ^ (hash >>> 13)) & 0xffff) < this.turnBelow;
  }
}
