// Which way a cell at the edge of the floor looks out: that is where a station's marks have room.
import type { Size } from "./camera.ts";

/** Unit vector to the nearest edge; east and west win ties. */
export function outwardOf(floor: Size, cell: number): { readonly dx: number; readonly dy: number } {
  const column = cell % floor.width;
  const row = Math.floor(cell / floor.width);
  const [west, east] = [column, floor.width - 1 - column];
  const [north, south] = [row, floor.height - 1 - row];
  const nearest = Math.min(west, east, north, south);
  if (nearest === east) return { dx: 1, dy: 0 };
  if (nearest === west) return { dx: -1, dy: 0 };
  return { dx: 0, dy: nearest === north ? -1 : 1 };
}
