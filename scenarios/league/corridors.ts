// Corridors: parts of a map where each cell has at most two neighbours and nothing leads round. Robots cannot pass each other
// there, so each one keeps its place in the row and reaches only a span of cells.
import { cellAhead } from "./joint-action.ts";
import type { LeagueMap } from "./league-map.ts";

export interface Corridors {
  /** Place of each cell along its corridor, from 0; −1 outside of corridors. */
  readonly at: Int32Array;
  /** The span of places that the robot can reach, both ends included; null outside of corridors. */
  spanOf(robot: number): readonly [number, number] | null;
  /** Robots in a region, from end to end; empty where it is no corridor. */
  robotsIn(region: number): readonly number[];
}

/** Null on maps where no robot starts in a corridor beside another one. */
export function corridorsOf(map: LeagueMap, region: Int32Array, starts: Int32Array): Corridors | null {
  const at = new Int32Array(region.length).fill(-1);
  const rows = new Map<number, readonly number[]>();
  const spans = new Map<number, readonly [number, number]>();
  for (const [home, robots] of robotsByRegion(region, starts)) {
    if (robots.length < 2) continue;
    const cells = corridorFrom(map, starts[robots[0]!]!);
    if (cells === null) continue;
    cells.forEach((cell, place) => {
      at[cell] = place;
    });
    const row = [...robots].sort((a, b) => at[starts[a]!]! - at[starts[b]!]!);
    rows.set(home, row);
    row.forEach((robot, k) => {
      spans.set(robot, [k, cells.length - row.length + k]);
    });
  }
  if (rows.size === 0) return null;
  return { at, spanOf: (robot) => spans.get(robot) ?? null, robotsIn: (home) => rows.get(home) ?? [] };
}

function robotsByRegion(region: Int32Array, starts: Int32Array): ReadonlyMap<number, readonly number[]> {
  const robots = new Map<number, number[]>();
  starts.forEach((cell, robot) => {
    const there = robots.get(region[cell]!);
    if (there === undefined) robots.set(region[cell]!, [robot]);
    else there.push(robot);
  });
  return robots;
}

/** The cells of the corridor around a cell from one end to the other; null if it forks or leads round in a ring. */
function corridorFrom(map: LeagueMap, start: number): readonly number[] | null {
  const [ahead, behind, third] = neighboursOf(map, start);
  if (third !== undefined) return null;
  const halves = [ahead, behind].map((next) => (next === undefined ? [] : walk(map, start, next)));
  if (halves.some((half) => half === null)) return null;
  return [...halves[0]!.toReversed(), start, ...halves[1]!];
}

/** Cells from `next` on, away from `from`, to the corridor's end; null if it forks or comes back. */
function walk(map: LeagueMap, from: number, next: number): readonly number[] | null {
  const cells = [next];
  const start = from;
  let last = from;
  for (;;) {
    const here = cells[cells.length - 1]!;
    const onward = neighboursOf(map, here).filter((cell) => cell !== last);
    if (onward.length === 0) return cells;
    if (onward.length > 1 || onward[0] === start) return null;
    last = here;
    cells.push(onward[0]!);
  }
}

function neighboursOf(map: LeagueMap, cell: number): readonly number[] {
  return [0, 1, 2, 3]
    .map((heading) => cellAhead(map, cell, heading))
    .filter((next) => next >= 0 && map.blocked[next] === 0);
}
