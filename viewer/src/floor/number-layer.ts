// The numbers of the robots in view, once there is room for them.
import type { Particle, ParticleContainer } from "pixi.js";
import type { Floor } from "../../../sim/model/index.ts";
import type { Camera, Size } from "./camera.ts";
import type { RobotPoses } from "./interpolate.ts";
import { type Atlas, makeLayer, makeParticle } from "./particles.ts";
import { packColor } from "./robot-look.ts";

/** Numbers are drawn where a cell has so many pixels, and for so many robots at most. */
export const numberScaleMin = 18;
const numbersMax = 150;
const digitsMax = 6;
const digitCells = 0.52;
const digitAdvance = 0.3;
/** Below the middle of the robot. */
const belowCells = 0.78;
const away = -1000;

export class NumberLayer {
  readonly view: ParticleContainer;
  private readonly particles: Particle[];
  private readonly digits: readonly Atlas[keyof Atlas][];

  constructor(floor: Floor, atlas: Atlas) {
    this.digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => atlas[`digit${digit}` as keyof Atlas]);
    this.particles = Array.from({ length: numbersMax * digitsMax }, () =>
      makeParticle(atlas.digit0, digitCells),
    );
    this.view = makeLayer(atlas, this.particles, floor, "changing");
    this.view.visible = false;
    // Outlined digits: white is legible in both themes.
    for (const particle of this.particles) particle.color = packColor("#ffffff");
  }

  /** `wanted` is false where the user has them switched off. */
  show(poses: RobotPoses, camera: Camera, view: Size, wanted: boolean): void {
    this.view.visible = wanted && camera.scale >= numberScaleMin;
    if (!this.view.visible) return;
    const [halfWidth, halfHeight] = [view.width / 2 / camera.scale, view.height / 2 / camera.scale];
    let used = 0;
    for (let robot = 0; robot < poses.x.length && used < numbersMax * digitsMax - digitsMax; robot += 1) {
      const [x, y] = [poses.x[robot]!, poses.y[robot]!];
      if (Math.abs(x - camera.x) > halfWidth + 1 || Math.abs(y - camera.y) > halfHeight + 1) continue;
      used = this.write(robot, x, y + belowCells, used);
    }
    for (let rest = used; rest < this.particles.length && this.particles[rest]!.x !== away; rest += 1) {
      this.particles[rest]!.x = away;
    }
  }

  /** Writes a number around a place, from `at` in the pool on; returns where the next one begins. */
  private write(value: number, x: number, y: number, at: number): number {
    let count = 1;
    for (let rest = value; rest >= 10; rest = Math.floor(rest / 10)) count += 1;
    let rest = value;
    for (let index = count - 1; index >= 0; index -= 1) {
      const particle = this.particles[at + index]!;
      particle.texture = this.digits[rest % 10]!;
      particle.x = x + (index - (count - 1) / 2) * digitAdvance;
      particle.y = y;
      rest = Math.floor(rest / 10);
    }
    return at + count;
  }
}
