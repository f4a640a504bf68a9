// Roads in a fleet file: a LIF layout, how large its robot types are, and which robot is of which type.
import { z } from "zod";
import type { RoadMap, RoadRobotType, RoadUse } from "../../sim/model/index.ts";
import { checkRoads, parkDescription, readLif } from "../layouts/index.ts";
import type { FleetGround } from "./fleet-ground.ts";
import type { FleetPlace } from "./fleet-places.ts";
import type { GroundReading } from "./ground-reading.ts";

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

export interface RoadWords {
  readonly path: string;
  readonly mapId: string;
  readonly sizes: Readonly<Record<string, z.output<typeof roadTypeSchema>>>;
  /** Type of each robot, where it is said. */
  readonly robotTypes: readonly (string | undefined)[];
}

export function readRoads(
  { path, mapId, sizes, robotTypes }: RoadWords,
  readBeside: (path: string) => string,
): GroundReading<Extract<FleetGround, { kind: "roads" }>> {
  const wrong = (at: (string | number)[], expected: string, found: string, advice?: string) => ({
    ok: false as const,
    fault: { path: at, expected, found, ...(advice === undefined ? {} : { advice }) },
  });
  let text: string;
  try {
    text = readBeside(path);
  } catch (error) {
    return wrong(["layout"], "a LIF file", error instanceof Error ? error.message : String(error));
  }
  const lif = readLif(text, path);
  if (!lif.ok) return lif;
  const { map } = lif;
  const named = [...new Set(map.edges.flatMap(({ access }) => access.map(({ type }) => type)))];
  const unknown = Object.keys(sizes).find((id) => !named.includes(id));
  if (unknown !== undefined)
    return wrong(["types", unknown], `a robot type of the layout (${named.join(", ")})`, unknown);
  const types = Object.entries(sizes).map(([id, size]) => roadType(id, size));
  const typeOf: number[] = [];
  for (const [robot, type] of robotTypes.entries()) {
    const index = type === undefined && types.length === 1 ? 0 : types.findIndex(({ id }) => id === type);
    if (index < 0)
      return wrong(
        ["types"],
        `the size of ${type ?? "each robot's type"}`,
        types.length === 0 ? "none" : types.map(({ id }) => id).join(", "),
        `Give it under types, and say of robot ${robot + 1} with type which it is`,
      );
    typeOf.push(index);
  }
  const { faults } = checkRoads(map, types, path);
  if (faults.length > 0) return { ok: false, problems: faults };
  const elsewhere = map.nodes.find((node) => node.mapId !== null && node.mapId !== mapId);
  if (elsewhere !== undefined)
    return wrong(
      ["map"],
      `the map of the layout's nodes (${elsewhere.id} is on ${elsewhere.mapId})`,
      mapId,
      "A fleet drives on one map; give its id as map",
    );
  const { stations, chargers } = roadPlaces(map);
  const names = [...stations, ...chargers].map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined)
    return wrong(["layout"], "each station's name once", twice, "Rename one in the layout");
  return { ok: true, value: { ground: { kind: "roads", map, types, typeOf }, stations, chargers } };
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
        : [{ name: node.name ?? node.id, kind, place }],
    );
  const isCharger = (place: number) => map.nodes[place]!.uses.includes("charge");
  const stations = map.stations.flatMap(({ id, name, description, nodes }) =>
    nodes.length === 0 || description === parkDescription
      ? []
      : [{ name: name ?? id, kind: "station", place: nodes[0]! }],
  );
  return {
    stations: [...stations.filter(({ place }) => !isCharger(place)), ...named(["pick", "drop"], "station")],
    chargers: [
      ...stations.filter(({ place }) => isCharger(place)).map((each) => ({ ...each, kind: "charger" })),
      ...named(["charge"], "charger"),
    ],
  };
}
