// Lifting and setting down pods, on the floor or up a tall rack: begun by an action, done when the robot's busy steps are over.
import { Activity, CellKind, type Commands, EventKind, RejectReason, RobotAction } from "../model/index.ts";
import { reject } from "./reject.ts";
import { Pending } from "./robot-table.ts";
import { finishTip } from "./sorting.ts";
import { shelfOf, type WorldState } from "./world-state.ts";

/** Notes the levels of the lifts and set-downs, and the chutes of the tips, that begin in this step. */
export function takeTargets(
  { robots, floor, sorter }: WorldState,
  { actions, levels, chutes }: Commands,
): void {
  if (sorter !== null && chutes !== undefined) {
    for (let robot = 0; robot < robots.count; robot += 1) {
      const tips = robots.busySteps[robot] === 0 && actions[robot] === RobotAction.tip;
      if (tips) sorter.target[robot] = chutes[robot]!;
    }
  }
  if (floor.racks === undefined || levels === undefined) return;
  const top = floor.racks.levels - 1;
  for (let robot = 0; robot < robots.count; robot += 1) {
    const action = actions[robot]!;
    if (robots.busySteps[robot]! > 0) continue;
    if (action !== RobotAction.lift && action !== RobotAction.setDown) continue;
    robots.level[robot] = Math.min(top, levels[robot]!);
  }
}

/**
 * Begins to lift the pod stored in the robot's cell, at its level. The whole lift takes `liftSteps`, this step included, and
 * the way up and down.
 */
export function startLift(state: WorldState, robot: number): void {
  const { robots, pods } = state;
  const cell = robots.cell[robot]!;
  const level = robots.level[robot]!;
  const pod = state.storedPod[shelfOf(state, cell, level)]!;
  if (pod < 0 || robots.pod[robot]! >= 0) {
    reject(state, RejectReason.noPodToLift, robot, cell);
    return;
  }
  const type = robots.type[robot]!;
  if (pods.weightKg(pod) > robots.types.payloadKg[type]!) {
    reject(state, RejectReason.podTooHeavy, robot, pod);
    return;
  }
  if (isRackFull(state, cell)) {
    reject(state, RejectReason.rackFull, robot, cell);
    return;
  }
  robots.energyWh[robot]! -= robots.types.liftWh[type]!;
  begin(state, robot, Pending.lift, robots.types.liftSteps[type]!, Activity.lifting);
}

/** Begins to set the robot's pod down on the empty pod place it stands at, at its level. */
export function startSetDown(state: WorldState, robot: number): void {
  const { robots, floor } = state;
  const cell = robots.cell[robot]!;
  if (robots.pod[robot]! < 0) {
    reject(state, RejectReason.noPodToLift, robot, cell);
    return;
  }
  const shelf = shelfOf(state, cell, robots.level[robot]!);
  if (floor.kind[cell] !== CellKind.podPlace || state.storedPod[shelf]! >= 0) {
    reject(state, RejectReason.placeTaken, robot, cell);
    return;
  }
  if (isRackFull(state, cell)) {
    reject(state, RejectReason.rackFull, robot, cell);
    return;
  }
  const steps = robots.types.setDownSteps[robots.type[robot]!]!;
  begin(state, robot, Pending.setDown, steps, Activity.settingDown);
}

/** Called when a robot's busy steps have run out: what it has lifted, set down or tipped is done. */
export function finishLiftOrSetDown(state: WorldState, robot: number): void {
  const { robots, pods } = state;
  if (robots.pending[robot] === Pending.tip) {
    finishTip(state, robot);
    return;
  }
  const cell = robots.cell[robot]!;
  const level = robots.level[robot]!;
  if (robots.pending[robot] === Pending.lift) {
    const shelf = shelfOf(state, cell, level);
    const pod = state.storedPod[shelf]!;
    state.storedPod[shelf] = -1;
    pods.cell[pod] = -1;
    pods.robot[pod] = robot;
    robots.pod[robot] = pod;
    countClimber(state, cell, -1);
    state.events.add(EventKind.podLifted, robot, pod, cell);
  } else if (robots.pending[robot] === Pending.setDown) {
    const pod = robots.pod[robot]!;
    state.storedPod[shelfOf(state, cell, level)] = pod;
    pods.cell[pod] = cell;
    pods.level[pod] = level;
    pods.robot[pod] = -1;
    robots.pod[robot] = -1;
    countClimber(state, cell, -1);
    state.events.add(EventKind.podSetDown, robot, pod, cell);
  }
  robots.pending[robot] = Pending.nothing;
}

function begin(state: WorldState, robot: number, pending: number, steps: number, activity: Activity): void {
  const { robots, floor } = state;
  let stepsInAll = steps;
  if (floor.racks !== undefined) {
    const type = robots.type[robot]!;
    const level = robots.level[robot]!;
    stepsInAll += robots.types.climbSteps[type]![level]!;
    robots.energyWh[robot]! -= robots.types.climbWh[type]![level]!;
    countClimber(state, robots.cell[robot]!, 1);
  }
  robots.activity[robot] = activity;
  robots.pending[robot] = pending;
  robots.occupy(robot, stepsInAll - 1, activity);
  if (robots.busySteps[robot] === 0) finishLiftOrSetDown(state, robot);
}

function isRackFull({ floor, climbers }: WorldState, cell: number): boolean {
  const { racks } = floor;
  const rack = racks?.rackOfCell[cell] ?? -1;
  return racks !== undefined && rack >= 0 && climbers[rack]! >= racks.climbersMax;
}

function countClimber({ floor, climbers }: WorldState, cell: number, change: number): void {
  const rack = floor.racks?.rackOfCell[cell] ?? -1;
  if (rack >= 0) climbers[rack]! += change;
}
