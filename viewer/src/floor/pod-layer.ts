// Stored pods: sent to the card only in steps in which one was lifted or set down.
import type { Particle, ParticleContainer } from "pixi.js";
import type { Floor } from "../../../sim/model/index.ts";
import type { FrameLayout } from "../protocol/frame-codec.ts";
import type { FloorLook } from "./floor-look.ts";
import { type Atlas, makeLayer, makeParticle } from "./particles.ts";
import { packColor } from "./robot-look.ts";

/** Where a carried pod's particle waits, out of every view; the robot layer shows it. */
const away = -1000;

export class PodLayer {
  readonly view: ParticleContainer;
  private readonly particles: Particle[];
  private readonly cells: Int32Array;

  constructor(
    private readonly floor: Floor,
    private readonly layout: FrameLayout,
    atlas: Atlas,
  ) {
    this.particles = Array.from({ length: layout.pods }, () => makeParticle(atlas.pod, 1));
    this.cells = new Int32Array(layout.pods).fill(-1);
    this.view = makeLayer(atlas, this.particles, floor, "still");
  }

  setLook(look: FloorLook): void {
    const color = packColor(look.pod);
    for (const particle of this.particles) particle.color = color;
    this.view.update();
  }
  show(frame: Int32Array): void {
    const { width } = this.floor;
    let changed = false;
    for (let pod = 0; pod < this.layout.pods; pod += 1) {
      const cell = frame[this.layout.podCell + pod]!;
      if (cell === this.cells[pod]) continue;
      changed = true;
      this.cells[pod] = cell;
      const particle = this.particles[pod]!;
      const row = Math.floor(cell / width);
      particle.x = cell < 0 ? away : cell - row * width + 0.5;
      particle.y = cell < 0 ? away : row + 0.5;
    }
    if (changed) this.view.update();
  }
}
