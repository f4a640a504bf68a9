// Lifting and setting down pods: begun by an action, done when the robot's busy steps are over.
import { Activity, CellKind, EventKind, RejectReason } from "../model/index.ts";
import { reject } from "./reject.ts";
import { Pending } from "./robot-table.ts";
import type { WorldState } from "./world-state.ts";

/** Begins to lift the pod stored in the robot's cell. The whole lift takes `liftSteps`, this step included. */
export function startLift(state: WorldState, robot: number): void {
  const { robots, pods } = state;
  const cell = robots.cell[robot]!;
  const pod = state.storedPod[cell]!;
  if (pod < 0 || robots.pod[robot]! >= 0) {
    reject(state, RejectReason.noPodToLift, robot, cell);
    return;
  }
  const type = robots.type[robot]!;
  if (pods.weightKg(pod) > robots.types.payloadKg[type]!) {
    reject(state, RejectReason.podTooHeavy, robot, pod);
    return;
  }
  robots.energyWh[robot]! -= robots.types.liftWh[type]!;
  begin(state, robot, Pending.lift, robots.types.liftSteps[type]!, Activity.lifting);
}

/** Begins to set the robot's pod down on the empty pod place it stands at. */
export function startSetDown(state: WorldState, robot: number): void {
  const { robots, floor } = state;
  const cell = robots.cell[robot]!;
  if (robots.pod[robot]! < 0) {
    reject(state, RejectReason.noPodToLift, robot, cell);
    return;
  }
  if (floor.kind[cell] !== CellKind.podPlace || state.storedPod[cell]! >= 0) {
    reject(state, RejectReason.placeTaken, robot, cell);
    return;
  }
  const steps = robots.types.setDownSteps[robots.type[robot]!]!;
  begin(state, robot, Pending.setDown, steps, Activity.settingDown);
}

/** Called when a robot's busy steps have run out. */
export function finishLiftOrSetDown(state: WorldState, robot: number): void {
  const { robots, pods } = state;
  const cell = robots.cell[robot]!;
  if (robots.pending[robot] === Pending.lift) {
    const pod = state.storedPod[cell]!;
    state.storedPod[cell] = -1;
    pods.cell[pod] = -1;
    pods.robot[pod] = robot;
    robots.pod[robot] = pod;
    state.events.add(EventKind.podLifted, robot, pod, cell);
  } else if (robots.pending[robot] === Pending.setDown) {
    const pod = robots.pod[robot]!;
    state.storedPod[cell] = pod;
    pods.cell[pod] = cell;
    pods.robot[pod] = -1;
    robots.pod[robot] = -1;
    state.events.add(EventKind.podSetDown, robot, pod, cell);
  }
  robots.pending[robot] = Pending.nothing;
}

function begin(state: WorldState, robot: number, pending: number, steps: number, activity: Activity): void {
  const { robots } = state;
  robots.activity[robot] = activity;
  robots.pending[robot] = pending;
  robots.occupy(robot, steps - 1, activity);
  if (robots.busySteps[robot] === 0) finishLiftOrSetDown(state, robot);
}
