// What a fleet file's robots drive on: a plan of cells, or roads of a LIF layout.
import type { RoadRobotType } from "../../sim/model/index.ts";
import { CellKind, type Floor } from "../../sim/model/index.ts";
import type { FleetRoads } from "./fleet-roads.ts";

export interface FleetCells {
  readonly kind: "cells";
  readonly floor: Floor;
  /** Size of the largest robot, metres. */
  readonly body: { readonly length: number; readonly width: number };
  readonly speedMetresPerSecond: number;
}
export type FleetGround =
  | FleetCells
  | ({
      readonly kind: "roads";
      /** Index into `types`, per robot. */
      readonly typeOf: readonly number[];
    } & FleetRoads);

/** Places where a robot may stand without being in the way of the floor itself: pod places, or else free cells; nodes with a use. */
export function restPlaces(ground: FleetGround): readonly number[] {
  if (ground.kind === "cells") {
    const { kind, podPlaces } = ground.floor;
    if (podPlaces.length > 0) return [...podPlaces];
    return [...kind.keys()].filter((cell) => kind[cell] !== CellKind.blocked);
  }
  const { nodes } = ground.map;
  return [...nodes.keys()].filter((node) => nodes[node]!.uses.length > 0);
}

/** Where the place is, metres. */
export function placeCentre(
  ground: FleetGround,
  place: number,
): { readonly x: number; readonly y: number; readonly theta: number } {
  if (ground.kind === "roads") {
    const { x, y, access } = ground.map.nodes[place]!;
    return { x, y, theta: access.find(({ theta }) => theta !== null)?.theta ?? 0 };
  }
  const { width, height, cellMetres } = ground.floor;
  const row = Math.floor(place / width);
  return { x: ((place % width) + 0.5) * cellMetres, y: (height - row - 0.5) * cellMetres, theta: 0 };
}

/** The robot's rectangle, metres; ahead of and behind the point that follows the way. */
export function robotOutline(ground: FleetGround, robot: number): RoadRobotType {
  if (ground.kind === "roads") return ground.types[ground.typeOf[robot]!]!;
  const { body, speedMetresPerSecond } = ground;
  return {
    id: "robot",
    front: body.length / 2,
    back: body.length / 2,
    left: body.width / 2,
    right: body.width / 2,
    speed: speedMetresPerSecond,
    rotationSpeed: 1.5,
  };
}

/** Metres around the point that follows the way which the largest robot may take up as it turns. */
export function robotClearance(ground: FleetGround): number {
  const outlines = ground.kind === "roads" ? ground.types : [robotOutline(ground, 0)];
  return Math.max(
    ...outlines.map(({ front, back, left, right }) =>
      Math.hypot(Math.max(front, back), Math.max(left, right)),
    ),
  );
}
