// Robots that have stood frozen in an aisle for long: their cells become dear, so that others go around.
import { CellKind, type Floor } from "../../sim/model/index.ts";
import type { RoadGraph } from "./road-graph.ts";
import type { TrafficInput } from "./traffic-port.ts";

/** A robot that has stood frozen in an aisle for so long is gone around. */
const obstructionSteps = 12;

export class Obstructions {
  private readonly frozenSteps: Uint16Array;
  /** Cell that the robot obstructs, −1 = none. */
  private readonly obstructs: Int32Array;

  constructor(
    private readonly floor: Floor,
    private readonly graph: RoadGraph,
    robotCount: number,
  ) {
    this.frozenSteps = new Uint16Array(robotCount);
    this.obstructs = new Int32Array(robotCount).fill(-1);
  }

  /** Takes note of a step; calls `changed` after each cell that became dear or cheap again. */
  note(input: TrafficInput, changed: () => void): void {
    const { frozenSteps, obstructs, graph } = this;
    const stands = input.obstructing ?? input.frozen;
    for (let robot = 0; robot < obstructs.length; robot += 1) {
      const cell = input.cell[robot]!;
      const still = stands[robot] === 1 && (obstructs[robot]! < 0 || obstructs[robot] === cell);
      if (!still) {
        frozenSteps[robot] = 0;
        if (obstructs[robot]! < 0) continue;
        if (graph.setObstructed(obstructs[robot]!, false)) changed();
        obstructs[robot] = -1;
      } else if (frozenSteps[robot]! < obstructionSteps) {
        frozenSteps[robot]! += 1;
        if (frozenSteps[robot] !== obstructionSteps || this.floor.kind[cell] !== CellKind.aisle) continue;
        obstructs[robot] = cell;
        if (graph.setObstructed(cell, true)) changed();
      }
    }
  }

  snapshot(): Readonly<Record<string, unknown>> {
    return { frozenSteps: this.frozenSteps.slice(), obstructs: this.obstructs.slice() };
  }
  restore(state: Readonly<Record<string, unknown>>): void {
    this.frozenSteps.set(state.frozenSteps as Uint16Array);
    this.obstructs.set(state.obstructs as Int32Array);
  }
}
