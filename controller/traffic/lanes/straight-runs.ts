// The straight runs of a floor: maximal chains of cells along one axis that can be driven both ways, and which of them
// lie side by side. A lane is one direction given to one run.
import { type Floor, headingOffsets } from "../../../sim/model/index.ts";

/** Runs along one axis (0 = west–east, 1 = north–south), numbered in the order of their first cells. */
export interface StraightRuns {
  readonly axis: 0 | 1;
  readonly count: number;
  /** Run of each cell, or −1: a cell alone along this axis is no run. */
  readonly runOf: Int32Array;
  readonly lengths: Int32Array;
  /** Pairs of runs that are next to each other in some line across, directly or with obstacles between. */
  readonly pairs: readonly RunPair[];
}

export interface RunPair {
  readonly a: number;
  readonly b: number;
  /** Lines across in which the two are neighbours. */
  readonly weight: number;
}

/** Finds the runs along an axis; a move that is open one way only (a queue lane) belongs to none. */
export function findStraightRuns(floor: Floor, axis: 0 | 1): StraightRuns {
  const { width, height, exits } = floor;
  const ahead = headingOffsets(width)[axis];
  const forth = 1 << axis;
  const back = 1 << (axis + 2);
  const runOf = new Int32Array(width * height).fill(-1);
  const lengths: number[] = [];
  for (let cell = 0; cell < runOf.length; cell += 1) {
    if (runOf[cell]! >= 0) continue;
    let length = 1;
    for (let at = cell; (exits[at]! & forth) !== 0 && (exits[at + ahead]! & back) !== 0; at += ahead) {
      runOf[at] = lengths.length;
      runOf[at + ahead] = lengths.length;
      length += 1;
    }
    if (length > 1) lengths.push(length);
  }
  return {
    axis,
    count: lengths.length,
    runOf,
    lengths: Int32Array.from(lengths),
    pairs: sideBySide(runOf, floor, axis, lengths.length),
  };
}

function sideBySide(runOf: Int32Array, floor: Floor, axis: 0 | 1, count: number): RunPair[] {
  const { width, height } = floor;
  const weights = new Map<number, number>();
  const lines = axis === 0 ? width : height;
  const across = axis === 0 ? height : width;
  for (let line = 0; line < lines; line += 1) {
    let last = -1;
    for (let at = 0; at < across; at += 1) {
      const run = runOf[axis === 0 ? at * width + line : line * width + at]!;
      if (run < 0 || run === last) continue;
      if (last >= 0) {
        const key = Math.min(last, run) * count + Math.max(last, run);
        weights.set(key, (weights.get(key) ?? 0) + 1);
      }
      last = run;
    }
  }
  return [...weights].map(([key, weight]) => ({ a: Math.floor(key / count), b: key % count, weight }));
}
