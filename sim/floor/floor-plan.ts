// A floor while it is drawn: kinds, directions of the lanes, and cells with exactly one way out. Exits and soft lanes
// follow from these at the end.
import { CellKind, type Heading, headingOffsets } from "../model/index.ts";

const none = 255;

export class FloorPlan {
  readonly kind: Uint8Array;
  /** Direction of traffic along the east-west and the north-south axis; 255 = none. */
  private readonly eastWest: Uint8Array;
  private readonly northSouth: Uint8Array;
  /** Only heading in which a station-lane cell may be left, and may be entered (by the cell behind it). */
  private readonly onlyExit: Uint8Array;
  private readonly onlyEntry: Uint8Array;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    const cellCount = width * height;
    this.kind = new Uint8Array(cellCount).fill(CellKind.blocked);
    this.eastWest = new Uint8Array(cellCount).fill(none);
    this.northSouth = new Uint8Array(cellCount).fill(none);
    this.onlyExit = new Uint8Array(cellCount).fill(none);
    this.onlyEntry = new Uint8Array(cellCount).fill(none);
  }

  cell(column: number, row: number): number {
    return row * this.width + column;
  }
  fill(column: number, row: number, columns: number, rows: number, kind: CellKind): void {
    for (let y = row; y < row + rows; y += 1) {
      for (let x = column; x < column + columns; x += 1) this.kind[this.cell(x, y)] = kind;
    }
  }
  /** Traffic along this axis of the cell goes this way. */
  direct(cell: number, heading: Heading): void {
    (heading % 2 === 0 ? this.eastWest : this.northSouth)[cell] = heading;
  }
  /** The cell may be entered in one heading and left in one heading only. */
  laneCell(cell: number, kind: CellKind, entry: Heading, exit: Heading): void {
    this.kind[cell] = kind;
    this.onlyEntry[cell] = entry;
    this.onlyExit[cell] = exit;
  }

  /** Headings in which each cell may be left. `binding`: not against the direction of traffic either. */
  exits(binding: boolean): Uint8Array {
    const exits = new Uint8Array(this.kind.length);
    for (let cell = 0; cell < exits.length; cell += 1) {
      for (let heading = 0; heading < 4; heading += 1) {
        if (this.mayLeave(cell, heading, binding)) exits[cell]! |= 1 << heading;
      }
    }
    return exits;
  }

  /** Directions of traffic as soft lanes. */
  lanes(): Uint8Array {
    return this.kind.map((_, cell) => laneBit(this.eastWest[cell]!) | laneBit(this.northSouth[cell]!));
  }

  private mayLeave(cell: number, heading: number, binding: boolean): boolean {
    const next = this.neighbour(cell, heading);
    if (next < 0 || this.kind[cell] === CellKind.blocked || this.kind[next] === CellKind.blocked)
      return false;
    if (this.onlyExit[cell] !== none && this.onlyExit[cell] !== heading) return false;
    if (this.onlyEntry[next] !== none && this.onlyEntry[next] !== heading) return false;
    return !binding || (!this.against(cell, heading) && !this.against(next, heading));
  }
  private against(cell: number, heading: number): boolean {
    const direction = (heading % 2 === 0 ? this.eastWest : this.northSouth)[cell]!;
    return direction !== none && direction !== heading;
  }
  private neighbour(cell: number, heading: number): number {
    const column = cell % this.width;
    if ((heading === 0 && column === this.width - 1) || (heading === 2 && column === 0)) return -1;
    const next = cell + headingOffsets(this.width)[heading]!;
    return next >= 0 && next < this.kind.length ? next : -1;
  }
}

function laneBit(heading: number): number {
  return heading === none ? 0 : 1 << heading;
}
