// Areas where nobody has named any: squares of the floor, with room by their open cells.
import type { AssignmentAreas } from "./assignment-port.ts";

/** Squares of `areaCells` edge. Capacity is this share of a square's open cells; there is no limit. */
export function squareAreas(
  floor: { readonly width: number; readonly height: number; readonly open: (cell: number) => boolean },
  areaCells: number,
  capacityShare: number,
): AssignmentAreas {
  const { width, height, open } = floor;
  const across = Math.ceil(width / areaCells);
  const of = new Int32Array(width * height);
  const openCells = new Int32Array(across * Math.ceil(height / areaCells));
  for (let cell = 0; cell < of.length; cell += 1) {
    const row = Math.floor(cell / width);
    const area = Math.floor(row / areaCells) * across + Math.floor((cell - row * width) / areaCells);
    of[cell] = area;
    if (open(cell)) openCells[area]! += 1;
  }
  return {
    of,
    capacity: openCells.map((cells) => Math.max(1, Math.floor(cells * capacityShare))),
    limit: new Int32Array(openCells.length).fill(2147483647),
  };
}
