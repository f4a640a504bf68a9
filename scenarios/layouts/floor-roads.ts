// A grid floor as a road map: a node in the middle of every cell, an edge for every exit. North is up: y grows against rows.
import {
  CellKind,
  type Floor,
  headingOffsets,
  type RoadAction,
  type RoadEdge,
  type RoadMap,
  type RoadNode,
  type RoadStation,
  type RoadUse,
} from "../../sim/model/index.ts";
import { parkDescription } from "./read-lif.ts";

export interface FloorRoadsOptions {
  readonly project: string;
  /** Robot types that may use every node and edge. */
  readonly types: readonly string[];
  readonly speedMax?: number;
}

/** Against the lanes that traffic prefers no edge is made: on roads a lane is a one-way road. */
export function floorRoads(floor: Floor, { project, types, speedMax }: FloorRoadsOptions): RoadMap {
  const { width, kind, exits, lanes, cellMetres } = floor;
  const nodeOf = new Int32Array(kind.length).fill(-1);
  const uses = usesOf(floor);
  const nodes: RoadNode[] = [];
  kind.forEach((cellKind, cell) => {
    if (cellKind === CellKind.blocked) return;
    nodeOf[cell] = nodes.length;
    const column = cell % width;
    const row = Math.floor(cell / width);
    const cellUses = uses.get(cell) ?? [];
    const actions = cellUses.flatMap((use) => (use === "park" ? [] : [actionOf(use)]));
    nodes.push({
      id: `N${column}_${row}`,
      name: null,
      description: null,
      layout: 0,
      mapId: "floor",
      x: rounded((column + 0.5) * cellMetres),
      y: rounded((floor.height - row - 0.5) * cellMetres),
      uses: cellUses,
      access: types.map((type) => ({ type, theta: null, actions })),
    });
  });
  const offsets = headingOffsets(width);
  const edges: RoadEdge[] = [];
  const access = types.map((type) => edgeAccess(type, speedMax ?? null));
  exits.forEach((exit, cell) => {
    for (let heading = 0; heading < 4; heading += 1) {
      if ((exit & (1 << heading)) === 0 || isAgainstLane(lanes[cell]!, heading)) continue;
      const from = nodeOf[cell]!;
      const to = nodeOf[cell + offsets[heading]!]!;
      const id = `${nodes[from]!.id}-${nodes[to]!.id}`;
      const bare = { id, name: null, description: null, layout: 0, from, to };
      edges.push({ ...bare, widthMetres: cellMetres, access });
    }
  });
  const layout = { id: "floor", name: project, version: "1", levelId: null, description: null };
  const stations = stationsOf(floor, nodeOf, nodes);
  return { project, creator: "peakfleet", layouts: [layout], nodes, edges, stations };
}

function isAgainstLane(lane: number, heading: number): boolean {
  const opposite = 1 << ((heading + 2) & 3);
  return (lane & opposite) !== 0 && (lane & (1 << heading)) === 0;
}
const rounded = (metres: number) => Math.round(metres * 1e6) / 1e6;

function usesOf(floor: Floor): Map<number, RoadUse[]> {
  const uses = new Map<number, RoadUse[]>();
  const add = (cell: number, use: RoadUse) => {
    const list = uses.get(cell) ?? [];
    if (!list.includes(use)) uses.set(cell, [...list, use]);
  };
  for (const cell of floor.podPlaces) {
    add(cell, "pick");
    add(cell, "drop");
  }
  for (const { workCell, queueCells } of floor.stations) {
    add(workCell, "pick");
    add(workCell, "drop");
    for (const cell of queueCells) add(cell, "park");
  }
  for (const cell of floor.chargers) add(cell, "charge");
  return uses;
}

function actionOf(use: "pick" | "drop" | "charge"): RoadAction {
  const actionType = use === "charge" ? "startCharging" : use;
  return { actionType, description: null, requirement: "OPTIONAL", blocking: "HARD", parameters: [] };
}

function edgeAccess(type: string, speedMax: number | null): RoadEdge["access"][number] {
  return {
    type,
    orientation: { kind: "tangential", radians: 0 },
    rotationOnEdge: false,
    rotationAtStart: "BOTH",
    rotationAtEnd: "BOTH",
    speedMax,
    rotationSpeedMax: null,
    heightMin: null,
    heightMax: null,
    load: null,
    curve: null,
    reentry: null,
    actions: [],
  };
}

function stationsOf(floor: Floor, nodeOf: Int32Array, nodes: readonly RoadNode[]): RoadStation[] {
  const station = (id: string, name: string | null, description: string | null, cells: readonly number[]) => {
    const at = cells.map((cell) => nodeOf[cell]!);
    const { x, y } = nodes[at[0]!]!;
    const position = { x, y, theta: null };
    return { id, name, description, layout: 0, nodes: at, heightMetres: null, position };
  };
  return [
    ...floor.stations.map(({ name, workCell }, i) => station(`station-${i + 1}`, name, null, [workCell])),
    ...floor.stations.flatMap(({ name, queueCells }, i) =>
      queueCells.length === 0
        ? []
        : [station(`queue-${i + 1}`, `${name} queue`, parkDescription, [...queueCells])],
    ),
  ];
}
