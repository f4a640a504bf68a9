// Puts tall racks over the pod blocks of a floor: every pod cell becomes a column of places, every block one rack.
import type { Floor } from "../model/index.ts";
import type { RackOptions } from "./floor-options.ts";
import { shelfZones } from "./zones.ts";

/** The same floor with racks. Connected pod cells are one rack; racks are numbered by their first cell. */
export function raiseRacks(floor: Floor, options: RackOptions): Floor {
  const { levels, firstLevelMetres, levelMetres, climbersMax } = options;
  const places = floor.podPlaces.length * levels;
  const { rackOfCell, rackCount } = numberRacks(floor);
  const zone = shelfZones(floor, options.climbCells);
  return {
    ...floor,
    podPlaces: Int32Array.from(
      { length: places },
      (_, place) => floor.podPlaces[Math.floor(place / levels)]!,
    ),
    // What is said of a cell is that of its lowest place.
    zone: floor.zone.map((own, cell) => (own === 255 ? own : zone[cell * levels]!)),
    racks: {
      levels,
      levelMetres: Float64Array.from(
        { length: levels },
        (_, level) => firstLevelMetres + level * levelMetres,
      ),
      rackOfCell,
      rackCount,
      climbersMax,
      placeLevel: Uint8Array.from({ length: places }, (_, place) => place % levels),
      zone,
    },
  };
}

function numberRacks({ width, height, podPlaces }: Floor): { rackOfCell: Int32Array; rackCount: number } {
  const rackOfCell = new Int32Array(width * height).fill(-1);
  const isPlace = new Uint8Array(width * height);
  for (const cell of podPlaces) isPlace[cell] = 1;
  let rackCount = 0;
  for (const first of podPlaces) {
    if (rackOfCell[first]! >= 0) continue;
    const open = [first];
    rackOfCell[first] = rackCount;
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      const column = cell % width;
      const near = [
        column > 0 ? cell - 1 : -1,
        column < width - 1 ? cell + 1 : -1,
        cell - width,
        cell + width,
      ];
      for (const next of near) {
        if (isPlace[next] !== 1 || rackOfCell[next]! >= 0) continue;
        rackOfCell[next] = rackCount;
        open.push(next);
      }
    }
    rackCount += 1;
  }
  return { rackOfCell, rackCount };
}
