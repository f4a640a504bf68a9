// One distance row: a box of the floor with the costs from every (cell, heading) in it to a goal, and what is known about
// who needs which part of it.
import type { Box } from "./distance-search.ts";

/** Costs in the pool's `RowFormat`, line by line. */
export interface DistanceRow {
  readonly goal: number;
  readonly laden: boolean;
  left: number;
  top: number;
  columns: number;
  rows: number;
  /** The box that was searched; the row may have been cut down since. */
  searched: Box;
  data: Uint8Array | null;
  /** Version of the graph that the costs belong to. */
  version: number;
  /** Version of the tolls that the costs belong to, and the weights of driving with them. */
  tollVersion: number;
  weights: Uint16Array;
  /** Changes whenever the contents do. */
  stamp: number;
  windows: number;
  usedStep: number;
  /** The box around the goal and the robots that used the row in step `usedStep`. */
  needLeft: number;
  needTop: number;
  needRight: number;
  needBottom: number;
  bytes: number;
  /** The contents were there at a snapshot: loading them again is not a new build. */
  owed: boolean;
  newer: DistanceRow | null;
  older: DistanceRow | null;
}

export function boxOf(row: DistanceRow): Box {
  return {
    left: row.left,
    top: row.top,
    right: row.left + row.columns - 1,
    bottom: row.top + row.rows - 1,
  };
}
export function setBox(row: DistanceRow, box: Box): void {
  row.left = box.left;
  row.top = box.top;
  row.columns = box.right - box.left + 1;
  row.rows = box.bottom - box.top + 1;
}

/** The smallest box around two boxes. */
export function hull(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}
/** The box grown by a margin, as far as it stays inside `limits`. */
export function grown(box: Box, margin: number, limits: Box): Box {
  return {
    left: Math.max(box.left - margin, limits.left),
    top: Math.max(box.top - margin, limits.top),
    right: Math.min(box.right + margin, limits.right),
    bottom: Math.min(box.bottom + margin, limits.bottom),
  };
}
export function cellsOf(box: Box): number {
  return (box.right - box.left + 1) * (box.bottom - box.top + 1);
}

/** Numbers that a row without its contents is kept as in a snapshot. */
export const rowNumbers = 17;

export function writeRow(row: DistanceRow, to: number[]): void {
  const { searched } = row;
  to.push(row.goal * 2 + (row.laden ? 1 : 0), row.left, row.top, row.columns, row.rows);
  to.push(searched.left, searched.top, searched.right, searched.bottom);
  to.push(row.needLeft, row.needTop, row.needRight, row.needBottom);
  to.push(
    row.version,
    row.tollVersion,
    row.windows * 2 + (row.data !== null || row.owed ? 1 : 0),
    row.usedStep,
  );
}
