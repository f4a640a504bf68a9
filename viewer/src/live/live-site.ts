// What stands still on a site, in metres: read from a server, a fleet file or a layout.
import { CellKind, type Floor } from "../../../sim/model/index.ts";

export interface SitePlace {
  readonly name: string;
  readonly kind: "pick" | "replenish" | "charger";
  readonly x: number;
  readonly y: number;
}

export interface LiveSite {
  /** Empty: of all maps. */
  readonly mapId: string;
  /** Cells; the south-west corner of the last row is (0, 0). Null: a free-form layout. */
  readonly grid: Floor | null;
  /** Ways in metres: x, y, x, y for each. */
  readonly roads: readonly (readonly [number, number, number, number])[];
  readonly places: readonly SitePlace[];
}

/** A floor of one kind of cell, without anything on it. */
export function plainFloor(width: number, height: number, cellMetres: number, kind: Uint8Array): Floor {
  return {
    width,
    height,
    kind,
    exits: new Uint8Array(width * height),
    lanes: new Uint8Array(width * height),
    zone: new Uint8Array(width * height).fill(255),
    zoneCount: 0,
    podPlaces: new Int32Array(0),
    chargers: Int32Array.from([...kind.keys()].filter((cell) => kind[cell] === CellKind.charger)),
    stations: [],
    cellMetres,
  };
}
