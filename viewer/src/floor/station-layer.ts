// Stations as marks around their work cell (square = pick, diamond = stow), each with a bar of used slots outside it.
import type { Particle, ParticleContainer } from "pixi.js";
import { StationKind } from "../../../sim/model/index.ts";
import { type FrameLayout, stationOpenOf, stationSlotsUsedOf } from "../protocol/frame-codec.ts";
import type { RunFacts } from "../protocol/messages.ts";
import type { FloorLook } from "./floor-look.ts";
import { outwardOf } from "./outward.ts";
import { type Atlas, makeLayer, makeParticle, sizeParticle } from "./particles.ts";
import { packColor } from "./robot-look.ts";

const markCells = 2.1;
/** A bar's width, its length when all slots are used, and its distance from the middle of the work cell. */
const barWidthCells = 0.4;
const barLengthCells = 1.5;
const barDistanceCells = 1.4;

export class StationLayer {
  readonly view: ParticleContainer;
  private readonly marks: Particle[];
  private readonly bars: Particle[];
  private readonly states: Int32Array;
  private look: FloorLook | null = null;

  constructor(
    private readonly facts: RunFacts,
    private readonly layout: FrameLayout,
    atlas: Atlas,
  ) {
    const { floor } = facts;
    this.marks = floor.stations.map((site) => {
      const glyph = site.kind === StationKind.pick ? atlas.pickStation : atlas.stowStation;
      const mark = makeParticle(glyph, markCells);
      mark.x = (site.workCell % floor.width) + 0.5;
      mark.y = Math.floor(site.workCell / floor.width) + 0.5;
      return mark;
    });
    this.bars = floor.stations.map(() => makeParticle(atlas.solid, barWidthCells));
    this.states = new Int32Array(layout.stations).fill(-1);
    this.view = makeLayer(atlas, [...this.marks, ...this.bars], floor, "still");
  }

  setLook(look: FloorLook): void {
    this.look = look;
    this.states.fill(-1);
  }
  show(frame: Int32Array): void {
    let changed = false;
    for (let station = 0; station < this.layout.stations; station += 1) {
      const state = frame[this.layout.stationState + station]!;
      if (state === this.states[station]) continue;
      this.states[station] = state;
      this.dress(station, state);
      changed = true;
    }
    if (changed) this.view.update();
  }

  private dress(station: number, state: number): void {
    const { floor, stationSlots } = this.facts;
    const site = floor.stations[station]!;
    const { look } = this;
    if (look === null) return;
    const open = site.kind === StationKind.pick ? look.pick : look.replenish;
    const color = packColor(stationOpenOf(state) ? open : look.closed);
    const mark = this.marks[station]!;
    const bar = this.bars[station]!;
    mark.color = color;
    bar.color = color;
    // Bars grow upwards, or to the right where the station is at the top or the bottom.
    const length =
      barLengthCells * Math.min(1, stationSlotsUsedOf(state) / Math.max(1, stationSlots[station]!));
    const side = outwardOf(floor, site.workCell);
    const behind = (barLengthCells - length) / 2;
    const upright = side.dx !== 0;
    sizeParticle(bar, upright ? barWidthCells : length, upright ? length : barWidthCells);
    bar.x = mark.x + side.dx * barDistanceCells - (upright ? 0 : behind);
    bar.y = mark.y + side.dy * barDistanceCells + (upright ? behind : 0);
  }
}
