// Backward search from a goal over (cell, heading) states with a ring of buckets (Dial), inside a box of the floor.
import type { RoadGraph } from "./road-graph.ts";

/** Corners of a part of the floor, both inclusive. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Cost of a state from which the goal cannot be reached (in the box). */
export const unreached = 0xffff;
/** Costs that would not fit are cut off here; the search then leaves the state unreached. */
const costLimit = 0xfffe;

/** Owns the scratch memory of the search; one instance serves any number of rows. */
export class DistanceSearch {
  private readonly cost: Uint16Array;
  /** States per bucket; a bucket's array grows as needed, `sizes` says how much of it is used. */
  private readonly buckets: Int32Array[];
  private readonly sizes: Int32Array;

  constructor(private readonly graph: RoadGraph) {
    this.cost = new Uint16Array(graph.cellCount * 4);
    let count = 1;
    while (count <= graph.maxWeight + 2 * graph.costs.turn) count *= 2;
    this.buckets = Array.from({ length: count }, () => new Int32Array(64));
    this.sizes = new Int32Array(count);
  }

  /**
   * Fills `costs()` for every state in the box; laden robots enter restricted cells only at the goal. A state in a bucket
   * was reached by driving; what its cell gains by turning is settled together with it, so turns need no bucket.
   */
  run(goal: number, laden: boolean, box: Box): void {
    const { cost, sizes, buckets } = this;
    const { entries, weights, restricted, offsets, costs } = this.graph;
    const mask = buckets.length - 1;
    const turn = costs.turn;
    this.prepare(box);
    cost.fill(0, goal * 4, goal * 4 + 4);
    for (let heading = 0; heading < 4; heading += 1) buckets[0]![heading] = goal * 4 + heading;
    sizes[0] = 4;
    let pending = 4;
    for (let at = 0; pending > 0; at += 1) {
      const bucket = buckets[at & mask]!;
      const size = sizes[at & mask]!;
      sizes[at & mask] = 0;
      pending -= size;
      for (let i = 0; i < size; i += 1) {
        const state = bucket[i]!;
        if (cost[state] !== at) continue;
        const cell = state >> 2;
        const open = laden && restricted[cell] === 1 && cell !== goal ? 0 : entries[cell]!;
        for (let turned = 0; turned < 4; turned += 1) {
          const heading = (state + turned) & 3;
          let here = at;
          if (turned > 0) {
            here += turned === 2 ? 2 * turn : turn;
            const side = (state & ~3) | heading;
            if (here >= cost[side]! || here > costLimit) continue;
            cost[side] = here;
          }
          if ((open & (1 << heading)) === 0) continue;
          const from = (cell - offsets[heading]!) * 4 + heading;
          const driven = here + weights[from]!;
          if (driven >= cost[from]! || driven > costLimit) continue;
          cost[from] = driven;
          const target = driven & mask;
          const used = sizes[target]!;
          if (used === buckets[target]!.length) this.grow(target);
          buckets[target]![used] = from;
          sizes[target] = used + 1;
          pending += 1;
        }
      }
    }
  }
  /** Costs of the last run, `[cell * 4 + heading]`; only the box of that run is meaningful. */
  costs(): Uint16Array {
    return this.cost;
  }

  /** Box states unreached; the ring of cells around the box gets cost 0, so that nothing is ever relaxed into it. */
  private prepare(box: Box): void {
    const { width, height } = this.graph;
    const first = Math.max(box.left - 1, 0);
    const end = Math.min(box.right + 2, width);
    for (let row = Math.max(box.top - 1, 0); row <= Math.min(box.bottom + 1, height - 1); row += 1) {
      const base = row * width;
      if (row < box.top || row > box.bottom) {
        this.cost.fill(0, (base + first) * 4, (base + end) * 4);
        continue;
      }
      this.cost.fill(unreached, (base + box.left) * 4, (base + box.right + 1) * 4);
      if (box.left > 0) this.cost.fill(0, (base + box.left - 1) * 4, (base + box.left) * 4);
      if (box.right < width - 1) this.cost.fill(0, (base + box.right + 1) * 4, (base + box.right + 2) * 4);
    }
  }
  private grow(bucket: number): void {
    const old = this.buckets[bucket]!;
    const larger = new Int32Array(old.length * 2);
    larger.set(old);
    this.buckets[bucket] = larger;
  }
}
