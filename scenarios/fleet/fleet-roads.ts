// Roads in a fleet file: a LIF layout, how large its robot types are, and which robot is of which type.
import { z } from "zod";
import type { RoadMap, RoadRobotType, RoadUse } from "../../sim/model/index.ts";
import type { InputProblem } from "../load/problem.ts";
import type { FleetPlace } from "./fleet-places.ts";

const metres = z.number().min(0.1).max(20);
/** Metres from the point that follows the roads; length and width stand for halves of them. */
export const roadTypeSchema = z
  .strictObject({
    length: metres.optional(),
    width: metres.optional(),
    front: metres.optional(),
    back: metres.optional(),
    left: metres.optional(),
    right: metres.optional(),
    speedMetresPerSecond: z.number().min(0.05).max(10).default(1),
    turnRadiansPerSecond: z.number().min(0.05).max(10).default(1),
  })
  .refine(
    ({ length, front, back }) =>
      length === undefined ? front !== undefined && back !== undefined : front === undefined,
    {
      message: "length, or front and back",
    },
  )
  .refine(
    ({ width, left, right }) =>
      width === undefined ? left !== undefined && right !== undefined : left === undefined,
    {
      message: "width, or left and right",
    },
  );

export interface FleetRoads {
  readonly map: RoadMap;
  readonly types: readonly RoadRobotType[];
}

export function roadType(id: string, size: z.output<typeof roadTypeSchema>): RoadRobotType {
  const { length = 0, width = 0, front, back, left, right } = size;
  return {
    id,
    front: front ?? length / 2,
    back: back ?? length / 2,
    left: left ?? width / 2,
    right: right ?? width / 2,
    speed: size.speedMetresPerSecond,
    rotationSpeed: size.turnRadiansPerSecond,
  };
}

/** Whether every node is on the one map that the robots know; the first that is not. */
export function nodeOfOtherMap(map: RoadMap, mapId: string): string | undefined {
  return map.nodes.find((node) => node.mapId !== null && node.mapId !== mapId)?.id;
}

/** Places that orders may name: stations by their first node, and every other node for picking or dropping by its own name. */
export function roadPlaces(map: RoadMap): {
  readonly stations: readonly FleetPlace[];
  readonly chargers: readonly FleetPlace[];
} {
  const ofStation = new Set(map.stations.flatMap(({ nodes }) => nodes));
  const named = (uses: readonly RoadUse[], kind: string): FleetPlace[] =>
    map.nodes.flatMap((node, place) =>
      ofStation.has(place) || !node.uses.some((use) => uses.includes(use))
        ? []
        : [{ name: node.name ?? node.id, kind, cell: place }],
    );
  const isCharger = (place: number) => map.nodes[place]!.uses.includes("charge");
  const stations = map.stations.flatMap(({ id, name, nodes }) =>
    nodes.length === 0 ? [] : [{ name: name ?? id, kind: "station", cell: nodes[0]! }],
  );
  return {
    stations: [...stations.filter(({ cell }) => !isCharger(cell)), ...named(["pick", "drop"], "station")],
    chargers: [
      ...stations.filter(({ cell }) => isCharger(cell)).map((each) => ({ ...each, kind: "charger" })),
      ...named(["charge"], "charger"),
    ],
  };
}

/** Names that stand for two places. */
export function doubledName(places: readonly FleetPlace[], source: string): InputProblem | undefined {
  const names = places.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return undefined;
  return { source, path: "", expected: "each station's name once", found: twice, advice: "Rename one" };
}
