// What a robot is allowed to drive: nodes one after the other, each with the edge that leads to it.

import { present } from "../codec/index.ts";
import type { Action, Corridor, OrderEdge, OrderNode, Trajectory } from "../model/index.ts";
import { type Point, pointDistance } from "../zones/index.ts";

/** The edge of a road graph that leads to a node. */
export interface RouteWay {
  readonly edgeId: string;
  readonly fromNodeId: string;
  /** Points that the robot passes, both ends included, metres. */
  readonly course: readonly Point[];
  /** Left out on straight edges. */
  readonly trajectory?: Trajectory;
  /** How the robot is turned on the way, radians; left out: looking ahead. */
  readonly orientation?: number;
  readonly orientationType?: "GLOBAL" | "TANGENTIAL";
  readonly maximumRotationSpeed?: number;
}

export interface RouteNode {
  readonly nodeId: string;
  readonly x: number;
  readonly y: number;
  readonly mapId: string;
  readonly theta?: number;
  readonly actions: readonly Action[];
  /** Metres per second on the way to the node. */
  readonly maximumSpeed?: number;
  /** Metres: height that must not be exceeded on the way to the node. */
  readonly maximumHeight?: number;
  /** Room beside the way to the node that belongs to the robot as well (from 2.1). */
  readonly corridor?: Corridor;
  /** Left out: straight from wherever the robot comes. */
  readonly way?: RouteWay;
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
export function routeEdge(from: OrderNode, node: RouteNode, sequenceId: number): OrderEdge {
  const { nodeId, maximumSpeed, maximumHeight, corridor, way } = node;
  const edge = {
    sequenceId,
    released: true,
    maximumSpeed,
    maximumHeight,
    corridor,
    actions: [] as readonly Action[],
  };
  if (way === undefined) return present({ edgeId: `${from.nodeId}-${nodeId}`, ...edge });
  const { edgeId, fromNodeId, orientation, orientationType, maximumRotationSpeed } = way;
  const trajectory = from.nodeId === fromNodeId ? way.trajectory : restOfWay(from, way);
  return present({ edgeId, ...edge, orientation, orientationType, maximumRotationSpeed, trajectory });
}

/** What is left of a curve for a robot that stands on it: a chain of straight pieces. */
function restOfWay({ position }: OrderNode, { trajectory, course }: RouteWay): Trajectory | undefined {
  if (trajectory === undefined || position === undefined) return trajectory;
  const pieces = course.slice(1).map((to, i) => pointDistance(position, course[i]!, to));
  const nearest = pieces.indexOf(Math.min(...pieces));
  return { degree: 1, controlPoints: [{ x: position.x, y: position.y }, ...course.slice(nearest + 1)] };
}

/** Metres from a point to the way to a node from the one before. */
export function distanceToRoute(point: Point, from: Point, { way, ...node }: RouteNode): number {
  if (way === undefined) return pointDistance(point, from, node);
  return Math.min(...way.course.slice(1).map((to, i) => pointDistance(point, way.course[i]!, to)));
}

/** The name under which an action was given to us: told again after a loss it has a number behind it. */
export function ownId(actionId: string): string {
  return actionId.replace(/~\d+$/, "");
}
