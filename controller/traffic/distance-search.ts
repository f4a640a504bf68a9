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
  private readonly bucketHead: Int32Array;
  private entryState: Int32Array;
  private entryNext: Int32Array;
  private entryUnused = 0;
  private entryFree = -1;

  constructor(private readonly graph: RoadGraph) {
    this.cost = new Uint16Array(graph.cellCount * 4);
    let buckets = 1;
    while (buckets <= Math.max(graph.maxWeight, graph.costs.turn)) buckets *= 2;
    this.bucketHead = new Int32Array(buckets).fill(-1);
    this.entryState = new Int32Array(4096);
    this.entryNext = new Int32Array(4096);
  }

  /** Fills `costs()` for every state in the box; laden robots enter restricted cells only at the goal. */
  run(goal: number, laden: boolean, box: Box): void {
    const { cost, bucketHead } = this;
    const { entries, weights, restricted, offsets, costs } = this.graph;
    const mask = bucketHead.length - 1;
    const turn = costs.turn;
    this.prepare(box);
    this.entryUnused = 0;
    this.entryFree = -1;
    let pending = 0;
    for (let heading = 0; heading < 4; heading += 1) {
      cost[goal * 4 + heading] = 0;
      this.push(0, goal * 4 + heading);
      pending += 1;
    }
    for (let at = 0; pending > 0; at += 1) {
      const bucket = at & mask;
      for (;;) {
        const entry = bucketHead[bucket]!;
        if (entry < 0) break;
        bucketHead[bucket] = this.entryNext[entry]!;
        this.entryNext[entry] = this.entryFree;
        this.entryFree = entry;
        pending -= 1;
        const state = this.entryState[entry]!;
        if (cost[state] !== at) continue;
        const cell = state >> 2;
        const heading = state & 3;
        const turned = at + turn;
        if (turned <= costLimit) {
          const right = (state & ~3) | ((heading + 1) & 3);
          if (turned < cost[right]!) {
            cost[right] = turned;
            this.push(turned & mask, right);
            pending += 1;
          }
          const left = (state & ~3) | ((heading + 3) & 3);
          if (turned < cost[left]!) {
            cost[left] = turned;
            this.push(turned & mask, left);
            pending += 1;
          }
        }
        if ((entries[cell]! & (1 << heading)) === 0) continue;
        if (laden && restricted[cell] === 1 && cell !== goal) continue;
        const from = (cell - offsets[heading]!) * 4 + heading;
        const driven = at + weights[from]!;
        if (driven < cost[from]! && driven <= costLimit) {
          cost[from] = driven;
          this.push(driven & mask, from);
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
  private push(bucket: number, state: number): void {
    let entry = this.entryFree;
    if (entry >= 0) this.entryFree = this.entryNext[entry]!;
    else {
      entry = this.entryUnused;
      this.entryUnused += 1;
      if (entry === this.entryState.length) this.growEntries();
    }
    this.entryState[entry] = state;
    this.entryNext[entry] = this.bucketHead[bucket]!;
    this.bucketHead[bucket] = entry;
  }
  private growEntries(): void {
    const state = new Int32Array(this.entryState.length * 2);
    const next = new Int32Array(this.entryNext.length * 2);
    state.set(this.entryState);
    next.set(this.entryNext);
    this.entryState = state;
    this.entryNext = next;
  }
}
