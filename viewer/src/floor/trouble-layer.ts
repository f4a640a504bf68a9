// What is wrong on the floor: cells that are closed, and stations where nobody works (bars: the person is away; triangle: a
// fault keeps it closed).
import type { Particle, ParticleContainer } from "pixi.js";
import { StationTrouble } from "../../../sim/model/index.ts";
import { type FrameLayout, stationTroubleOf } from "../protocol/frame-codec.ts";
import type { RunFacts } from "../protocol/messages.ts";
import type { FloorLook } from "./floor-look.ts";
import { type Atlas, makeLayer, makeParticle } from "./particles.ts";
import { packColor } from "./robot-look.ts";

const closedCells = 0.96;
const markCells = 1.3;
const markPixelsMin = 13;
const markCellsMax = 3.2;
const glyphPixels = 64;

export class TroubleLayer {
  readonly view: ParticleContainer;
  private pool: Particle[] = [];
  private color = 0;
  private shown = "";

  constructor(
    private readonly facts: RunFacts,
    private readonly layout: FrameLayout,
    private readonly atlas: Atlas,
  ) {
    this.view = makeLayer(atlas, [], facts.floor, "still");
  }

  setLook(look: FloorLook): void {
    this.color = packColor(look.trouble);
    this.shown = "";
  }
  show(frame: Int32Array, closed: readonly number[], pixelsPerCell: number): void {
    const { floor } = this.facts;
    const size = Math.min(markCellsMax, Math.max(markCells, markPixelsMin / pixelsPerCell));
    const marks: [keyof Atlas, number, number][] = closed.map((cell) => [
      "closedCell",
      cell,
      Math.max(closedCells, size * 0.75),
    ]);
    for (let station = 0; station < this.layout.stations; station += 1) {
      const trouble = stationTroubleOf(frame[this.layout.stationState + station]!);
      if (trouble === StationTrouble.none) continue;
      const glyph = trouble === StationTrouble.away ? "personAway" : "stationFault";
      marks.push([glyph, floor.stations[station]!.workCell, size]);
    }
    const wanted = marks.map(([glyph, cell]) => `${glyph}${cell}`).join() + size.toFixed(2);
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.pool = marks.map(([glyph, cell, cells]) => {
      const particle = makeParticle(this.atlas[glyph], cells);
      particle.scaleX = particle.scaleY = cells / glyphPixels;
      particle.x = (cell % floor.width) + 0.5;
      particle.y = Math.floor(cell / floor.width) + 0.5;
      particle.color = this.color;
      return particle;
    });
    this.view.particleChildren = this.pool;
    this.view.update();
  }
}
