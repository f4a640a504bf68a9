// Where robots are drawn between two steps, from two packed frames, into arrays that are made once.
import {
  type FrameLayout,
  headingOf,
  nowhere,
  poseUnitsPerCell,
  poseUnitsPerRadian,
} from "../protocol/frame-codec.ts";

/** Robot centres in cells and headings in radians, east = 0, clockwise. */
export interface RobotPoses {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly angle: Float32Array;
}

export function makePoses(robots: number): RobotPoses {
  return { x: new Float32Array(robots), y: new Float32Array(robots), angle: new Float32Array(robots) };
}

const quarter = Math.PI / 2;
/** Where robots are drawn that are nowhere: out of every view. */
const away = -10_000;

/** Fills `poses` for `fraction` (0..1) of the way from `previous` to `next`; headings turn the shortest way. */
export function interpolatePoses(
  previous: Int32Array,
  next: Int32Array,
  fraction: number,
  layout: FrameLayout,
  width: number,
  poses: RobotPoses,
): void {
  if (layout.robotPose >= 0) {
    interpolateFree(previous, next, fraction, layout, poses);
    return;
  }
  const { robots, robotCell, robotState } = layout;
  for (let robot = 0; robot < robots; robot += 1) {
    const from = previous[robotCell + robot]!;
    const to = next[robotCell + robot]!;
    const fromRow = Math.floor(from / width);
    const fromColumn = from - fromRow * width;
    const toRow = Math.floor(to / width);
    const toColumn = to - toRow * width;
    poses.x[robot] = fromColumn + 0.5 + (toColumn - fromColumn) * fraction;
    poses.y[robot] = fromRow + 0.5 + (toRow - fromRow) * fraction;
    const fromHeading = headingOf(previous[robotState + robot]!);
    const turn = shortestTurn(fromHeading, headingOf(next[robotState + robot]!));
    poses.angle[robot] = (fromHeading + turn * fraction) * quarter;
  }
}

/** Quarter turns from one heading to another, −1, 0, 1 or 2. */
export function shortestTurn(from: number, to: number): number {
  const turn = (to - from + 4) & 3;
  return turn === 3 ? -1 : turn;
}

function interpolateFree(
  previous: Int32Array,
  next: Int32Array,
  fraction: number,
  { robots, robotPose }: FrameLayout,
  poses: RobotPoses,
): void {
  for (let robot = 0; robot < robots; robot += 1) {
    const at = robotPose + 3 * robot;
    if (previous[at] === nowhere) {
      poses.x[robot] = poses.y[robot] = away;
      continue;
    }
    const to = next[at] === nowhere ? previous : next;
    poses.x[robot] = mix(previous[at]!, to[at]!, fraction) / poseUnitsPerCell;
    poses.y[robot] = mix(previous[at + 1]!, to[at + 1]!, fraction) / poseUnitsPerCell;
    const from = previous[at + 2]! / poseUnitsPerRadian;
    poses.angle[robot] = from + turnBetween(from, to[at + 2]! / poseUnitsPerRadian) * fraction;
  }
}
const mix = (from: number, to: number, fraction: number): number => from + (to - from) * fraction;

/** Radians from one angle to another, the shorter way round. */
export function turnBetween(from: number, to: number): number {
  const turn = (to - from) % (2 * Math.PI);
  return turn > Math.PI ? turn - 2 * Math.PI : turn < -Math.PI ? turn + 2 * Math.PI : turn;
}
