// The selected robot: a ring around it, a line to its goal and a ring there.
import type { Particle, ParticleContainer } from "pixi.js";
import type { Floor } from "../../../sim/model/index.ts";
import type { FrameLayout } from "../protocol/frame-codec.ts";
import type { FloorLook } from "./floor-look.ts";
import type { RobotPoses } from "./interpolate.ts";
import { type Atlas, makeLayer, makeParticle, sizeParticle } from "./particles.ts";
import { packColor } from "./robot-look.ts";

const ringCells = 2.2;
const goalCells = 1.1;
const lineCells = 0.14;

export class SelectionLayer {
  readonly view: ParticleContainer;
  private readonly ring: Particle;
  private readonly goal: Particle;
  private readonly line: Particle;

  constructor(
    private readonly floor: Floor,
    private readonly layout: FrameLayout,
    atlas: Atlas,
  ) {
    this.ring = makeParticle(atlas.ring, ringCells);
    this.goal = makeParticle(atlas.ring, goalCells);
    this.line = makeParticle(atlas.solid, lineCells);
    this.view = makeLayer(atlas, [this.line, this.goal, this.ring], floor, "moving");
    this.view.visible = false;
  }

  setLook(look: FloorLook): void {
    const color = packColor(look.selection);
    this.ring.color = this.goal.color = this.line.color = color;
  }
  /** `selected` is a robot id or −1. */
  show(frame: Int32Array, poses: RobotPoses, selected: number): void {
    this.view.visible = selected >= 0 && selected < this.layout.robots;
    if (!this.view.visible) return;
    const { width } = this.floor;
    const cell = frame[this.layout.robotGoal + selected]!;
    const row = Math.floor(cell / width);
    this.ring.x = poses.x[selected]!;
    this.ring.y = poses.y[selected]!;
    this.goal.x = cell - row * width + 0.5;
    this.goal.y = row + 0.5;
    const [dx, dy] = [this.goal.x - this.ring.x, this.goal.y - this.ring.y];
    this.line.x = this.ring.x + dx / 2;
    this.line.y = this.ring.y + dy / 2;
    this.line.rotation = Math.atan2(dy, dx);
    sizeParticle(this.line, Math.hypot(dx, dy), lineCells);
    this.view.update();
  }
}
