// The ground of a floor: hall, walls, queues, pod places and chargers. Made once for each theme.
import type { Particle, ParticleContainer } from "pixi.js";
import { CellKind, type Floor } from "../../../sim/model/index.ts";
import type { FloorLook } from "./floor-look.ts";
import { type Atlas, makeLayer, makeParticle, sizeParticle } from "./particles.ts";
import { packColor } from "./robot-look.ts";

const marginCells = 0.4;
const insetCells = 0.06;

/** `around`: the whole floor lies on one slab; `known`: only its cells are ground, and what is around them nobody knows. */
export type GroundEdge = "around" | "known";

export function makeGround(
  floor: Floor,
  look: FloorLook,
  atlas: Atlas,
  edge: GroundEdge = "around",
): ParticleContainer {
  const particles: Particle[] = [];
  const rectangle = (x: number, y: number, width: number, height: number, color: string) => {
    const particle = makeParticle(atlas.solid, 1);
    sizeParticle(particle, width, height);
    particle.x = x + width / 2;
    particle.y = y + height / 2;
    particle.color = packColor(color);
    particles.push(particle);
  };
  if (edge === "known") {
    for (const run of runsOf(floor, CellKind.aisle))
      rectangle(run.column, run.row, run.length, 1, look.ground);
    return makeLayer(atlas, particles, floor, "still");
  }
  rectangle(
    -marginCells,
    -marginCells,
    floor.width + 2 * marginCells,
    floor.height + 2 * marginCells,
    look.ground,
  );
  const kinds = [
    [CellKind.blocked, look.blocked, 0],
    [CellKind.queue, look.queue, 0],
    [CellKind.podPlace, look.podPlace, insetCells],
    [CellKind.charger, look.charger, insetCells],
  ] as const;
  for (const [kind, color, inset] of kinds) {
    for (const run of runsOf(floor, kind)) {
      rectangle(run.column + inset, run.row + inset, run.length - 2 * inset, 1 - 2 * inset, color);
    }
  }
  return makeLayer(atlas, particles, floor, "still");
}

export interface CellRun {
  readonly row: number;
  readonly column: number;
  readonly length: number;
}

/** Neighbouring cells of a kind in a row are one run: thousands of cells are a few hundred rectangles. */
export function runsOf(floor: Floor, kind: number): readonly CellRun[] {
  const runs: CellRun[] = [];
  for (let row = 0; row < floor.height; row += 1) {
    let start = -1;
    for (let column = 0; column <= floor.width; column += 1) {
      const same = column < floor.width && floor.kind[row * floor.width + column] === kind;
      if (same && start < 0) start = column;
      if (same || start < 0) continue;
      runs.push({ row, column: start, length: column - start });
      start = -1;
    }
  }
  return runs;
}
