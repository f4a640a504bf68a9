// The operations a robot may plan: every useful sequence of `depth` actions, as in "Enhancing PIBT via Multi-Action
// Operations" (Yukhnevich and Andreychuk, AAAI-26), with their cells and edges precomputed per starting heading.
import { assert } from "../../sim/kernel/index.ts";
import { headingOffsets, RobotAction } from "../../sim/model/index.ts";

/** Marks a depth at which the robot does not change cells. */
export const noEdge = 0x7fffffff;

/**
 * All operations, in trie order: an operation is its parent plus turns, waits and one more `forward`; what follows the
 * last `forward` is waiting. So a blocked edge rules out the operation and its whole subtree, `index … skip[index] − 1`.
 * Index 0 is waiting throughout. Arrays over (heading, operation) are indexed `heading * count + operation`, those over
 * depths `(heading * count + operation) * depth + d`; a robot's edge index is `2 * cell + edgeOffset`.
 */
export interface OperationPool {
  readonly depth: number;
  readonly count: number;
  /** RobotAction at each depth: `actions[operation * depth + d]`. */
  readonly actions: Uint8Array;
  readonly parent: Int16Array;
  readonly skip: Int16Array;
  /** Depths used up to and including the last `forward`; 0 for waiting. */
  readonly lastForward: Uint8Array;
  readonly forwardCount: Uint8Array;
  /** The operation that remains after the first action is done, a wait appended. */
  readonly shifted: Uint8Array;
  /** Preference among operations of equal cost (0 first: early forwards), and its inverse. */
  readonly preference: Uint8Array;
  readonly byPreference: Uint8Array;
  readonly cellOffset: Int32Array;
  readonly edgeOffset: Int32Array;
  /** Offset of the cell from which the last `forward` leaves, and its heading, which is also the final heading. */
  readonly lastFrom: Int32Array;
  readonly endHeading: Uint8Array;
  readonly endOffset: Int32Array;
  readonly endColumns: Int8Array;
  readonly endRows: Int8Array;
}

const { wait, forward, turnRight, turnLeft } = RobotAction;
type Sequence = readonly number[];

/**
 * Builds the pool for a floor of this width. Depth 3 gives 17 operations, 4 gives 48, 5 gives 136. The pool is closed
 * under `shifted` because within each stretch before a `forward` the turns come before the waits.
 */
export function buildOperations(depth: number, width: number): OperationPool {
  assert(depth >= 1 && depth <= 5, `operations have a depth of 1 to 5 actions, not ${depth}`);
  const sequences: Sequence[] = [];
  const parents: number[] = [];
  const skips: number[] = [];
  const grow = (prefix: Sequence, parent: number): void => {
    const index = sequences.length;
    sequences.push(prefix);
    parents.push(parent);
    for (let length = 0; prefix.length + length < depth; length += 1) {
      for (const stretch of stretches(length)) grow([...prefix, ...stretch, forward], index);
    }
    skips[index] = sequences.length;
  };
  grow([], 0);

  const count = sequences.length;
  const padded = sequences.map((s) => [...s, ...new Array<number>(depth - s.length).fill(wait)]);
  const indexOf = new Map(padded.map((s, index) => [s.join(), index]));
  const order = padded.map((_, index) => index).sort((a, b) => compare(padded[a]!, padded[b]!) || a - b);
  const preference = new Uint8Array(count);
  order.forEach((operation, rank) => {
    preference[operation] = rank;
  });
  const shifted = padded.map((s) => {
    const rest = indexOf.get([...s.slice(1), wait].join());
    assert(rest !== undefined, `the operation pool is not closed under shift at ${s.join()}`);
    return rest;
  });
  return {
    depth,
    count,
    actions: Uint8Array.from(padded.flat()),
    parent: Int16Array.from(parents),
    skip: Int16Array.from(skips),
    lastForward: Uint8Array.from(sequences.map((s) => s.length)),
    forwardCount: Uint8Array.from(sequences.map((s) => s.filter((action) => action === forward).length)),
    shifted: Uint8Array.from(shifted),
    preference,
    byPreference: Uint8Array.from(order),
    ...geometry(padded, depth, width),
  };
}

/** What may stand before a `forward` in `length` actions: waits only, or one or two turns and then waits. */
function stretches(length: number): readonly Sequence[] {
  const waits = (n: number) => new Array<number>(n).fill(wait);
  const result: Sequence[] = [waits(length)];
  if (length >= 1) result.push([turnRight, ...waits(length - 1)], [turnLeft, ...waits(length - 1)]);
  if (length >= 2) result.push([turnRight, turnRight, ...waits(length - 2)]);
  return result;
}

/** Forward before turns before waits, the earliest difference decides. */
function compare(a: Sequence, b: Sequence): number {
  const rank = (action: number) => (action === forward ? 0 : action === wait ? 3 : action);
  for (let d = 0; d < a.length; d += 1) {
    const difference = rank(a[d]!) - rank(b[d]!);
    if (difference !== 0) return difference;
  }
  return 0;
}

function geometry(padded: readonly Sequence[], depth: number, width: number) {
  const count = padded.length;
  const offsets = headingOffsets(width);
  const columns = [1, 0, -1, 0];
  const rows = [0, 1, 0, -1];
  const edgeBase = [0, 1, -2, 1 - 2 * width];
  const cellOffset = new Int32Array(4 * count * depth);
  const edgeOffset = new Int32Array(4 * count * depth).fill(noEdge);
  const lastFrom = new Int32Array(4 * count);
  const endHeading = new Uint8Array(4 * count);
  const endOffset = new Int32Array(4 * count);
  const endColumns = new Int8Array(4 * count);
  const endRows = new Int8Array(4 * count);
  for (let start = 0; start < 4; start += 1) {
    padded.forEach((sequence, operation) => {
      const at = start * count + operation;
      let heading = start;
      let offset = 0;
      sequence.forEach((action, d) => {
        if (action === turnRight) heading = (heading + 1) & 3;
        if (action === turnLeft) heading = (heading + 3) & 3;
        if (action === forward) {
          edgeOffset[at * depth + d] = 2 * offset + edgeBase[heading]!;
          lastFrom[at] = offset;
          offset += offsets[heading]!;
          endColumns[at]! += columns[heading]!;
          endRows[at]! += rows[heading]!;
        }
        cellOffset[at * depth + d] = offset;
      });
      endHeading[at] = heading;
      endOffset[at] = offset;
    });
  }
  return { cellOffset, edgeOffset, lastFrom, endHeading, endOffset, endColumns, endRows };
}
