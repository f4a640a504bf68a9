// Robots by state and heading, each on top of the pod that it carries.
import type { Particle, ParticleContainer } from "pixi.js";
import type { Floor } from "../../../sim/model/index.ts";
import { activityOf, type FrameLayout } from "../protocol/frame-codec.ts";
import type { FloorLook, ThemeName } from "./floor-look.ts";
import type { RobotPoses } from "./interpolate.ts";
import { type Atlas, glyphPixels, makeLayer, makeParticle } from "./particles.ts";
import { lookColors, lookOf, looks, packColor } from "./robot-look.ts";

/** Robots are a little larger than a cell, and never smaller than this on screen: a whole floor stays legible. */
const robotCells = 1.25;
const robotPixelsMin = 7.5;
const robotCellsMax = 2.2;
const carriedPodCells = 1.25;
export class RobotLayer {
  readonly pods: ParticleContainer;
  readonly robots: ParticleContainer;
  private readonly podParticles: Particle[];
  private readonly robotParticles: Particle[];
  /** Robots with a pod: only their pods are drawn, and sent to the card. */
  private readonly laden: Int32Array;
  private ladenCount = 0;
  private colors: readonly number[] = [];
  private size = robotCells;

  constructor(
    floor: Floor,
    private readonly layout: FrameLayout,
    private readonly atlas: Atlas,
  ) {
    const count = { length: layout.robots };
    this.laden = new Int32Array(layout.robots);
    this.podParticles = Array.from(count, () => makeParticle(atlas.carriedPod, carriedPodCells));
    this.robotParticles = Array.from(count, () => makeParticle(atlas.resting, robotCells));
    this.pods = makeLayer(atlas, [], floor, "moving");
    this.robots = makeLayer(atlas, this.robotParticles, floor, "moving");
  }

  setLook(theme: ThemeName, look: FloorLook): void {
    this.colors = looks.map((name) => packColor(lookColors[theme][name]));
    const color = packColor(look.carriedPod);
    for (const particle of this.podParticles) particle.color = color;
  }
  /** Shape and colour by state; once per step. */
  dress(frame: Int32Array): void {
    let reshaped = false;
    const ladenBefore = this.ladenCount;
    this.ladenCount = 0;
    for (let robot = 0; robot < this.layout.robots; robot += 1) {
      const state = frame[this.layout.robotState + robot]!;
      const pod = frame[this.layout.robotPod + robot]!;
      const look = lookOf(activityOf(state), pod);
      if (pod >= 0) {
        this.laden[this.ladenCount] = robot;
        this.ladenCount += 1;
      }
      const particle = this.robotParticles[robot]!;
      const texture = this.atlas[looks[look]!];
      reshaped ||= particle.texture !== texture;
      particle.texture = texture;
      particle.color = this.colors[look]!;
    }
    if (reshaped) this.robots.update();
    if (this.ladenCount === ladenBefore) return;
    this.pods.particleChildren = this.podParticles.slice(0, this.ladenCount);
    this.pods.update();
  }
  /** Places; once per picture. */
  move(poses: RobotPoses): void {
    const { x, y, angle } = poses;
    for (let robot = 0; robot < this.layout.robots; robot += 1) {
      const particle = this.robotParticles[robot]!;
      particle.x = x[robot]!;
      particle.y = y[robot]!;
      particle.rotation = angle[robot]!;
    }
    for (let index = 0; index < this.ladenCount; index += 1) {
      const pod = this.podParticles[index]!;
      const robot = this.laden[index]!;
      pod.x = x[robot]!;
      pod.y = y[robot]!;
    }
  }
  /** Keeps robots legible when the whole floor is in view. */
  fitTo(pixelsPerCell: number): void {
    const size = Math.min(robotCellsMax, Math.max(robotCells, robotPixelsMin / pixelsPerCell));
    if (size === this.size) return;
    this.size = size;
    for (const particle of this.robotParticles) particle.scaleX = particle.scaleY = size / glyphPixels;
    this.robots.update();
  }
}
