// A server's description of its site as the page's: cells by letters, ways between nodes, places by kind.
import { cellLetters, type PlaceMark, type SitePicture } from "../../../devices/picture/index.ts";
import { CellKind } from "../../../sim/model/index.ts";
import { type LiveSite, plainFloor, type SitePlace } from "./live-site.ts";

/** Cells and ways of a site that one page draws; a larger one is refused. */
const cellsMax = 4_000_000;

/** Null: what it says of its floor cannot be. */
export function siteOfPicture(picture: SitePicture): LiveSite | null {
  const { mapId, grid, roads, stations, chargers } = picture;
  const places = [...stations, ...chargers.map((mark) => ({ ...mark, kind: "charger" }))].map(placeOf);
  if (grid !== undefined) {
    const { width, height, cellMetres, rows } = grid;
    const fits =
      width > 0 && height > 0 && cellMetres > 0 && width * height <= cellsMax && rows.length === height;
    if (!fits || rows.some((row) => row.length !== width)) return null;
    const kind = Uint8Array.from(rows.join(""), (letter) =>
      Math.max(CellKind.blocked, cellLetters.indexOf(letter)),
    );
    return { mapId, grid: plainFloor(width, height, cellMetres, kind), roads: [], places };
  }
  const { nodes = [], edges = [] } = roads ?? {};
  const lines = edges.flatMap(([from, to]) => {
    const [a, b] = [nodes[from], nodes[to]];
    return a === undefined || b === undefined ? [] : [[a.x, a.y, b.x, b.y] as const];
  });
  return { mapId, grid: null, roads: lines, places };
}

/** What is no charger and not for bringing things in is drawn as a place to pick at. */
export function placeOf({ name, kind, x, y }: PlaceMark): SitePlace {
  if (kind === "charger") return { name, kind, x, y };
  return { name, kind: /stow|repl|dock|inbound|drop/i.test(kind) ? "replenish" : "pick", x, y };
}
