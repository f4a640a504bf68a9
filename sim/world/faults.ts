// Faults: robots that fail after a random time and come back repaired, and faults planned by the scenario. They strike
// after the step's actions, so that a brain never has to answer for a robot that broke down while it was deciding.
import type { QueuedEvent, Random } from "../kernel/index.ts";
import { EventKind, type PlannedFault, type WorldSetup } from "../model/index.ts";
import type { WorldState } from "./world-state.ts";

/** Kinds on the fault agenda: `a` is the planned fault's index, the robot, or the station. */
const Fault = { planned: 0, robotFails: 1, stationReopens: 2 } as const;

/** Puts the planned faults and each robot's first random failure on the agenda. */
export function scheduleFaults(state: WorldState): void {
  const { setup, faults, robots } = state;
  for (const [index, fault] of setup.faults.planned.entries())
    faults.push(fault.step, 0, Fault.planned, index);
  if (setup.faults.robotMeanHoursBetweenFailures === 0) return;
  for (let robot = 0; robot < robots.count; robot += 1) scheduleFailure(state, robot, 0);
}

const due: QueuedEvent = { time: 0, kind: 0, a: 0, b: 0 };

/** Lets everything happen that is due by this step. */
export function strikeFaults(state: WorldState): void {
  while (state.faults.nextTime <= state.step) {
    state.faults.pop(due);
    if (due.kind === Fault.planned) strikePlanned(state, state.setup.faults.planned[due.a]!);
    else if (due.kind === Fault.robotFails) failAtRandom(state, due.a);
    else reopenStation(state, due.a);
  }
}

/** The robot stands still for `steps` further steps, with its pod, before it goes on with what it was doing. */
export function failRobot(state: WorldState, robot: number, steps: number): void {
  const { robots } = state;
  robots.busySteps[robot]! += steps;
  robots.failedSteps[robot]! += steps;
  state.events.add(EventKind.robotFailed, robot, steps);
}

/** Draws the length of a repair; at least one step. */
export function drawRepairSteps(setup: WorldSetup, random: Random): number {
  const { robotRepairSecondsMin, robotRepairSecondsMax } = setup.faults;
  const seconds = random.between(robotRepairSecondsMin, robotRepairSecondsMax);
  return Math.max(1, Math.round(seconds / setup.stepSeconds));
}

/**
 * Failures and repairs of a robot follow simulated time and its own random stream alone: whatever the strategy, the same
 * robot fails at the same steps.
 */
function failAtRandom(state: WorldState, robot: number): void {
  const steps = drawRepairSteps(state.setup, state.failures[robot]!);
  failRobot(state, robot, steps);
  scheduleFailure(state, robot, state.step + steps);
}

function scheduleFailure(state: WorldState, robot: number, fromStep: number): void {
  const { setup } = state;
  const meanSteps = (setup.faults.robotMeanHoursBetweenFailures * 3600) / setup.stepSeconds;
  const gap = Math.ceil(state.failures[robot]!.exponential(meanSteps));
  state.faults.push(fromStep + Math.max(1, gap), 1, Fault.robotFails, robot);
}

function strikePlanned(state: WorldState, fault: PlannedFault): void {
  if (fault.kind === "robot-fails") {
    failRobot(state, fault.robot, Math.max(1, fault.steps));
    return;
  }
  const { stations } = state;
  const { station } = fault;
  if (stations.open[station] === 1) {
    stations.open[station] = 0;
    stations.reopens[station] = 1;
    state.events.add(EventKind.stationClosed, station);
  }
  const until = Math.max(stations.closedUntilStep[station]!, state.step + Math.max(1, fault.steps));
  stations.closedUntilStep[station] = until;
  state.faults.push(until, 0, Fault.stationReopens, station);
}

function reopenStation(state: WorldState, station: number): void {
  const { stations } = state;
  if (state.step < stations.closedUntilStep[station]!) return;
  stations.closedUntilStep[station] = 0;
  if (stations.reopens[station] === 0) return;
  stations.reopens[station] = 0;
  stations.open[station] = 1;
  state.events.add(EventKind.stationOpened, station);
}
