// Where a new order begins: on the node that the robot stands on, or where it stands between two nodes of its way.

import type { RobotState } from "../model/index.ts";
import { pointDistance } from "../zones/index.ts";
import { distanceToRoute, type RouteNode, type StartNode } from "./route.ts";
import type { LinkSettings } from "./settings.ts";

export interface StartPlace {
  readonly start: StartNode;
  /** Nodes of the way that lie behind the robot, though nobody saw it pass them. */
  readonly skipped: number;
}

const reachedMetres = 0.03;

/**
 * Looks for the robot on its released way, from where it was last seen on; the earliest place counts. Undefined: it is not there.
 * @param at where it was last seen, @param way what is released beyond, at least one node.
 */
export function startPlace(
  { position }: RobotState,
  at: RouteNode | null,
  way: readonly RouteNode[],
  deviation: number,
  { nodeTolerance, wayTolerance }: LinkSettings,
): StartPlace | undefined {
  // A robot that does not say where it is can only be believed.
  if (position === undefined) return { start: { ...(at ?? way[0]!), deviation }, skipped: 0 };
  const places = at === null ? way : [at, ...way];
  const offset = at === null ? 1 : 0;
  for (const [i, place] of places.entries()) {
    const away = (node: RouteNode) => Math.hypot(position.x - node.x, position.y - node.y);
    // A node that nobody saw it pass has to be reached indeed: what lies behind it may be given to others.
    const reached = i + offset === 0 ? nodeTolerance : reachedMetres;
    if (away(place) <= reached) return { start: { ...place, deviation }, skipped: i + offset };
    const next = places[i + 1];
    if (next === undefined || away(next) <= reachedMetres) continue;
    if (distanceToRoute(position, place, next) > wayTolerance) continue;
    const { x, y, mapId } = position;
    return { start: { nodeId: `${place.nodeId}+`, x, y, mapId, deviation }, skipped: i + offset };
  }
  // Before its first node, where nothing is known of how it came there.
  return at === null && pointDistance(position, way[0]!, way[0]!) <= wayTolerance
    ? { start: { ...way[0]!, deviation }, skipped: 1 }
    : undefined;
}
