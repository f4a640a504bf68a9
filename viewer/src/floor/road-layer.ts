// The ways of a free-form layout as thin lines on the ground.
import type { Particle, ParticleContainer } from "pixi.js";
import type { RunFacts } from "../protocol/messages.ts";
import type { FloorLook } from "./floor-look.ts";
import { type Atlas, makeLayer, makeParticle, placeLine } from "./particles.ts";
import { packColor } from "./robot-look.ts";

const thickCells = 0.09;

export class RoadLayer {
  readonly view: ParticleContainer;
  private readonly lines: Particle[];

  constructor({ floor, live }: RunFacts, atlas: Atlas) {
    this.lines = (live?.roads ?? []).map(([ax, ay, bx, by]) => {
      const line = makeParticle(atlas.solid, 1);
      placeLine(line, ax, ay, bx, by, thickCells);
      return line;
    });
    this.view = makeLayer(atlas, this.lines, floor, "still");
  }

  setLook(look: FloorLook): void {
    const color = packColor(look.road);
    for (const line of this.lines) line.color = color;
    this.view.update();
  }
}
