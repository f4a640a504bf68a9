// The way of one robot: where it came from and where it drives next, read from the frames at hand, and beyond them the
// shortest open way to its goal.
import { CellKind, type Floor, headingOffsets } from "../../../sim/model/index.ts";
import { type FrameLayout, nowhere, poseUnitsPerCell } from "../protocol/frame-codec.ts";
import type { RobotWay } from "../protocol/messages.ts";
import type { FrameRing } from "../run/frame-ring.ts";

/** Steps looked at behind and ahead of the shown one: as many as there are soon after going anywhere. */
export const routeStepsBehind = 60;
export const routeStepsAhead = 90;

/** Lists of cells; each begins where the one before ends. */
export interface Route {
  readonly behind: readonly number[];
  /** What the robot will do, as far as it has been computed and until its goal changes. */
  readonly ahead: readonly number[];
  /** From there to the goal: planned by nobody yet, shown as the shortest open way. */
  readonly rest: readonly number[];
  readonly goal: number;
}

/** The way of a robot that stands anywhere: lists of x, y, x, y … in cells. */
export interface FreeRoute {
  readonly behind: readonly number[];
  readonly free: { readonly ahead: readonly number[]; readonly rest: readonly number[] };
}

export interface RouteQuestion {
  readonly floor: Floor;
  readonly layout: FrameLayout;
  readonly ring: FrameRing | null;
  /** The shown frame. */
  readonly frame: Int32Array;
  readonly robot: number;
  readonly closed: readonly number[];
}

export function routeOf(question: RouteQuestion): Route {
  const { floor, layout, ring, frame, robot, closed } = question;
  const cell = frame[layout.robotCell + robot]!;
  const goal = frame[layout.robotGoal + robot]!;
  const behind: number[] = [];
  const ahead = [cell];
  const shown = ring === null ? -1 : ring.indexAt(frame[0]!);
  const first = ring === null ? 0 : Math.max(0, ring.indexAt(frame[0]! - routeStepsBehind));
  for (let index = first; ring !== null && index <= shown; index += 1) {
    push(behind, ring.at(index)![layout.robotCell + robot]!, floor.width);
  }
  for (let index = shown + 1; ring !== null && shown >= 0; index += 1) {
    const next = ring.at(index);
    if (next === null || next[0]! > frame[0]! + routeStepsAhead || ahead.at(-1) === goal) break;
    push(ahead, next[layout.robotCell + robot]!, floor.width);
    if (next[layout.robotGoal + robot] !== goal) break;
  }
  const laden = frame[layout.robotPod + robot]! >= 0;
  const from = ahead.at(-1)!;
  return { behind, ahead, rest: shortestWay({ floor, closed, from, goal, laden }), goal };
}

/** Where a robot that stands anywhere came from, and what it has been told; only its newest frame says what that is. */
export function freeRouteOf(
  { layout, ring, frame, robot }: Pick<RouteQuestion, "layout" | "ring" | "frame" | "robot">,
  way: RobotWay | undefined,
): FreeRoute {
  const behind: number[] = [];
  const shown = ring === null ? -1 : ring.indexAt(frame[0]!);
  const first = ring === null ? 0 : Math.max(0, ring.indexAt(frame[0]! - routeStepsBehind));
  const at = layout.robotPose + 3 * robot;
  for (let index = first; ring !== null && index <= shown; index += 1) {
    const words = ring.at(index)!;
    if (words[at] === nowhere) continue;
    behind.push(words[at]! / poseUnitsPerCell, words[at + 1]! / poseUnitsPerCell);
  }
  const isNewest = ring === null || frame[0]! >= ring.lastStep - newestSteps;
  return { behind, free: isNewest && way !== undefined ? way : { ahead: [], rest: [] } };
}
/** The shown frame is a little behind the newest one, even live. */
const newestSteps = 4;

export interface WayQuestion {
  readonly floor: Floor;
  readonly closed: readonly number[];
  readonly from: number;
  readonly goal: number;
  readonly laden: boolean;
}

/**
 * Fewest cells from one to the other, both included, by the floor's exits and around closed cells; a laden robot passes
 * no pod place or charger but its goal. Empty where there is no way.
 */
export function shortestWay({ floor, closed, from, goal, laden }: WayQuestion): readonly number[] {
  const offsets = headingOffsets(floor.width);
  const before = new Int32Array(floor.kind.length).fill(-1);
  const shut = new Set(closed);
  const queue = new Int32Array(floor.kind.length);
  let [head, tail] = [0, 1];
  queue[0] = from;
  before[from] = from;
  while (head < tail && before[goal] === -1) {
    const cell = queue[head]!;
    head += 1;
    for (let heading = 0; heading < 4; heading += 1) {
      if ((floor.exits[cell]! & (1 << heading)) === 0) continue;
      const next = cell + offsets[heading]!;
      if (before[next] !== -1 || shut.has(next)) continue;
      const kind = floor.kind[next];
      if (laden && next !== goal && (kind === CellKind.podPlace || kind === CellKind.charger)) continue;
      before[next] = cell;
      queue[tail] = next;
      tail += 1;
    }
  }
  if (before[goal] === -1) return [];
  const way = [goal];
  while (way.at(-1) !== from) way.push(before[way.at(-1)!]!);
  return way.reverse();
}

/** Frames may be several steps apart: what lies between two of them is drawn along the row, then along the column. */
function push(cells: number[], cell: number, width: number): void {
  let last = cells.at(-1) ?? cell;
  if (cells.length === 0) cells.push(cell);
  while (last % width !== cell % width) {
    last += last % width < cell % width ? 1 : -1;
    cells.push(last);
  }
  while (last !== cell) {
    last += last < cell ? width : -width;
    cells.push(last);
  }
}
