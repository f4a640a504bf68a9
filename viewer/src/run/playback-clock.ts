// The one clock of the page: how far the shown time has come, at which speed, held back by what has been computed.

import { albumStepsMin } from "./picture-album.ts";

/** Simulated seconds per second. The default shows the first minute within two seconds, yet robots can be followed. */
export const speeds = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000] as const;
export const defaultSpeed = 32;
const framesPerSecond = 30;
/** A page that slept does not leap: the longest real time one tick may take into account. */
const tickMillisecondsMax = 250;

export class PlaybackClock {
  /** Shown time in steps; the fraction lies between two steps. */
  position = 0;
  playing = true;
  speed = defaultSpeed;
  /** True when the last tick was held back because frames were missing. */
  starved = false;

  constructor(
    readonly stepSeconds: number,
    readonly horizonSteps: number,
  ) {}

  /** Moves on by real milliseconds, but not past `computedStep`. */
  tick(milliseconds: number, computedStep: number): void {
    this.starved = false;
    if (!this.playing) return;
    const seconds = (Math.min(milliseconds, tickMillisecondsMax) / 1000) * this.speed;
    const wanted = Math.min(this.position + seconds / this.stepSeconds, this.horizonSteps);
    const limit = Math.max(this.position, computedStep);
    this.starved = wanted > limit && limit < this.horizonSteps;
    this.position = Math.min(wanted, limit);
    if (this.position >= this.horizonSteps) this.playing = false;
  }

  /** Steps from one whole step to another and pauses. Returns the step wanted. */
  stepBy(steps: number): number {
    this.playing = false;
    const whole = steps > 0 ? Math.floor(this.position) : Math.ceil(this.position);
    return clamp(whole + steps, 0, this.horizonSteps);
  }
  changeSpeed(places: number): void {
    let index = 0;
    while (index < speeds.length - 1 && speeds[index]! < this.speed) index += 1;
    this.speed = speeds[clamp(index + places, 0, speeds.length - 1)]!;
  }
  /** Frames worth sending at this speed: about 30 a second, every step while that is fewer; on the album's steps. */
  get stride(): number {
    const wanted = Math.max(1, Math.floor(this.speed / this.stepSeconds / framesPerSecond));
    if (wanted >= albumStepsMin) return wanted - (wanted % albumStepsMin);
    let stride = wanted;
    while (albumStepsMin % stride !== 0) stride -= 1;
    return stride;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
