// Proof that an order graph can be carried out: depth-first search for a cycle over all of its edges.
import { NodeState, none, type OrderGraph } from "./order-graph.ts";

const unseen = 0;
const open = 1;
const closed = 2;

/** Nodes of a cycle in the order of its edges, or null: then every action gets its turn, whoever is late. */
export function findCycle(graph: OrderGraph): readonly number[] | null {
  const mark = new Uint8Array(graph.state.length);
  for (let node = 0; node < graph.state.length; node += 1) {
    if (graph.state[node] === NodeState.free || mark[node] !== unseen) continue;
    const cycle = search(graph, node, mark);
    if (cycle !== null) return cycle;
  }
  return null;
}

function search(graph: OrderGraph, start: number, mark: Uint8Array): readonly number[] | null {
  const path = [start];
  /** Edges of each node on the path that have been looked at. */
  const looked = [0];
  mark[start] = open;
  while (path.length > 0) {
    const top = path.length - 1;
    const node = path[top]!;
    const edge = looked[top]!;
    if (edge === 2) {
      mark[node] = closed;
      path.pop();
      looked.pop();
      continue;
    }
    looked[top] = edge + 1;
    const successor = edge === 0 ? graph.next[node]! : graph.before[node]!;
    if (successor === none || mark[successor] === closed) continue;
    if (mark[successor] === open) return path.slice(path.indexOf(successor));
    mark[successor] = open;
    path.push(successor);
    looked.push(0);
  }
  return null;
}
