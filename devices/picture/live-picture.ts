// What of a site moves, several times a second and small: robots as rows of whole numbers, and only those that have changed.
import type { pictureVersion } from "./site-picture.ts";

/** Bits of `PictureRobot[6]`. */
export const robotFlags = {
  /** Carries something. */
  loaded: 1,
  /** An operator holds it. */
  held: 2,
  /** Stands, and not for its work's sake: somebody may have to look. */
  standing: 4,
  charging: 8,
  /** Not connected, or silent for too long: the position is old. */
  offline: 16,
  /** Has never said where it is: x, y and heading mean nothing. */
  unplaced: 32,
} as const;

/** Millimetres and thousandths of a radian (−π to π, 0 = east, counter-clockwise). */
export type PictureRobot = readonly [
  robot: number,
  xMm: number,
  yMm: number,
  thetaMrad: number,
  /** Milliseconds of the session's clock at which it was there: what to interpolate by. */
  atMs: number,
  /** Index in `SitePicture.reasons`. */
  reason: number,
  flags: number,
  /** Percent; −1 = it does not say. */
  charge: number,
];

/** What is released to a robot and not driven yet: x, y, x, y … in millimetres, from the robot on; and where it is bound for. */
export type PictureRoute = readonly [
  robot: number,
  pointsMm: readonly number[],
  goalMm: readonly [xMm: number, yMm: number] | null,
];

export interface PictureOrders {
  readonly waiting: number;
  readonly started: number;
  /** Since the journal began. */
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
}

export interface PictureLink {
  /** The fleet side is connected to its broker. */
  readonly connected: boolean;
  /** Messages per second, lately. */
  readonly received: number;
  readonly sent: number;
}

export interface LivePicture {
  readonly version: typeof pictureVersion;
  readonly session: string;
  /** The session's clock, ms; never jumps. */
  readonly nowMs: number;
  /** All robots and routes are here: forget what was before. Otherwise those that have changed since the last one. */
  readonly full: boolean;
  readonly robots: readonly PictureRobot[];
  readonly routes: readonly PictureRoute[];
  readonly orders: PictureOrders;
  readonly link: PictureLink;
  /** How many alarms hold. */
  readonly alarms: number;
}
