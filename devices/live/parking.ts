// Cells beyond the floor where robots count as standing that are not on it as far as traffic knows: blocked, one per robot.
import { CellKind, type Floor } from "../../sim/model/index.ts";

export interface Parking {
  /** The floor with rows of blocked cells behind its last row; cells of the floor keep their numbers. */
  readonly floor: Floor;
  cellOf(robot: number): number;
  has(cell: number): boolean;
}

const noZone = 255;

export function addParking(floor: Floor, robotCount: number): Parking {
  const { width, height } = floor;
  const cells = width * height;
  const rows = Math.ceil(robotCount / width);
  const longer = (column: Uint8Array, fill: number) => {
    const all = new Uint8Array(cells + rows * width).fill(fill);
    all.set(column);
    return all;
  };
  return {
    floor: {
      ...floor,
      height: height + rows,
      kind: longer(floor.kind, CellKind.blocked),
      exits: longer(floor.exits, 0),
      lanes: longer(floor.lanes, 0),
      zone: longer(floor.zone, noZone),
    },
    cellOf: (robot) => cells + robot,
    has: (cell) => cell >= cells,
  };
}
