// A floor's cells as nodes of orders: names, places in metres, headings as angles.
import type { Floor } from "../../sim/model/index.ts";
import { CellKind } from "../../sim/model/index.ts";
import type { Action, RouteNode } from "../vda5050/index.ts";
import type { SiteMap } from "./live-site-port.ts";

/** Angles of east, south, west, north: x to the east, y to the north. */
const angles = [0, -Math.PI / 2, Math.PI, Math.PI / 2] as const;

export class GridMap implements SiteMap {
  constructor(
    readonly floor: Floor,
    readonly mapId: string,
    readonly bodyRadius = floor.cellMetres / 2,
  ) {}

  get placeCount(): number {
    return this.floor.kind.length;
  }
  /** Centre of a cell; the floor's south-west corner is the origin. */
  centre(cell: number): { readonly x: number; readonly y: number } {
    const { width, height, cellMetres } = this.floor;
    const row = Math.floor(cell / width);
    return { x: ((cell % width) + 0.5) * cellMetres, y: (height - row - 0.5) * cellMetres };
  }
  node(cell: number, actions: readonly Action[] = []): RouteNode {
    return { nodeId: `c${cell}`, ...this.centre(cell), mapId: this.mapId, actions };
  }
  placeOfNode(nodeId: string): number {
    const cell = /^c\d+$/.test(nodeId) ? Number(nodeId.slice(1)) : -1;
    return cell < this.placeCount ? cell : -1;
  }
  /** The cell around a place; −1 off the floor and where nobody can be. */
  placeAt(x: number, y: number): number {
    const { width, height, cellMetres, kind } = this.floor;
    const column = Math.floor(x / cellMetres);
    const row = height - 1 - Math.floor(y / cellMetres);
    if (column < 0 || column >= width || row < 0 || row >= height) return -1;
    const cell = row * width + column;
    return kind[cell] === CellKind.blocked ? -1 : cell;
  }
  placesAround(x: number, y: number): readonly number[] {
    const { cellMetres } = this.floor;
    const reach = Math.ceil(this.bodyRadius / cellMetres);
    const cells = new Set<number>();
    for (let row = -reach; row <= reach; row += 1) {
      for (let column = -reach; column <= reach; column += 1) {
        // The nearest point of the cell that lies so many cells away.
        const [nearX, nearY] = [this.nearest(x, column), this.nearest(y, row)];
        if (Math.hypot(nearX - x, nearY - y) >= this.bodyRadius) continue;
        const cell = this.placeAt(x + column * cellMetres, y + row * cellMetres);
        if (cell >= 0) cells.add(cell);
      }
    }
    return [...cells];
  }
  /** The nearest point, along one axis, of the cell so many cells further on. */
  private nearest(at: number, offset: number): number {
    const { cellMetres } = this.floor;
    const index = Math.floor(at / cellMetres) + offset;
    return Math.min((index + 1) * cellMetres, Math.max(index * cellMetres, at));
  }
  distanceToCentre(cell: number, x: number, y: number): number {
    const centre = this.centre(cell);
    return Math.hypot(x - centre.x, y - centre.y);
  }
  /** The nearest of the four headings. */
  headingOf(theta: number): number {
    const quarters = Math.round(theta / (Math.PI / 2));
    return ((-quarters % 4) + 4) % 4;
  }
  angleOf(heading: number): number {
    return angles[heading]!;
  }
}
