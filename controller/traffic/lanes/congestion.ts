// Tolls on crowded cells, from where robots have been of late: each search for a way then spreads over parallel aisles
// instead of taking the one that everybody takes. Changes slowly, so that traffic does not swing from one aisle to the next.
import { assert } from "../../../sim/kernel/index.ts";
import { type RoadGraph, tollMax } from "../road-graph.ts";

/** Steps between two sets of tolls. */
export const tollPeriodSteps = 50;
/** How much of the occupancy before a period is kept at its end. */
const remembered = 0.7;
/** Toll per occupancy above the free one, in forward moves: an occupancy of 1 = a robot at every moment. */
const tollPerOccupancy = 2;
/** Occupancy that costs nothing. */
const freeOccupancy = 0.3;
/** Occupancy counts as the mean over this many cells before and behind, as far as the aisle goes. */
const smoothedCells = 3;

export class Congestion {
  /** Robots with an errand per cell, summed over the steps of this period. */
  private readonly visits: Uint16Array;
  private readonly occupancy: Float64Array;
  private readonly tolls: Uint8Array;
  private steps = 0;
  private periods = 0;

  constructor(private readonly graph: RoadGraph) {
    this.visits = new Uint16Array(graph.cellCount);
    this.occupancy = new Float64Array(graph.cellCount);
    this.tolls = new Uint8Array(graph.cellCount * 4);
    assert(graph.costs.forward * tollMax < 256, "tolls fit in a byte");
  }

  /** Notes where the robots that are under way stand in this step; true at the end of a period: time for new tolls. */
  observe(cell: Int32Array, goal: Int32Array, frozen: Uint8Array): boolean {
    for (let robot = 0; robot < cell.length; robot += 1) {
      const at = cell[robot]!;
      if (frozen[robot] === 0 && goal[robot]! >= 0 && goal[robot] !== at) this.visits[at]! += 1;
    }
    this.steps += 1;
    return this.steps % tollPeriodSteps === 0;
  }

  /** The tolls after a period, for `RoadGraph.setTolls`; reused by the next call. */
  settle(): Uint8Array {
    const { visits, occupancy } = this;
    const kept = this.periods === 0 ? 0 : remembered;
    this.periods += 1;
    for (let cell = 0; cell < visits.length; cell += 1) {
      occupancy[cell] = kept * occupancy[cell]! + ((1 - kept) * visits[cell]!) / tollPeriodSteps;
    }
    visits.fill(0);
    for (let axis = 0; axis < 2; axis += 1) this.tollAlong(axis);
    return this.tolls;
  }

  snapshot(): Readonly<Record<string, unknown>> {
    const { visits, occupancy, steps, periods } = this;
    return { visits: visits.slice(), occupancy: occupancy.slice(), steps, periods };
  }
  restore(state: Readonly<Record<string, unknown>>): void {
    this.visits.set(state.visits as Uint16Array);
    this.occupancy.set(state.occupancy as Float64Array);
    this.steps = state.steps as number;
    this.periods = state.periods as number;
  }

  /** Tolls for entering a cell in the two headings of an axis. */
  private tollAlong(axis: number): void {
    const { graph, tolls } = this;
    const { exits, entries, offsets, costs } = graph;
    const most = tollMax * costs.forward;
    for (let cell = 0; cell < exits.length; cell += 1) {
      const open = entries[cell]! & (5 << axis);
      if (open === 0) continue;
      const above = this.smoothed(cell, axis) - freeOccupancy;
      const toll = above <= 0 ? 0 : Math.min(most, Math.round(above * tollPerOccupancy * costs.forward));
      for (let heading = axis; heading < 4; heading += 2) {
        if ((open & (1 << heading)) !== 0) tolls[(cell - offsets[heading]!) * 4 + heading] = toll;
      }
    }
  }
  private smoothed(cell: number, axis: number): number {
    const { exits, offsets } = this.graph;
    let sum = this.occupancy[cell]!;
    let cells = 1;
    for (let heading = axis; heading < 4; heading += 2) {
      let at = cell;
      for (let d = 0; d < smoothedCells && (exits[at]! & (1 << heading)) !== 0; d += 1) {
        at += offsets[heading]!;
        sum += this.occupancy[at]!;
        cells += 1;
      }
    }
    return sum / cells;
  }
}
