// Robots that nobody simulates: their newest reports take the place of the motion rule. Pods go with the robots that say they
// have them; time at a station goes on as everywhere.
import { assert } from "../kernel/index.ts";
import { Activity, CellKind, EventKind, type RobotReport } from "../model/index.ts";
import { IllegalMoveError } from "./moving.ts";
import type { WorldState } from "./world-state.ts";

/** Takes one step of all robots by what they have said. A robot without a report stays as it is. */
export function takeReports(state: WorldState, reports: readonly (RobotReport | undefined)[]): void {
  const { robots } = state;
  for (let robot = 0; robot < robots.count; robot += 1) {
    const report = reports[robot];
    if (report !== undefined) leaveCells(state, robot);
  }
  for (let robot = 0; robot < robots.count; robot += 1) {
    const report = reports[robot];
    if (report !== undefined) takeReport(state, robot, report);
  }
  stopServiceOfAbsent(state);
}

/** Of the robot alone: two may have exchanged cells since the last step by way of others. */
function leaveCells({ robots, occupant }: WorldState, robot: number): void {
  const { cell, entering } = robots;
  if (occupant[cell[robot]!] === robot) occupant[cell[robot]!] = -1;
  if (entering[robot]! >= 0 && occupant[entering[robot]!] === robot) occupant[entering[robot]!] = -1;
}

function takeReport(state: WorldState, robot: number, report: RobotReport): void {
  const { robots, floor, occupant } = state;
  const { width } = floor;
  const before = robots.cell[robot]!;
  const rows = Math.abs(Math.floor(report.cell / width) - Math.floor(before / width));
  robots.cellsDriven[robot]! += rows + Math.abs((report.cell % width) - (before % width));
  robots.cell[robot] = report.cell;
  robots.heading[robot] = report.heading;
  robots.entering[robot] = report.entering;
  robots.energyWh[robot] = report.charge * robots.types.batteryWh[robots.type[robot]!]!;
  takePod(state, robot, report);
  takeTime(state, robot, report);
  if (report.absent) return;
  const other = occupant[report.cell]!;
  if (other >= 0 && robots.cell[other] === report.cell && other !== robot)
    throw new IllegalMoveError(state.step, "two robots report one cell", [other, robot], [report.cell]);
  occupant[report.cell] = robot;
  if (report.entering >= 0 && occupant[report.entering]! < 0) occupant[report.entering] = robot;
}

function takePod(state: WorldState, robot: number, { pod, cell }: RobotReport): void {
  const { robots, pods, floor } = state;
  const had = robots.pod[robot]!;
  if (had === pod) return;
  if (had >= 0) {
    const isFree = floor.kind[cell] === CellKind.podPlace && state.storedPod[cell]! < 0;
    assert(isFree, `pod ${had} is set down in cell ${cell}, which must be a free pod place`);
    state.storedPod[cell] = had;
    pods.cell[had] = cell;
    pods.robot[had] = -1;
    robots.pod[robot] = -1;
    state.events.add(EventKind.podSetDown, robot, had, cell);
  }
  if (pod < 0) return;
  const from = pods.cell[pod]!;
  assert(from >= 0, `pod ${pod} is said to be on robot ${robot}, and is on robot ${pods.robot[pod]}`);
  state.storedPod[from] = -1;
  pods.cell[pod] = -1;
  pods.robot[pod] = robot;
  robots.pod[robot] = pod;
  state.events.add(EventKind.podLifted, robot, pod, from);
}

/**
 * Of a robot's busy steps, `failedSteps` (0 or 1) say that it is out and `delaySteps` (0 or 1) that it is busy by its own word; the rest
 * is time that the station needs its pod, which runs on unless the robot is out.
 */
function takeTime(state: WorldState, robot: number, report: RobotReport): void {
  const { robots } = state;
  const wasOut = robots.failedSteps[robot]! > 0;
  let service = robots.busySteps[robot]! - robots.failedSteps[robot]! - robots.delaySteps[robot]!;
  if (service > 0 && !report.out) service -= 1;
  robots.failedSteps[robot] = report.out ? 1 : 0;
  robots.delaySteps[robot] = report.busy ? 1 : 0;
  robots.busySteps[robot] = service + robots.failedSteps[robot]! + robots.delaySteps[robot]!;
  robots.activity[robot] = activityOf(report, service);
  if (report.out && !wasOut) state.events.add(EventKind.robotFailed, robot, 0);
  if (!report.out && wasOut) state.events.add(EventKind.robotRecovered, robot);
}

function activityOf({ out, activity, entering }: RobotReport, service: number): Activity {
  if (out) return Activity.failed;
  if (service > 0) return Activity.serving;
  if (activity === Activity.lifting || activity === Activity.settingDown || activity === Activity.charging)
    return activity;
  return entering >= 0 ? Activity.driving : Activity.waiting;
}

/** A robot that has been taken from its station takes the unit in the person's hands with it: it is picked again. */
function stopServiceOfAbsent({ stations, robots }: WorldState): void {
  for (let station = 0; station < stations.count; station += 1) {
    if (stations.inService[station] === 0) continue;
    const robot = stations.dockedRobot[station]!;
    const isThere =
      robot >= 0 && robots.cell[robot] === stations.workCell[station] && robots.pod[robot]! >= 0;
    if (isThere) continue;
    stations.inService[station] = 0;
    if (robot >= 0) robots.busySteps[robot] = robots.failedSteps[robot]! + robots.delaySteps[robot]!;
  }
}
