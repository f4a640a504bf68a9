// What a robot is allowed to drive: nodes one after the other, each with the edge that leads to it.

import { present } from "../codec/index.ts";
import type { Action, OrderEdge, OrderNode } from "../model/index.ts";

export interface RouteNode {
  readonly nodeId: string;
  readonly x: number;
  readonly y: number;
  readonly mapId: string;
  readonly theta?: number;
  readonly actions: readonly Action[];
  /** Metres per second on the way to the node. */
  readonly maximumSpeed?: number;
}

/** Where an order begins: a node known already, or the place where the robot stands. */
export interface StartNode {
  readonly nodeId: string;
  readonly x: number;
  readonly y: number;
  readonly mapId: string;
  /** Radius in which the robot may stand, metres. */
  readonly deviation: number;
}

export function startOrderNode({ nodeId, x, y, mapId, deviation }: StartNode): OrderNode {
  const position = {
    x,
    y,
    mapId,
    deviation: { a: deviation, b: deviation, theta: 0 },
    deviationTheta: Math.PI,
  };
  return { nodeId, sequenceId: 0, released: true, position, actions: [] };
}
export function routeOrderNode(node: RouteNode, sequenceId: number, actions = node.actions): OrderNode {
  const { nodeId, x, y, theta, mapId } = node;
  return { nodeId, sequenceId, released: true, position: present({ x, y, theta, mapId }), actions };
}
export function routeEdge(
  fromId: string,
  { nodeId, maximumSpeed }: RouteNode,
  sequenceId: number,
): OrderEdge {
  return present({
    edgeId: `${fromId}-${nodeId}`,
    sequenceId,
    released: true,
    maximumSpeed,
    actions: [] as readonly Action[],
  });
}

/** Metres from a point to the straight way between two places. */
export function distanceToWay(
  point: { readonly x: number; readonly y: number },
  from: { readonly x: number; readonly y: number },
  to: { readonly x: number; readonly y: number },
): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / square;
  const along = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}

/** The name under which an action was given to us: told again after a loss it has a number behind it. */
export function ownId(actionId: string): string {
  return actionId.replace(/~\d+$/, "");
}
