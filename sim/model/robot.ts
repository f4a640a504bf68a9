// Robots as the world knows them, structure of arrays; the index is the robot's id.
import type { Climb } from "./racks.ts";

/** What a robot is doing in the step just taken. */
export const Activity = {
  waiting: 0,
  driving: 1,
  turning: 2,
  lifting: 3,
  settingDown: 4,
  serving: 5,
  charging: 6,
  failed: 7,
} as const;
export type Activity = (typeof Activity)[keyof typeof Activity];
export const activityNames = Object.keys(Activity) as readonly (keyof typeof Activity)[];

/** One robot type; a scenario may mix several. Durations in thousandths of a step so that any speed is exact on average. */
export interface RobotType {
  readonly name: string;
  readonly speedMetresPerSecond: number;
  readonly driveMilliSteps: number;
  readonly quarterTurnMilliSteps: number;
  /**
   * What speeding up and braking add to the first, second, third… cell of a drive without a stop; no entry = nothing. Paid at
   * the front, so that a drive of n cells takes n × `driveMilliSteps` and the first n entries.
   */
  readonly startMilliSteps: readonly number[];
  readonly liftSteps: number;
  readonly setDownSteps: number;
  /** Largest weight of a pod with its stock, kg. */
  readonly payloadKg: number;
  readonly batteryWh: number;
  readonly chargeWatts: number;
  readonly idleWatts: number;
  readonly driveWattHoursPerMetre: number;
  readonly liftWattHours: number;
  /** For tall racks; left out = the type does not climb. */
  readonly climb?: Climb;
}

export interface RobotStates {
  readonly count: number;
  readonly type: Uint8Array;
  /** 1 = in the yard, a blocked cell beside the floor: no part of the fleet for now. Left out = all are on the floor. */
  readonly away?: Uint8Array;
  readonly cell: Int32Array;
  readonly heading: Uint8Array;
  /** Cell that a robot between two cells is about to reach, −1 = none; only with delayed motion. It fills both cells. */
  readonly entering: Int32Array;
  /** Pod carried, or −1. */
  readonly pod: Int32Array;
  /** Level that the robot last lifted from or set down at; always 0 without tall racks. */
  readonly level: Uint8Array;
  readonly activity: Uint8Array;
  /** Steps for which the robot cannot take a new action (lifting, slow drive, failed…); it stands still meanwhile. */
  readonly busySteps: Int32Array;
  /** Time owed by a type slower than one action per step, thousandths of a step. */
  readonly debtMilliSteps: Int32Array;
  readonly energyWh: Float64Array;
  /** Cells driven since the start. */
  readonly cellsDriven: Int32Array;
}
