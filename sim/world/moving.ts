// Part 5 of a step: robots act, all at once. Every move is checked, because a brain that lets two robots meet must be
// found at once and not by its KPIs.
import { Activity, EventKind, RobotAction } from "../model/index.ts";
import { startCharge } from "./energy.ts";
import { finishLiftOrSetDown, startLift, startSetDown } from "./lifting.ts";
import { startTip } from "./sorting.ts";
import type { WorldState } from "./world-state.ts";

/** Thrown when commanded moves cannot happen: a fault of the brain, never of the input. */
export class IllegalMoveError extends Error {
  override readonly name = "IllegalMoveError";
  constructor(
    readonly step: number,
    readonly reason: string,
    readonly robots: readonly number[],
    readonly cells: readonly number[],
  ) {
    super(`step ${step}: ${reason} (robots ${robots.join(", ")}; cells ${cells.join(", ")})`);
  }
}

/** Reusable memory of one world's moves; holds nothing between steps. */
export class MoveScratch {
  readonly movers: Int32Array;
  /** Cell each robot is about to enter, for movers of the step `stamp` says. */
  readonly target: Int32Array;
  readonly moverStamp: Int32Array;
  readonly claimStamp: Int32Array;
  readonly claimedBy: Int32Array;
  readonly offset: Int32Array;
  stamp = 0;

  constructor(robotCount: number, width: number, height: number) {
    this.movers = new Int32Array(robotCount);
    this.target = new Int32Array(robotCount);
    this.moverStamp = new Int32Array(robotCount);
    this.claimStamp = new Int32Array(width * height);
    this.claimedBy = new Int32Array(width * height);
    this.offset = Int32Array.of(1, width, -1, -width);
  }
}

/**
 * Counts busy robots down and carries out the actions of the others.
 * @throws {IllegalMoveError} before anything has moved, if the moves do not go together.
 */
export function moveRobots(state: WorldState, actions: Uint8Array, scratch: MoveScratch): void {
  const { robots } = state;
  const { busySteps, activity } = robots;
  scratch.stamp += 1;
  let moverCount = 0;
  for (let robot = 0; robot < robots.count; robot += 1) {
    if (busySteps[robot] === 0 && actions[robot] === RobotAction.forward) {
      claim(state, robot, scratch);
      scratch.movers[moverCount++] = robot;
    }
  }
  for (let i = 0; i < moverCount; i += 1) checkSpace(state, scratch.movers[i]!, scratch);

  for (let robot = 0; robot < robots.count; robot += 1) {
    if (busySteps[robot]! > 0) {
      countDown(state, robot);
      continue;
    }
    activity[robot] = Activity.waiting;
    if (actions[robot] === RobotAction.forward) continue;
    robots.legCells[robot] = 0;
    switch (actions[robot]) {
      case RobotAction.turnRight:
        turn(state, robot, 1);
        break;
      case RobotAction.turnLeft:
        turn(state, robot, 3);
        break;
      case RobotAction.lift:
        startLift(state, robot);
        break;
      case RobotAction.setDown:
        startSetDown(state, robot);
        break;
      case RobotAction.charge:
        startCharge(state, robot);
        break;
      case RobotAction.tip:
        startTip(state, robot);
        break;
    }
  }
  const { occupant } = state;
  for (let i = 0; i < moverCount; i += 1) occupant[robots.cell[scratch.movers[i]!]!] = -1;
  for (let i = 0; i < moverCount; i += 1) drive(state, scratch.movers[i]!, scratch.target);
}

/**
 * The cell ahead of a robot, which the floor and its load let it enter.
 * @throws {IllegalMoveError} if they do not.
 */
export function cellAhead(state: WorldState, robot: number, offsets: Int32Array): number {
  const { robots, floor } = state;
  const cell = robots.cell[robot]!;
  const heading = robots.heading[robot]!;
  const target = cell + offsets[heading]!;
  if ((floor.exits[cell]! & (1 << heading)) === 0) {
    throw new IllegalMoveError(
      state.step,
      "a robot uses an exit the floor does not have",
      [robot],
      [cell, target],
    );
  }
  if (state.cellClosedUntil[target]! > 0) {
    throw new IllegalMoveError(state.step, "a robot enters a closed cell", [robot], [cell, target]);
  }
  // Totes of a tall rack stand above the robots.
  if (robots.pod[robot]! >= 0 && floor.racks === undefined && state.storedPod[target]! >= 0) {
    throw new IllegalMoveError(
      state.step,
      "a laden robot enters a stored pod's cell",
      [robot],
      [cell, target],
    );
  }
  return target;
}

function claim(state: WorldState, robot: number, scratch: MoveScratch): void {
  const target = cellAhead(state, robot, scratch.offset);
  if (scratch.claimStamp[target] === scratch.stamp) {
    const other = scratch.claimedBy[target]!;
    throw new IllegalMoveError(state.step, "two robots enter one cell", [other, robot], [target]);
  }
  scratch.claimStamp[target] = scratch.stamp;
  scratch.claimedBy[target] = robot;
  scratch.target[robot] = target;
  scratch.moverStamp[robot] = scratch.stamp;
}

/** The target must be empty, or be left in this step by a robot that does not come here. */
function checkSpace(state: WorldState, robot: number, scratch: MoveScratch): void {
  const target = scratch.target[robot]!;
  const other = state.occupant[target]!;
  if (other < 0) return;
  const cell = state.robots.cell[robot]!;
  if (scratch.moverStamp[other] !== scratch.stamp) {
    throw new IllegalMoveError(
      state.step,
      "a robot enters a cell whose robot stays",
      [robot, other],
      [cell, target],
    );
  }
  if (scratch.target[other] === cell) {
    throw new IllegalMoveError(state.step, "two robots swap cells", [robot, other], [cell, target]);
  }
}

function drive(state: WorldState, robot: number, target: Int32Array): void {
  const { robots } = state;
  const { types } = robots;
  const type = robots.type[robot]!;
  robots.cell[robot] = target[robot]!;
  state.occupant[target[robot]!] = robot;
  robots.activity[robot] = Activity.driving;
  robots.cellsDriven[robot]! += 1;
  robots.energyWh[robot]! -= types.driveWhPerCell[type]!;
  owe(state, robot, robots.driveExtra(robot), Activity.driving);
}

function turn(state: WorldState, robot: number, quarters: number): void {
  const { robots } = state;
  robots.heading[robot] = (robots.heading[robot]! + quarters) & 3;
  robots.activity[robot] = Activity.turning;
  owe(state, robot, robots.types.turnExtraMilliSteps[robots.type[robot]!]!, Activity.turning);
}

/** Adds time beyond one step; whole steps of it keep the robot busy, the rest stays owed. */
function owe(state: WorldState, robot: number, milliSteps: number, activity: Activity): void {
  if (milliSteps === 0) return;
  const { robots } = state;
  const debt = robots.debtMilliSteps[robot]! + milliSteps;
  const steps = Math.floor(debt / 1000);
  robots.debtMilliSteps[robot] = debt - steps * 1000;
  robots.occupy(robot, steps, activity);
}

function countDown(state: WorldState, robot: number): void {
  const { robots } = state;
  robots.busySteps[robot]! -= 1;
  if (robots.failedSteps[robot]! > 0) {
    robots.failedSteps[robot]! -= 1;
    robots.activity[robot] = Activity.failed;
    robots.legCells[robot] = 0;
    if (robots.failedSteps[robot] === 0) state.events.add(EventKind.robotRecovered, robot);
  } else {
    robots.activity[robot] = robots.busyActivity[robot]!;
  }
  if (robots.busySteps[robot] === 0) finishLiftOrSetDown(state, robot);
}
