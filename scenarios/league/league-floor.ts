// A league map as the floor that traffic drives on, and which of its cells belong together.
import { CellKind, type Floor } from "../../sim/model/index.ts";
import type { LeagueMap } from "./instance.ts";
import { cellAhead } from "./joint-action.ts";

/** Every free cell is an aisle, every neighbour an exit; no lanes, pods or stations. */
export function leagueFloor(map: LeagueMap): Floor {
  const cells = map.blocked.length;
  const kind = new Uint8Array(cells).fill(CellKind.aisle);
  const exits = new Uint8Array(cells);
  for (let cell = 0; cell < cells; cell += 1) {
    if (map.blocked[cell] === 1) kind[cell] = CellKind.blocked;
    else {
      for (let heading = 0; heading < 4; heading += 1) {
        const next = cellAhead(map, cell, heading);
        if (next >= 0 && map.blocked[next] === 0) exits[cell]! |= 1 << heading;
      }
    }
  }
  return {
    width: map.width,
    height: map.height,
    kind,
    exits,
    lanes: new Uint8Array(cells),
    zone: new Uint8Array(cells).fill(255),
    zoneCount: 0,
    podPlaces: new Int32Array(0),
    chargers: new Int32Array(0),
    stations: [],
    cellMetres: 1,
  };
}

/** Region of each free cell, −1 on obstacles. A robot reaches exactly the cells of its own region. */
export function leagueRegions(map: LeagueMap): Int32Array {
  const region = new Int32Array(map.blocked.length).fill(-1);
  const queue = new Int32Array(map.blocked.length);
  let regions = 0;
  for (let seed = 0; seed < region.length; seed += 1) {
    if (map.blocked[seed] === 1 || region[seed]! >= 0) continue;
    region[seed] = regions;
    queue[0] = seed;
    for (let head = 0, tail = 1; head < tail; head += 1) {
      for (let heading = 0; heading < 4; heading += 1) {
        const next = cellAhead(map, queue[head]!, heading);
        if (next < 0 || map.blocked[next] === 1 || region[next]! >= 0) continue;
        region[next] = regions;
        queue[tail++] = next;
      }
    }
    regions += 1;
  }
  return region;
}
