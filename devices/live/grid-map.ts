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
