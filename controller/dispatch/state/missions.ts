// What each robot is on, as a small state machine in typed arrays, with the reason why.
import { copyState } from "./plain-state.ts";
import { type ReasonCode, reasonCodes } from "./reasons.ts";

export const Mission = {
  idle: 0,
  toPod: 1,
  lifting: 2,
  toStation: 3,
  serving: 4,
  toPlace: 5,
  settingDown: 6,
  toCharger: 7,
  charging: 8,
  toRest: 9,
} as const;
export type Mission = (typeof Mission)[keyof typeof Mission];
export const missionNames = Object.keys(Mission) as readonly (keyof typeof Mission)[];

/** `claim` of a pod that no mission holds. */
export const unclaimed = -1;

export class Missions {
  state: ReturnType<typeof emptyState>;

  constructor(
    readonly robotCount: number,
    podCount: number,
    chargerCount: number,
  ) {
    this.state = emptyState(robotCount, podCount, chargerCount);
  }

  /** Enters a state; its age and progress start anew. */
  enter(robot: number, mission: Mission, step: number): void {
    this.state.mission[robot] = mission;
    this.state.since[robot] = step;
    this.state.progress[robot] = step;
  }
  /** Says why the robot does what it does; values by the reason's own names. */
  because(robot: number, code: ReasonCode, a = 0, b = 0, c = 0): void {
    const state = this.state;
    state.reason[robot] = reasonCodes.indexOf(code);
    state.reasonA[robot] = a;
    state.reasonB[robot] = b;
    state.reasonC[robot] = c;
  }
  isBecause(robot: number, code: ReasonCode): boolean {
    return reasonCodes[this.state.reason[robot]] === code;
  }
  /** Free for a task: idle, resting or on its way to rest. */
  isFree(robot: number): boolean {
    const mission = this.state.mission[robot];
    return mission === Mission.idle || mission === Mission.toRest;
  }

  snapshot(): ReturnType<typeof emptyState> {
    return copyState(this.state);
  }
  restore(state: ReturnType<typeof emptyState>): void {
    this.state = copyState(state);
  }
}

function emptyState(robotCount: number, podCount: number, chargerCount: number) {
  return {
    mission: new Uint8Array(robotCount),
    pod: new Int32Array(robotCount).fill(-1),
    station: new Int32Array(robotCount).fill(-1),
    /** Free place that a pod is moved to without a visit, −1 = none; set until the pod is lifted. */
    moveTo: new Int32Array(robotCount).fill(-1),
    /** Cell to reach; −1 = none. */
    goal: new Int32Array(robotCount).fill(-1),
    since: new Int32Array(robotCount),
    /** Last step in which the robot moved, worked or changed its mission; and where it stood then. */
    progress: new Int32Array(robotCount),
    lastCell: new Int32Array(robotCount).fill(-1),
    /** Step of the failure being repaired, −1 = sound. */
    failedAt: new Int32Array(robotCount).fill(-1),
    reason: new Uint8Array(robotCount),
    reasonA: new Int32Array(robotCount),
    reasonB: new Int32Array(robotCount),
    reasonC: new Int32Array(robotCount),
    /** Robot whose mission holds the pod, or `unclaimed`. */
    claim: new Int32Array(podCount).fill(unclaimed),
    /** Requests of the pod at its mission's station not served yet, this step's promises included. */
    pending: new Int32Array(podCount),
    chargerRobot: new Int32Array(chargerCount).fill(-1),
    watchdogResets: 0,
    rejects: 0,
    lastReject: -1,
  };
}
