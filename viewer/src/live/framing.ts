// How a site lies on the page: a floor of cells around it, and the way from metres to cells. One framing holds for one run on
// the page; what does not fit any more gets the next one.
import { CellKind, type Floor, StationKind, type StationSite } from "../../../sim/model/index.ts";
import type { LiveFacts } from "../protocol/messages.ts";
import { type LiveSite, plainFloor, type SitePlace } from "./live-site.ts";
import type { SeenFloor } from "./seen-floor.ts";

export interface Framing {
  readonly floor: Floor;
  readonly floorFrom: LiveFacts["floorFrom"];
  /** Metres of the north-west corner. */
  readonly left: number;
  readonly top: number;
  readonly cellMetres: number;
  /** Robots on other maps are not on this floor; empty: all are. */
  readonly mapId: string;
  /** In cells. */
  readonly roads: LiveFacts["roads"];
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const roadMarginMetres = 2;
/** Cells across at most: a floor of a kilometre gets larger cells. */
const cellsAcrossMax = 400;

export const columnOf = ({ left, cellMetres }: Framing, x: number): number => (x - left) / cellMetres;
export const rowOf = ({ top, cellMetres }: Framing, y: number): number => (top - y) / cellMetres;
export const metresX = ({ left, cellMetres }: Framing, column: number): number => left + column * cellMetres;
export const metresY = ({ top, cellMetres }: Framing, row: number): number => top - row * cellMetres;

/** Null: the place is outside. */
export function cellAt(framing: Framing, x: number, y: number): number | null {
  const [column, row] = [Math.floor(columnOf(framing, x)), Math.floor(rowOf(framing, y))];
  const { width, height } = framing.floor;
  return column < 0 || row < 0 || column >= width || row >= height ? null : row * width + column;
}

/** A site that somebody has described. `reach` is where its robots are: a layout may be smaller than that. */
export function frameSite(site: LiveSite, reach: Box | null): Framing {
  const { grid, mapId } = site;
  if (grid !== null) {
    const bare: Framing = {
      floor: grid,
      floorFrom: "described",
      left: 0,
      top: grid.height * grid.cellMetres,
      cellMetres: grid.cellMetres,
      mapId,
      roads: [],
    };
    return withPlaces(bare, site.places);
  }
  const points = [
    ...site.roads.flatMap(([ax, ay, bx, by]) => [
      [ax, ay],
      [bx, by],
    ]),
    ...site.places.map(({ x, y }) => [x, y]),
  ];
  const box = points.reduce<Box | null>((all, [x, y]) => around(all, x!, y!), reach);
  const bare = frameBox(grown(box ?? originBox, roadMarginMetres), mapId, "described");
  const roads = site.roads.map(
    ([ax, ay, bx, by]) => [columnOf(bare, ax), rowOf(bare, ay), columnOf(bare, bx), rowOf(bare, by)] as const,
  );
  return withPlaces({ ...bare, roads }, site.places);
}

/** A floor that nobody has described: as large as robots have been seen on, with room to grow. */
export function frameSeen(seen: SeenFloor, mapId: string): Framing {
  const box = seen.box ?? originBox;
  const room = Math.max(3, 0.2 * Math.max(box.east - box.west, box.north - box.south));
  const bare = frameBox(grown(box, room), mapId, "seen");
  const { width, height, cellMetres } = bare.floor;
  const kind = new Uint8Array(width * height).fill(CellKind.blocked);
  return { ...bare, floor: plainFloor(width, height, cellMetres, withSeen(kind, seen, bare, 0)) };
}
/** A robot has a body, and the way is wider: ground around a place where one has been, metres. */
const reachMetres = 1;

/** The cells with what has been seen from the `from`-th square on; returns a copy. */
export function withSeen(kind: Uint8Array, seen: SeenFloor, framing: Framing, from: number): Uint8Array {
  const { width, height } = framing.floor;
  const { places } = seen;
  const next = kind.slice();
  const reach = reachMetres / framing.cellMetres;
  for (let at = 2 * from; at < places.length; at += 2) {
    const [column, row] = [columnOf(framing, places[at]!), rowOf(framing, places[at + 1]!)];
    const [east, south] = [Math.floor(column + reach), Math.floor(row + reach)];
    for (let y = Math.max(0, Math.floor(row - reach)); y <= Math.min(height - 1, south); y += 1) {
      for (let x = Math.max(0, Math.floor(column - reach)); x <= Math.min(width - 1, east); x += 1) {
        next[y * width + x] = CellKind.aisle;
      }
    }
  }
  return next;
}
export function contains({ floor, left, top, cellMetres }: Framing, box: Box): boolean {
  return (
    box.west >= left &&
    box.north <= top &&
    box.east <= left + floor.width * cellMetres &&
    box.south >= top - floor.height * cellMetres
  );
}

const originBox: Box = { west: 0, south: 0, east: 10, north: 8 };

export function around(box: Box | null, x: number, y: number): Box {
  if (box === null) return { west: x, south: y, east: x, north: y };
  return {
    west: Math.min(box.west, x),
    south: Math.min(box.south, y),
    east: Math.max(box.east, x),
    north: Math.max(box.north, y),
  };
}
function grown({ west, south, east, north }: Box, metres: number): Box {
  return { west: west - metres, south: south - metres, east: east + metres, north: north + metres };
}
function frameBox(box: Box, mapId: string, floorFrom: Framing["floorFrom"]): Framing {
  const span = Math.max(box.east - box.west, box.north - box.south);
  const cellMetres = Math.max(1, Math.ceil(span / cellsAcrossMax));
  const left = Math.floor(box.west / cellMetres) * cellMetres;
  const top = Math.ceil(box.north / cellMetres) * cellMetres;
  const width = Math.max(4, Math.ceil((box.east - left) / cellMetres));
  const height = Math.max(4, Math.ceil((top - box.south) / cellMetres));
  const kind = new Uint8Array(width * height).fill(CellKind.aisle);
  const floor = plainFloor(width, height, cellMetres, kind);
  return { floor, floorFrom, left, top, cellMetres, mapId, roads: [] };
}
function withPlaces(framing: Framing, places: readonly SitePlace[]): Framing {
  const kind = framing.floor.kind.slice();
  const stations: StationSite[] = [];
  for (const place of places) {
    const cell = cellAt(framing, place.x, place.y);
    if (cell === null) continue;
    if (place.kind === "charger") kind[cell] = CellKind.charger;
    else
      stations.push({
        name: place.name,
        kind: place.kind === "pick" ? StationKind.pick : StationKind.replenish,
        workCell: cell,
        queueCells: new Int32Array(0),
      });
  }
  return { ...framing, floor: { ...framing.floor, kind, stations } };
}
