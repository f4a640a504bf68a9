// Where robots waited (heat) and which way they drove (arrows) over the last minutes: made anew when the minute changes.
import type { Particle, ParticleContainer } from "pixi.js";
import type { Floor } from "../../../sim/model/index.ts";
import { trafficCounters } from "../run/traffic-history.ts";
import type { FloorLook } from "./floor-look.ts";
import { heatColor } from "./heat-scale.ts";
import { type Atlas, makeLayer, makeParticle } from "./particles.ts";
import { packColor } from "./robot-look.ts";

const arrowCells = 0.9;
/** Arrows are not drawn where a cell has fewer pixels. */
export const arrowScaleMin = 7;
/** Fainter than this an arrow says nothing. */
const arrowAlphaMin = 0.22;

/** Counts per cell as `TrafficHistory.sum` gives them; `version` changes with them. */
export interface ShownTraffic {
  readonly counts: Uint32Array;
  readonly minutes: number;
  readonly version: number;
  /** Waits of a cell from which on it has the hottest colour. */
  readonly waitsMost: number;
}

export class TrafficLayer {
  readonly heat: ParticleContainer;
  readonly arrows: ParticleContainer;
  private readonly heatPool: Particle[] = [];
  private readonly arrowPool: Particle[] = [];
  private arrowColor = 0;
  private heatVersion = -1;
  private arrowVersion = -1;

  constructor(
    private readonly floor: Floor,
    private readonly atlas: Atlas,
  ) {
    this.heat = makeLayer(atlas, [], floor, "still");
    this.arrows = makeLayer(atlas, [], floor, "still");
  }

  setLook(look: FloorLook): void {
    this.arrowColor = packColor(look.flow) & 0xffffff;
    this.arrowVersion = -1;
  }
  showHeat(traffic: ShownTraffic | null): void {
    this.heat.visible = traffic !== null;
    if (traffic === null || traffic.version === this.heatVersion) return;
    this.heatVersion = traffic.version;
    let used = 0;
    for (let cell = 0; cell < this.floor.kind.length; cell += 1) {
      const waits = traffic.counts[cell * trafficCounters]!;
      if (waits === 0) continue;
      const particle = this.take(this.heatPool, used, "solid", 1);
      used += 1;
      this.place(particle, cell);
      particle.color = heatColor(waits, traffic.waitsMost);
    }
    this.heat.particleChildren = this.heatPool.slice(0, used);
    this.heat.update();
  }
  showArrows(traffic: ShownTraffic | null, pixelsPerCell: number): void {
    this.arrows.visible = traffic !== null && pixelsPerCell >= arrowScaleMin;
    if (traffic === null || !this.arrows.visible || traffic.version === this.arrowVersion) return;
    this.arrowVersion = traffic.version;
    const { counts } = traffic;
    let most = 1;
    for (let at = 0; at < counts.length; at += 1) {
      if (at % trafficCounters !== 0 && counts[at]! > most) most = counts[at]!;
    }
    let used = 0;
    for (let cell = 0; cell < this.floor.kind.length; cell += 1) {
      const heading = mainHeading(counts, cell);
      if (heading < 0) continue;
      const share = counts[cell * trafficCounters + 1 + heading]! / most;
      const alpha = Math.sqrt(share);
      if (alpha < arrowAlphaMin) continue;
      const particle = this.take(this.arrowPool, used, "flowArrow", arrowCells);
      used += 1;
      this.place(particle, cell);
      particle.rotation = (heading * Math.PI) / 2;
      particle.color = ((Math.round(255 * alpha) << 24) | this.arrowColor) >>> 0;
    }
    this.arrows.particleChildren = this.arrowPool.slice(0, used);
    this.arrows.update();
  }

  private take(pool: Particle[], index: number, glyph: "solid" | "flowArrow", cells: number): Particle {
    pool[index] ??= makeParticle(this.atlas[glyph], cells);
    return pool[index];
  }
  private place(particle: Particle, cell: number): void {
    particle.x = (cell % this.floor.width) + 0.5;
    particle.y = Math.floor(cell / this.floor.width) + 0.5;
  }
}

/** The heading in which most robots left a cell, or −1; the first of equal ones. */
export function mainHeading(counts: Uint32Array, cell: number): number {
  let best = -1;
  let most = 0;
  for (let heading = 0; heading < 4; heading += 1) {
    const count = counts[cell * trafficCounters + 1 + heading]!;
    if (count <= most) continue;
    most = count;
    best = heading;
  }
  return best;
}
