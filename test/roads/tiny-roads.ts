// Small road maps for tests, written as nodes and "a-b" (both ways) or "a>b" (one way).
import type { RoadMap, RoadRobotType, RoadUse } from "../../sim/model/index.ts";

export const cart: RoadRobotType = {
  id: "cart",
  front: 0.5,
  back: 0.5,
  left: 0.4,
  right: 0.4,
  speed: 1,
  rotationSpeed: 1.5,
};
export const truck: RoadRobotType = {
  id: "truck",
  front: 1.6,
  back: 0.6,
  left: 0.6,
  right: 0.6,
  speed: 1.5,
  rotationSpeed: 0.8,
};

export type NodeRow = readonly [id: string, x: number, y: number, ...uses: RoadUse[]];

export function roadMap(
  nodes: readonly NodeRow[],
  roads: readonly string[],
  types: readonly RoadRobotType[] = [cart],
): RoadMap {
  const index = new Map(nodes.map(([id], i) => [id, i]));
  const access = types.map(({ id }) => ({ type: id, theta: null, actions: [] }));
  const edges = roads.flatMap((road) => {
    const [, a, way, b] = /^(\w+)([->])(\w+)$/.exec(road)!;
    const pairs = way === ">" ? [[a!, b!]] : [[a!, b!], [b!, a!]]; // biome-ignore format: short
    return pairs.map(([from, to]) => ({
      id: `${from}-${to}`,
      name: null,
      description: null,
      layout: 0,
      from: index.get(from!)!,
      to: index.get(to!)!,
      widthMetres: null,
      access: types.map(({ id }) => ({
        type: id,
        orientation: { kind: "tangential" as const, radians: 0 },
        rotationOnEdge: false,
        rotationAtStart: "BOTH" as const,
        rotationAtEnd: "BOTH" as const,
        speedMax: null,
        rotationSpeedMax: null,
        heightMin: null,
        heightMax: null,
        load: null,
        curve: null,
        reentry: null,
        actions: [],
      })),
    }));
  });
  return {
    project: "test",
    creator: "test",
    layouts: [{ id: "floor", name: null, version: "1", levelId: null, description: null }],
    nodes: nodes.map(([id, x, y, ...uses]) => ({
      id,
      name: null,
      description: null,
      layout: 0,
      mapId: null,
      x,
      y,
      uses,
      access,
    })),
    edges,
    stations: [],
  };
}
