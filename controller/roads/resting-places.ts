// Whether robots may rest at every place that errands end at without shutting others in ("well-formed infrastructure": Čáp,
// Vokřínek and Kleiner, ICAPS 2015). Where that holds, a robot at rest can always wait until its way is free, so traffic
// that gives each robot a whole way to a place of rest never deadlocks.
import type { RoadNetwork } from "./road-network.ts";

/** A place of rest that cannot be reached or left for another robot type while somebody rests elsewhere. */
export interface ShutIn {
  readonly type: number;
  readonly node: number;
  /** `unreachable`: even on an empty floor. Else a node where a resting robot shuts the way. */
  readonly cause: "unreachable" | "blocked";
  readonly by: number;
}

const none = -1;
const several = -2;

/** Nodes where errands begin or end: all with a use. */
export function placesOfRest(network: RoadNetwork): number[] {
  return network.map.nodes.flatMap(({ uses }, node) => (uses.length > 0 ? [node] : []));
}

export function findShutIn(network: RoadNetwork, rests = placesOfRest(network)): ShutIn[] {
  const blockedBy = blockers(network, rests);
  return network.types.flatMap((_, type) => {
    const own = rests.filter((node) => network.mayStand(type, node));
    const free = largestOf(own.map((node) => reach(network, type, node, null)));
    const open = own.filter((node) => free.has(node));
    const outcome: ShutIn[] = own
      .filter((node) => !free.has(node))
      .map((node) => ({ type, node, cause: "unreachable", by: none }));
    const core = largestOf(open.map((node) => reach(network, type, node, blockedBy)));
    for (const node of open) {
      const reached = reach(network, type, node, blockedBy);
      const meets = open.length < 2 || [...reached].some((each) => each !== node && core.has(each));
      if (!meets || !core.has(node))
        outcome.push({ type, node, cause: "blocked", by: barrier(network, type, node, blockedBy) });
    }
    return outcome;
  });
}

function largestOf(sets: readonly Set<number>[]): Set<number> {
  return sets.reduce((best, set) => (set.size > best.size ? set : best), new Set<number>());
}

/** Per place: the node of rest whose robots exclude it, none or several. */
function blockers(network: RoadNetwork, rests: readonly number[]): Int32Array {
  const blockedBy = new Int32Array(network.placeCount).fill(none);
  const { start, places } = network.conflicts;
  for (const node of rests) {
    for (let type = 0; type < network.types.length; type += 1) {
      const standing = network.nodePlace(type, node);
      for (let i = start[standing]!; i < start[standing + 1]!; i += 1) {
        const place = places[i]!;
        if (blockedBy[place] === none || blockedBy[place] === node) blockedBy[place] = node;
        else blockedBy[place] = several;
      }
    }
  }
  return blockedBy;
}

/** Nodes that a robot reaches from a node and from which it comes back, past resting robots; places of rest only as ends. */
function reach(network: RoadNetwork, type: number, from: number, blockedBy: Int32Array | null): Set<number> {
  const out = flood(network, type, from, blockedBy, "out");
  const back = flood(network, type, from, blockedBy, "in");
  return new Set([...out].filter((node) => back.has(node)));
}

function flood(
  network: RoadNetwork,
  type: number,
  from: number,
  blockedBy: Int32Array | null,
  way: "out" | "in",
): Set<number> {
  const [start, edges, ends] =
    way === "out"
      ? [network.outStart, network.outEdges, network.to]
      : [network.inStart, network.inEdges, network.from];
  const seen = new Set([from]);
  const queue = [from];
  for (let head = 0; head < queue.length; head += 1) {
    const node = queue[head]!;
    // Through somebody else's place of rest no way goes on.
    const here = blockedBy === null ? none : blockedBy[network.nodePlace(type, node)]!;
    if (here !== none && here !== from) continue;
    for (let i = start[node]!; i < start[node + 1]!; i += 1) {
      const edge = edges[i]!;
      const next = ends[edge]!;
      if (seen.has(next) || network.passage[type * network.edgeCount + edge] === 0) continue;
      const gates = [network.edgePlace(type, edge), network.nodePlace(type, next)];
      const shut =
        blockedBy !== null &&
        gates.some((place) => {
          const by = blockedBy[place]!;
          return by !== none && by !== from && by !== next;
        });
      if (shut) continue;
      seen.add(next);
      queue.push(next);
    }
  }
  return seen;
}

/** A node of rest that shuts the first way out of a node. */
function barrier(network: RoadNetwork, type: number, node: number, blockedBy: Int32Array): number {
  for (const at of flood(network, type, node, blockedBy, "out")) {
    for (let i = network.outStart[at]!; i < network.outStart[at + 1]!; i += 1) {
      const edge = network.outEdges[i]!;
      for (const place of [network.edgePlace(type, edge), network.nodePlace(type, network.to[edge]!)]) {
        const by = blockedBy[place]!;
        if (by >= 0 && by !== node) return by;
      }
    }
  }
  return none;
}
