// Stored pods, or the totes of tall racks side by side in their cell, lowest level first: sent to the card only in steps in which one was lifted or set down.
import type { Particle, ParticleContainer } from "pixi.js";
import { type Floor, levelsOf } from "../../../sim/model/index.ts";
import { type FrameLayout, podCellOf, podLevelOf } from "../protocol/frame-codec.ts";
import type { FloorLook } from "./floor-look.ts";
import { type Atlas, makeLayer, makeParticle } from "./particles.ts";
import { packColor } from "./robot-look.ts";

/** Where a carried pod's particle waits, out of every view; the robot layer shows it. */
const away = -1000;

export class PodLayer {
  readonly view: ParticleContainer;
  private readonly particles: Particle[];
  private readonly places: Int32Array;
  /** Totes of a cell stand in a square of this many rows. */
  private readonly side: number;

  constructor(
    private readonly floor: Floor,
    private readonly layout: FrameLayout,
    atlas: Atlas,
  ) {
    this.side = Math.ceil(Math.sqrt(levelsOf(floor)));
    this.particles = Array.from({ length: layout.pods }, () => makeParticle(atlas.pod, 1 / this.side));
    this.places = new Int32Array(layout.pods).fill(-1);
    this.view = makeLayer(atlas, this.particles, floor, "still");
  }

  setLook(look: FloorLook): void {
    const color = packColor(look.pod);
    for (const particle of this.particles) particle.color = color;
    this.view.update();
  }
  show(frame: Int32Array): void {
    const { side } = this;
    const { width } = this.floor;
    let changed = false;
    for (let pod = 0; pod < this.layout.pods; pod += 1) {
      const place = frame[this.layout.podPlace + pod]!;
      if (place === this.places[pod]) continue;
      changed = true;
      this.places[pod] = place;
      const cell = podCellOf(place);
      const level = podLevelOf(place);
      const particle = this.particles[pod]!;
      const row = Math.floor(cell / width);
      particle.x = cell < 0 ? away : cell - row * width + ((level % side) + 0.5) / side;
      particle.y = cell < 0 ? away : row + (Math.floor(level / side) + 0.5) / side;
    }
    if (changed) this.view.update();
  }
}
