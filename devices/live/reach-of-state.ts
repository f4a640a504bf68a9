// Places that a robot touches and may still come to by what it has been told, from what it says of itself.
import type { RobotState } from "../vda5050/index.ts";
import type { SiteMap } from "./live-site-port.ts";

/** Metres between two looks along a straight way. */
const lookMetres = 0.25;

/**
 * Around where the robot is, and along the released nodes that it lists. Undefined: it does not say where it is, or where a node is.
 */
export function reachOfState(state: RobotState, map: SiteMap): readonly number[] | undefined {
  const { position, nodeStates } = state;
  if (position === undefined) return undefined;
  const places = new Set(map.placesAround!(position.x, position.y));
  let at: { readonly x: number; readonly y: number } = position;
  for (const { nodeId, position: named, released } of nodeStates) {
    if (!released) continue;
    const place = map.placeOfNode(nodeId);
    const next = named ?? (place >= 0 ? map.centre(place) : undefined);
    if (next === undefined) return undefined;
    const metres = Math.hypot(next.x - at.x, next.y - at.y);
    for (let along = 0; along <= metres; along += lookMetres) {
      const share = metres === 0 ? 0 : along / metres;
      const around = map.placesAround!(at.x + share * (next.x - at.x), at.y + share * (next.y - at.y));
      for (const each of around) places.add(each);
    }
    for (const each of map.placesAround!(next.x, next.y)) places.add(each);
    at = next;
  }
  return [...places];
}
