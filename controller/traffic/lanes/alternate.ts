// Gives every run a direction such that runs side by side go opposite ways wherever possible: a maximum cut, by a
// heaviest spanning forest with parity and then single flips.
import type { RunPair, StraightRuns } from "./straight-runs.ts";

/** Rounds of single flips after the forest. */
const flipRoundsMax = 16;

/**
 * Direction of each run: 0 = with the axis (east, south), 1 = against it. In each connected group of runs the first one
 * gets `first`. On an aisle grid this alternates by aisle whatever the spacing; the heaviest pairs are decided first.
 */
export function alternateDirections(runs: StraightRuns, first: 0 | 1): Uint8Array {
  const pairs = [...runs.pairs].sort((p, q) => q.weight - p.weight || p.a - q.a || p.b - q.b);
  const forest = new ParityForest(runs.count);
  for (const pair of pairs) forest.oppose(pair.a, pair.b);
  const direction = new Uint8Array(runs.count);
  const flip = new Int8Array(runs.count).fill(-1);
  for (let run = 0; run < runs.count; run += 1) {
    const root = forest.root(run);
    const parity = forest.parity(run);
    if (flip[root]! < 0) flip[root] = parity ^ first;
    direction[run] = parity ^ flip[root]!;
  }
  flipSingles(pairs, direction);
  return direction;
}

/** Turns runs that go the same way as most of what is beside them, in rounds. */
function flipSingles(pairs: readonly RunPair[], direction: Uint8Array): void {
  const gain = new Int32Array(direction.length);
  const held = new Uint8Array(direction.length);
  for (let round = 0; round < flipRoundsMax; round += 1) {
    gain.fill(0);
    held.fill(0);
    for (const { a, b, weight } of pairs) {
      const same = direction[a] === direction[b] ? weight : -weight;
      gain[a]! += same;
      gain[b]! += same;
    }
    // Two neighbours turning in the same round would undo each other.
    for (const { a, b } of pairs) if (gain[a]! > 0 && gain[b]! > 0) held[Math.max(a, b)] = 1;
    let flips = 0;
    for (let run = 0; run < gain.length; run += 1) {
      if (gain[run]! <= 0 || held[run] === 1) continue;
      direction[run]! ^= 1;
      flips += 1;
    }
    if (flips === 0) return;
  }
}

/** Union–find in which every member knows whether it goes the same way as its root. */
class ParityForest {
  private readonly parent: Int32Array;
  private readonly toParent: Uint8Array;

  constructor(count: number) {
    this.parent = Int32Array.from({ length: count }, (_, i) => i);
    this.toParent = new Uint8Array(count);
  }
  root(run: number): number {
    let at = run;
    while (this.parent[at] !== at) at = this.parent[at]!;
    return at;
  }
  parity(run: number): number {
    let parity = 0;
    for (let at = run; this.parent[at] !== at; at = this.parent[at]!) parity ^= this.toParent[at]!;
    return parity;
  }
  /** Makes two runs opposite unless it is already decided how they stand to each other. */
  oppose(a: number, b: number): void {
    const rootA = this.root(a);
    const rootB = this.root(b);
    if (rootA === rootB) return;
    const parity = this.parity(a) ^ this.parity(b) ^ 1;
    const low = Math.min(rootA, rootB);
    const high = Math.max(rootA, rootB);
    this.parent[high] = low;
    this.toParent[high] = parity;
  }
}
