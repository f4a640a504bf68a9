// Driving distances in cells over an empty floor, by breadth-first search along its exits. Laden robots neither pass
// through pod places nor through chargers; both may be where a way begins or ends.
import { CellKind, type Floor, headingOffsets } from "../model/index.ts";

/** Which way a search goes: to all cells that can be reached from the root, or to all from which it can be reached. */
export type SearchDirection = "from-root" | "to-root";

/** True where a robot may be in the middle of a way. */
export function isThoroughfare(kind: number, laden: boolean): boolean {
  if (kind === CellKind.blocked) return false;
  return !laden || (kind !== CellKind.podPlace && kind !== CellKind.charger);
}

/**
 * Cells driven between the root and each cell of the floor; −1 where there is no way.
 * @param distances Receives the result, one entry per cell.
 * @param frontier Working memory, one entry per cell.
 */
export function drivingDistances(
  floor: Floor,
  root: number,
  direction: SearchDirection,
  laden: boolean,
  distances: Int32Array,
  frontier: Int32Array,
): void {
  const { width, kind, exits } = floor;
  const offsets = headingOffsets(width);
  const cellCount = kind.length;
  distances.fill(-1);
  distances[root] = 0;
  frontier[0] = root;
  let end = 1;
  for (let at = 0; at < end; at += 1) {
    const cell = frontier[at]!;
    if (cell !== root && !isThoroughfare(kind[cell]!, laden)) continue;
    for (let heading = 0; heading < 4; heading += 1) {
      const next = cell + offsets[heading]!;
      if (next < 0 || next >= cellCount || distances[next] !== -1) continue;
      // Exits never lead off the floor, so a neighbour across a row's end is never joined to the cell.
      const joined =
        direction === "from-root" ? (exits[cell]! >> heading) & 1 : (exits[next]! >> (heading ^ 2)) & 1;
      if (joined === 0) continue;
      distances[next] = distances[cell]! + 1;
      frontier[end++] = next;
    }
  }
}
