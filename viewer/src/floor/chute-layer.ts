// Chutes of a sorter: a square in each hole that grows with the parcels in its container, and a full one in another colour
// while the container is exchanged.
import type { Particle, ParticleContainer } from "pixi.js";
import type { Floor } from "../../../sim/model/index.ts";
import type { FrameLayout } from "../protocol/frame-codec.ts";
import type { FloorLook } from "./floor-look.ts";
import { type Atlas, makeLayer, makeParticle, sizeParticle } from "./particles.ts";
import { packColor } from "./robot-look.ts";

const cellsWhenFull = 0.8;
/** What a frame says of a chute whose container is being exchanged. */
const shut = 255;

export class ChuteLayer {
  readonly view: ParticleContainer;
  private readonly particles: Particle[];
  private readonly shown: Int32Array;
  private colors = { filling: 0, shut: 0 };

  constructor(
    floor: Floor,
    private readonly layout: FrameLayout,
    atlas: Atlas,
  ) {
    this.particles = Array.from(floor.chutes?.hole ?? [], (hole) => {
      const particle = makeParticle(atlas.solid, 0);
      particle.x = (hole % floor.width) + 0.5;
      particle.y = Math.floor(hole / floor.width) + 0.5;
      return particle;
    });
    this.shown = new Int32Array(this.particles.length).fill(-1);
    this.view = makeLayer(atlas, this.particles, floor, "still");
  }

  setLook(look: FloorLook): void {
    this.colors = { filling: packColor(look.chute), shut: packColor(look.chuteShut) };
    this.shown.fill(-1);
  }
  show(frame: Int32Array): void {
    let changed = false;
    for (let chute = 0; chute < this.layout.chutes; chute += 1) {
      const fill = frame[this.layout.chuteFill + chute]!;
      if (fill === this.shown[chute]) continue;
      this.shown[chute] = fill;
      changed = true;
      const particle = this.particles[chute]!;
      // The area shows the share.
      const side = cellsWhenFull * Math.sqrt(Math.min(100, fill) / 100);
      sizeParticle(particle, side, side);
      particle.color = fill === shut ? this.colors.shut : this.colors.filling;
    }
    if (changed) this.view.update();
  }
}
