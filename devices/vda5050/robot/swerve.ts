// Driving beside the line of an edge, within its corridor: how far to the left or right of the line the robot is to be.
import type { OrderEdge } from "../model/index.ts";

/** Metres aside per metre driven. */
const slope = 0.5;

/**
 * Where the robot may be beside the line, metres to the left (negative: right); nothing without a corridor.
 * @param width of the robot: with CONTOUR its sides have to stay within, with KINEMATIC_CENTER its middle.
 */
export function corridorRoom(
  { corridor }: OrderEdge,
  width: number,
): { readonly left: number; readonly right: number } {
  if (corridor === undefined) return { left: 0, right: 0 };
  const own = corridor.referencePoint === "CONTOUR" ? width / 2 : 0;
  return { left: Math.max(0, corridor.leftWidth - own), right: Math.max(0, corridor.rightWidth - own) };
}

/** The next place aside after `metres` driven: towards the wish, within the room, and back on the line before the edge ends. */
export function nextAside(
  aside: number,
  wish: number,
  room: { readonly left: number; readonly right: number },
  metres: number,
  metresLeft: number,
): number {
  const wanted = Math.min(room.left, Math.max(-room.right, wish));
  const reach = slope * Math.max(0, metresLeft);
  const target = Math.min(reach, Math.max(-reach, wanted));
  const step = slope * metres;
  return aside + Math.min(step, Math.max(-step, target - aside));
}
