// How the robot moves: speed up, keep to limits, brake in time, turn on the spot.
import { wrapAngle } from "../codec/index.ts";
import type { RobotBody } from "./options.ts";
import type { Track } from "./track.ts";

/** A place ahead and the speed that must not be exceeded there; 0 = stop. */
export interface SpeedLimit {
  readonly distance: number;
  readonly speed: number;
}

const standing = 1e-6;

export class Motion {
  speed = 0;
  turning = false;
  /** Metres to the left of the track's line; negative: to the right. */
  aside = 0;

  constructor(
    public x: number,
    public y: number,
    public theta: number,
    private readonly body: RobotBody,
  ) {}

  get stands(): boolean {
    return this.speed < standing && !this.turning;
  }

  /** Turns on the spot; true when it looks that way. */
  turnTo(theta: number, seconds: number, turnSpeed = this.body.turnSpeed): boolean {
    const difference = wrapAngle(theta - this.theta);
    const reach = Math.min(turnSpeed, this.body.turnSpeed) * seconds;
    this.turning = Math.abs(difference) > reach;
    this.theta = this.turning ? wrapAngle(this.theta + Math.sign(difference) * reach) : wrapAngle(theta);
    return !this.turning;
  }

  /**
   * Metres driven within the time, and the pose after it.
   * @param along where on the track it is; @param cap its limit here; @param ahead limits to brake for, distances from `along`.
   */
  drive(track: Track, along: number, seconds: number, cap: number, ahead: readonly SpeedLimit[]): number {
    const { acceleration, deceleration, maximumSpeed } = this.body;
    let limit = Math.min(cap, maximumSpeed);
    let stopDistance = Infinity;
    const reach = this.speed * seconds * 0.5;
    for (const { distance, speed } of ahead) {
      const room = Math.max(0, distance - reach);
      limit = Math.min(limit, Math.sqrt(speed * speed + 2 * deceleration * room));
      if (speed === 0) stopDistance = Math.min(stopDistance, distance);
    }
    const before = this.speed;
    this.speed = Math.max(0, Math.min(before + acceleration * seconds, limit));
    let metres = 0.5 * (before + this.speed) * seconds;
    // Closer than what a last tick covers: there.
    if (metres >= stopDistance || stopDistance - metres < 1e-4) {
      metres = Math.max(0, stopDistance);
      this.speed = 0;
    }
    this.place(track, Math.min(track.length, along + metres));
    return metres;
  }

  /** Brakes along the track; true when it stands. */
  brake(track: Track | null, along: number, seconds: number, deceleration: number): number {
    const before = this.speed;
    this.speed = Math.max(0, before - deceleration * seconds);
    const metres = 0.5 * (before + this.speed) * seconds;
    if (track !== null) this.place(track, Math.min(track.length, along + metres));
    return metres;
  }

  place(track: Track, along: number): void {
    const point = track.at(along);
    const direction = this.aside === 0 ? 0 : (track.directionAt(along) ?? 0);
    this.x = point.x - this.aside * Math.sin(direction);
    this.y = point.y + this.aside * Math.cos(direction);
  }
}
