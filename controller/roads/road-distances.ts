// Seconds from the end of each edge to a goal over the empty floor, turns included; kept for goals in use.
import { EventQueue, type QueuedEvent } from "../../sim/kernel/index.ts";
import { Passage, type RoadNetwork } from "./road-network.ts";

/** Rows kept at most; the oldest goes first. */
const rowsMax = 600;

export class RoadDistances {
  private readonly rows = new Map<number, Float64Array>();
  private readonly queue = new EventQueue(256);
  private readonly event: QueuedEvent = { time: 0, kind: 0, a: 0, b: 0 };

  constructor(private readonly network: RoadNetwork) {}

  row(type: number, goal: number, laden: boolean): Float64Array {
    const key = (type * this.network.nodeCount + goal) * 2 + (laden ? 1 : 0);
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    if (this.rows.size >= rowsMax) this.rows.delete(this.rows.keys().next().value!);
    const row = this.search(type, goal, laden);
    this.rows.set(key, row);
    return row;
  }

  /** Seconds from a node, turned any way. */
  fromNode(type: number, from: number, goal: number, laden: boolean): number {
    if (from === goal) return 0;
    const { network } = this;
    const row = this.row(type, goal, laden);
    let best = Infinity;
    for (let i = network.outStart[from]!; i < network.outStart[from + 1]!; i += 1) {
      const edge = network.outEdges[i]!;
      if (passes(network, type, edge, laden))
        best = Math.min(best, network.seconds[type * network.edgeCount + edge]! + row[edge]!);
    }
    return best;
  }

  private search(type: number, goal: number, laden: boolean): Float64Array {
    const { network, queue, event } = this;
    const row = new Float64Array(network.edgeCount).fill(Infinity);
    const reach = (edge: number, seconds: number) => {
      if (seconds >= row[edge]! || !passes(network, type, edge, laden)) return;
      row[edge] = seconds;
      queue.push(seconds, 0, edge);
    };
    for (let i = network.inStart[goal]!; i < network.inStart[goal + 1]!; i += 1)
      reach(network.inEdges[i]!, 0);
    while (queue.pop(event)) {
      const { time, kind: edge } = event;
      if (time > row[edge]!) continue;
      const node = network.from[edge]!;
      const before = time + network.seconds[type * network.edgeCount + edge]!;
      for (let i = network.inStart[node]!; i < network.inStart[node + 1]!; i += 1) {
        const earlier = network.inEdges[i]!;
        if (passes(network, type, earlier, laden))
          reach(earlier, before + network.turnSeconds(type, earlier, edge));
      }
    }
    return row;
  }
}

export function passes(network: RoadNetwork, type: number, edge: number, laden: boolean): boolean {
  const passage = network.passage[type * network.edgeCount + edge]!;
  return (passage & (laden ? Passage.laden : Passage.unladen)) !== 0;
}
