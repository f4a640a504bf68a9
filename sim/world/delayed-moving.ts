// Robots under delayed motion: an action takes as many steps as the type needs, and a robot between two cells fills both. The
// judge is as strict as in lockstep: a robot begins to enter a cell only if nobody is in it, comes to it or leaves it.
import { Activity, EventKind, RobotAction } from "../model/index.ts";
import { startCharge } from "./energy.ts";
import { finishLiftOrSetDown, startLift, startSetDown } from "./lifting.ts";
import { cellAhead, IllegalMoveError, type MoveScratch } from "./moving.ts";
import { Pending } from "./robot-table.ts";
import { startTip } from "./sorting.ts";
import type { WorldState } from "./world-state.ts";

/**
 * Begins the actions of robots that are not busy, and takes all others one step further.
 * @throws {IllegalMoveError} if a robot would begin to enter a cell that is not free.
 */
export function moveRobotsDelayed(state: WorldState, actions: Uint8Array, scratch: MoveScratch): void {
  const { robots } = state;
  const { busySteps, activity, pending } = robots;
  scratch.stamp += 1;
  // All begin before anybody ends, so that a cell left in this step is free from the next one on.
  for (let robot = 0; robot < robots.count; robot += 1) {
    if (busySteps[robot]! > 0) continue;
    scratch.moverStamp[robot] = scratch.stamp;
    activity[robot] = Activity.waiting;
    begin(state, robot, actions[robot]!, scratch.offset);
  }
  for (let robot = 0; robot < robots.count; robot += 1) {
    if (scratch.moverStamp[robot] !== scratch.stamp) goOn(state, robot);
    else if (busySteps[robot] === 0 && pending[robot] !== Pending.nothing) end(state, robot);
  }
}

function begin(state: WorldState, robot: number, action: number, offsets: Int32Array): void {
  const { robots } = state;
  const { types } = robots;
  const type = robots.type[robot]!;
  if (action !== RobotAction.forward) robots.legCells[robot] = 0;
  switch (action) {
    case RobotAction.forward:
      beginDrive(state, robot, cellAhead(state, robot, offsets));
      occupy(state, robot, Pending.drive, robots.driveExtra(robot), Activity.driving);
      break;
    case RobotAction.turnRight:
      occupy(state, robot, Pending.turnRight, types.turnExtraMilliSteps[type]!, Activity.turning);
      break;
    case RobotAction.turnLeft:
      occupy(state, robot, Pending.turnLeft, types.turnExtraMilliSteps[type]!, Activity.turning);
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

function beginDrive(state: WorldState, robot: number, target: number): void {
  const { robots, occupant } = state;
  const other = occupant[target]!;
  if (other >= 0) {
    const where = robots.cell[other] === target ? "that another robot is in" : "that another robot comes to";
    throw new IllegalMoveError(
      state.step,
      `a robot enters a cell ${where}`,
      [robot, other],
      [robots.cell[robot]!, target],
    );
  }
  occupant[target] = robot;
  robots.entering[robot] = target;
}

/** This step counts as the first one of the action; fractions of steps are carried on, so that mean speeds are exact. */
function occupy(
  state: WorldState,
  robot: number,
  pending: number,
  extraMilliSteps: number,
  activity: Activity,
): void {
  const { robots } = state;
  const debt = robots.debtMilliSteps[robot]! + extraMilliSteps;
  const steps = Math.floor(debt / 1000);
  robots.debtMilliSteps[robot] = debt - steps * 1000;
  robots.pending[robot] = pending;
  robots.activity[robot] = activity;
  robots.occupy(robot, steps, activity);
}

function goOn(state: WorldState, robot: number): void {
  const { robots } = state;
  robots.busySteps[robot]! -= 1;
  if (robots.failedSteps[robot]! > 0) {
    robots.failedSteps[robot]! -= 1;
    robots.activity[robot] = Activity.failed;
    robots.legCells[robot] = 0;
    if (robots.failedSteps[robot] === 0) state.events.add(EventKind.robotRecovered, robot);
  } else if (robots.delaySteps[robot]! > 0) {
    robots.delaySteps[robot]! -= 1;
    robots.activity[robot] = Activity.waiting;
    robots.legCells[robot] = 0;
  } else {
    robots.activity[robot] = robots.busyActivity[robot]!;
  }
  if (robots.busySteps[robot] === 0) end(state, robot);
}

function end(state: WorldState, robot: number): void {
  const { robots, occupant } = state;
  switch (robots.pending[robot]) {
    case Pending.drive:
      occupant[robots.cell[robot]!] = -1;
      robots.cell[robot] = robots.entering[robot]!;
      robots.entering[robot] = -1;
      robots.cellsDriven[robot]! += 1;
      robots.energyWh[robot]! -= robots.types.driveWhPerCell[robots.type[robot]!]!;
      robots.pending[robot] = Pending.nothing;
      break;
    case Pending.turnRight:
      robots.heading[robot] = (robots.heading[robot]! + 1) & 3;
      robots.pending[robot] = Pending.nothing;
      break;
    case Pending.turnLeft:
      robots.heading[robot] = (robots.heading[robot]! + 3) & 3;
      robots.pending[robot] = Pending.nothing;
      break;
    default:
      finishLiftOrSetDown(state, robot);
  }
}
