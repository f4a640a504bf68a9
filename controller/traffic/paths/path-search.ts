// The cheapest path of one robot through a window of steps around what all others have planned: a search over (time, cell,
// heading) with the distance row as the exact cost that remains; buckets by cost, deepest first among equals.
import type { DistanceRow } from "../distance-rows.ts";
import { unreached } from "../distance-search.ts";
import type { RoadGraph } from "../road-graph.ts";
import type { RowFormat } from "../row-format.ts";
import { free, type WindowPlan } from "./window-plan.ts";

/** No path was found. */
export const noPath = -1;
/** States that one search may expand before it gives up. */
const expansionsMax = 3000;

/** What a search is for. A row of null: no errand, every move costs. */
export interface Errand {
  readonly row: DistanceRow | null;
  readonly goal: number;
  readonly laden: boolean;
}

/** One instance serves all robots; it owns the scratch memory, which is as large as the window's reach, not the floor. */
export class PathSearch {
  private readonly side: number;
  private readonly layer: number;
  private readonly seen: Int32Array;
  private readonly parent: Int32Array;
  private readonly buckets: Int32Array[];
  private readonly sizes: Int32Array;
  private generation = 0;

  constructor(
    private readonly graph: RoadGraph,
    private readonly format: RowFormat,
    private readonly plan: WindowPlan,
  ) {
    const { window } = plan;
    this.side = 2 * window + 1;
    this.layer = this.side * this.side * 8;
    this.seen = new Int32Array(this.layer * (window + 1));
    this.parent = new Int32Array(this.layer * (window + 1));
    const { forward, turn } = graph.costs;
    // Waiting throughout costs window × forward more than the ideal; nothing dearer than twice that is looked at.
    const range = 2 * (window + 2) * Math.max(forward, turn) + graph.maxWeight;
    this.buckets = Array.from({ length: range }, () => new Int32Array(64));
    this.sizes = new Int32Array(range);
  }

  /**
   * Writes the cheapest path of a robot that is lifted into the plan's states and returns its cost, or `noPath` and leaves
   * the states alone. Cost: what the actions up to the goal cost (a wait as much as a move) plus what remains at the end.
   */
  run(robot: number, { row, goal, laden }: Errand): number {
    const { graph, plan, side, layer, seen, parent, buckets, sizes } = this;
    const { exits, ladenExits, restricted, offsets, costs, cellCount, width } = graph;
    const weights = row === null ? graph.weights : row.weights;
    const { window, states, users } = plan;
    const { forward, turn } = costs;
    const open = laden ? ladenExits : exits;
    const base = robot * (window + 1);
    const start = states[base]!;
    const startCell = start >> 2;
    const y0 = ((startCell / width) | 0) - window;
    const x0 = startCell - ((startCell / width) | 0) * width - window;
    const corner = y0 * width + x0;
    const data = row === null ? null : row.data!;
    const rowLeft = row === null ? 0 : x0 - row.left;
    const rowTop = row === null ? 0 : y0 - row.top;
    const columns = row === null ? 0 : row.columns;
    const lines = row === null ? 0 : row.rows;
    const { bytesPerCell, surchargeBits, surchargeMask, surchargeUnit } = this.format;
    const wide = bytesPerCell === 4;
    const remaining = (local: number, heading: number): number => {
      const ly = (local / side) | 0;
      const x = local - ly * side + rowLeft;
      const y = ly + rowTop;
      if (x < 0 || y < 0 || x >= columns || y >= lines) return unreached;
      const at = (y * columns + x) * bytesPerCell;
      const least = data![at]! | (data![at + 1]! << 8);
      if (least === unreached) return unreached;
      const extra = wide ? data![at + 2]! | (data![at + 3]! << 8) : data![at + 2]!;
      return least + ((extra >> (heading * surchargeBits)) & surchargeMask) * surchargeUnit;
    };
    this.generation += 1;
    const { generation } = this;
    const startLocal = window * side + window;
    const arrived = data === null || startCell === goal ? 1 : 0;
    const least = arrived === 1 ? 0 : remaining(startLocal, start & 3);
    if (least === unreached) return noPath;
    sizes.fill(0);
    const first = startLocal * 8 + (start & 3) * 2 + arrived;
    seen[first] = generation;
    parent[first] = -1;
    buckets[0]![0] = first;
    sizes[0] = 1;
    let expansions = 0;
    for (let bucket = 0; bucket < buckets.length; ) {
      if (sizes[bucket] === 0) {
        bucket += 1;
        continue;
      }
      sizes[bucket]! -= 1;
      const node = buckets[bucket]![sizes[bucket]!]!;
      const t = (node / layer) | 0;
      const local = (node - t * layer) >> 3;
      if (t === window) {
        this.write(base, node, corner);
        return least + bucket;
      }
      expansions += 1;
      if (expansions > expansionsMax) return noPath;
      const heading = (node >> 1) & 3;
      const done = node & 1;
      const ly = (local / side) | 0;
      const cell = corner + ly * width + (local - ly * side);
      const now = t * cellCount;
      const then = now + cellCount;
      const here = done === 1 ? 0 : remaining(local, heading);
      // Waiting first, driving last: among equals the last is looked at first, unless the robot has no errand (any more).
      if (users[then + cell] === free) {
        for (let turned = 0; turned < 4; turned += 1) {
          if (turned === 2) continue;
          const next = (heading + turned) & 3;
          let cost = bucket;
          if (done === 0) {
            const left = turned === 0 ? here : remaining(local, next);
            cost += left - here + (turned === 0 ? forward : turn);
          } else if (turned !== 0) cost += data === null ? turn : 0;
          this.push(cost, (t + 1) * layer + local * 8 + next * 2 + done, node);
        }
      }
      const to = cell + offsets[heading]!;
      const bit = 1 << heading;
      const passes =
        (open[cell]! & bit) !== 0 ||
        (laden && to === goal && (exits[cell]! & bit) !== 0 && restricted[to] === 1);
      if (!passes || users[then + to] !== free) continue;
      const ahead = users[now + to]!;
      if (ahead !== free && users[then + cell] === ahead) continue;
      const onward = local + (heading === 0 ? 1 : heading === 1 ? side : heading === 2 ? -1 : -side);
      let cost = bucket;
      let doneNext = done;
      if (done === 0) {
        const spent = weights[cell * 4 + heading]! - here;
        if (to === goal) {
          doneNext = 1;
          cost += spent;
        } else {
          const left = remaining(onward, heading);
          if (left === unreached) continue;
          cost += spent + left;
        }
      } else if (data === null) cost += forward;
      this.push(cost, (t + 1) * layer + onward * 8 + heading * 2 + doneNext, node);
    }
    return noPath;
  }

  private push(bucket: number, node: number, from: number): void {
    const { seen, buckets, sizes } = this;
    if (bucket >= buckets.length || seen[node] === this.generation) return;
    seen[node] = this.generation;
    this.parent[node] = from;
    const size = sizes[bucket]!;
    if (size === buckets[bucket]!.length) {
      const larger = new Int32Array(size * 2);
      larger.set(buckets[bucket]!);
      buckets[bucket] = larger;
    }
    buckets[bucket]![size] = node;
    sizes[bucket] = size + 1;
  }
  private write(base: number, last: number, corner: number): void {
    const { parent, layer, side } = this;
    const { states, window } = this.plan;
    let node = last;
    for (let t = window; t >= 0; t -= 1) {
      const inLayer = node - t * layer;
      const local = inLayer >> 3;
      const ly = (local / side) | 0;
      states[base + t] = (corner + ly * this.graph.width + (local - ly * side)) * 4 + ((inLayer >> 1) & 3);
      node = parent[node]!;
    }
  }
}
