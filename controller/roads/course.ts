// The course that a robot's reference point takes along an edge, as a chain of straight pieces.
import { math } from "../../sim/kernel/index.ts";
import type { RoadCurve, RoadEdge, RoadEdgeAccess, RoadMap } from "../../sim/model/index.ts";

/** Points x0, y0, x1, y1, … from start node to end node, metres. */
export interface Course {
  readonly points: Float64Array;
  readonly lengthMetres: number;
}

/** Pieces per control point of a curve: enough for a few millimetres on curves that robots drive. */
const piecesPerPoint = 8;

/** The course of an edge for one robot type. It begins and ends at the nodes even where a curve misses them a little. */
export function edgeCourse(map: RoadMap, edge: RoadEdge, access: RoadEdgeAccess): Course {
  const from = map.nodes[edge.from]!;
  const to = map.nodes[edge.to]!;
  const points = [from.x, from.y];
  if (access.curve !== null) {
    const pieces = piecesPerPoint * access.curve.points.length;
    for (let i = 1; i < pieces; i += 1) points.push(...curvePoint(access.curve, i / pieces));
  }
  points.push(to.x, to.y);
  let lengthMetres = 0;
  for (let i = 2; i < points.length; i += 2)
    lengthMetres += distance(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!);
  return { points: Float64Array.from(points), lengthMetres };
}

function distance(ax: number, ay: number, bx: number, by: number): number {
  return Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
}

/** A point of a NURBS curve, `share` in 0 … 1 of its range (Cox and de Boor's recursion, by de Boor's triangle). */
export function curvePoint({ degree, knots, points }: RoadCurve, share: number): [number, number] {
  const last = points.length - 1;
  const u = knots[degree]! + share * (knots[last + 1]! - knots[degree]!);
  let span = degree;
  while (span < last && u >= knots[span + 1]!) span += 1;
  const homogeneous = Array.from({ length: degree + 1 }, (_, j) => {
    const { x, y, weight } = points[span - degree + j]!;
    return [x * weight, y * weight, weight];
  });
  for (let round = 1; round <= degree; round += 1) {
    for (let j = degree; j >= round; j -= 1) {
      const low = knots[span - degree + j]!;
      const width = knots[span + 1 + j - round]! - low;
      const part = width === 0 ? 0 : (u - low) / width;
      for (let k = 0; k < 3; k += 1)
        homogeneous[j]![k] = (1 - part) * homogeneous[j - 1]![k]! + part * homogeneous[j]![k]!;
    }
  }
  const [x, y, weight] = homogeneous[degree]!;
  return [x! / weight!, y! / weight!];
}

/** Headings of the robot itself at both ends of a course, radians; null where it may be turned any way. */
export function courseHeadings(
  { points }: Course,
  { orientation }: RoadEdgeAccess,
): { readonly start: number; readonly end: number } | null {
  if (orientation.kind === "any") return null;
  const n = points.length;
  const pieceHeading = (i: number) => pieceDirection(points, i) + orientation.radians;
  return orientation.kind === "global"
    ? { start: orientation.radians, end: orientation.radians }
    : { start: wrapAngle(pieceHeading(0)), end: wrapAngle(pieceHeading(n / 2 - 2)) };
}

/** Direction of a course's piece, radians. */
export function pieceDirection(points: Float64Array, piece: number): number {
  const i = 2 * piece;
  return math.atan2(points[i + 3]! - points[i + 1]!, points[i + 2]! - points[i]!);
}

const fullTurn = 6.283185307179586;
/** The same angle in −π … π. */
export function wrapAngle(radians: number): number {
  return radians - fullTurn * Math.round(radians / fullTurn);
}
