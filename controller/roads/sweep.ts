// What a robot covers while it stands at a node or drives along an edge, as a few convex areas.
import { math } from "../../sim/kernel/index.ts";
import type { RoadEdgeAccess, RoadRobotType } from "../../sim/model/index.ts";
import { type Course, pieceDirection, wrapAngle } from "./course.ts";
import { type Area, disc, hull } from "./shapes.ts";

/** Metres from the reference point to the farthest corner: what a robot covers when it turns on the spot. */
export function turningRadius({ front, back, left, right }: RoadRobotType): number {
  const along = Math.max(front, back);
  const across = Math.max(left, right);
  return Math.sqrt(along * along + across * across);
}

/** The robot's corners with its reference point at (x, y). */
export function outline(
  { front, back, left, right }: RoadRobotType,
  x: number,
  y: number,
  heading: number,
): [number, number][] {
  const [cos, sin] = [math.cos(heading), math.sin(heading)];
  const corner = (along: number, across: number): [number, number] => [
    x + along * cos - across * sin,
    y + along * sin + across * cos,
  ];
  return [corner(front, left), corner(-back, left), corner(-back, -right), corner(front, -right)];
}

/** Turns at a bend of a course beyond which the robot is taken to turn on the spot, radians. */
const sharpBend = 0.3;

/** What the robot covers between the start and the end of a course. */
export function sweptAreas(type: RoadRobotType, course: Course, access: RoadEdgeAccess): Area[] {
  const { orientation } = access;
  const { points } = course;
  const radius = turningRadius(type);
  const areas: Area[] = [];
  let before = 0;
  for (let piece = 0; 2 * piece + 2 < points.length; piece += 1) {
    const [ax, ay, bx, by] = points.subarray(2 * piece, 2 * piece + 4);
    if (orientation.kind === "any" || access.rotationOnEdge) {
      const { corners } = hull([
        [ax!, ay!],
        [bx!, by!],
      ]);
      areas.push({ corners, radius });
      continue;
    }
    const heading =
      orientation.kind === "global"
        ? orientation.radians
        : pieceDirection(points, piece) + orientation.radians;
    const places = [...outline(type, ax!, ay!, heading), ...outline(type, bx!, by!, heading)];
    if (piece > 0) {
      const bend = Math.abs(wrapAngle(heading - before));
      if (bend > sharpBend) areas.push(disc(ax!, ay!, radius));
      // A gentle bend: the robot turns while it drives through.
      else if (bend > 0) places.push(...outline(type, ax!, ay!, before));
    }
    areas.push(hull(places));
    before = heading;
  }
  return areas;
}
