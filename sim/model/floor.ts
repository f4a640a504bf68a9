// The floor: a grid of cells, what each cell is for, and which way robots may drive. Plain data, made once per
// scenario by the generator or a map import and never changed while a run goes on.
import type { Racks } from "./racks.ts";
import type { Chutes } from "./sorter.ts";

/** East, south, west, north; +1 turns clockwise. The order is that of the League of Robot Runners. */
export const Heading = { east: 0, south: 1, west: 2, north: 3 } as const;
export type Heading = (typeof Heading)[keyof typeof Heading];

/** What a cell is for. `podPlace` cells hold at most one stored pod per level; unladen robots may drive beneath it. */
export const CellKind = { blocked: 0, aisle: 1, podPlace: 2, work: 3, queue: 4, charger: 5 } as const;
export type CellKind = (typeof CellKind)[keyof typeof CellKind];

export const StationKind = { pick: 0, replenish: 1 } as const;
export type StationKind = (typeof StationKind)[keyof typeof StationKind];

/** A station as a place: the work cell where a pod is served, and its queue cells, nearest to the work cell first. */
export interface StationSite {
  readonly name: string;
  readonly kind: StationKind;
  readonly workCell: number;
  readonly queueCells: Int32Array;
}

/**
 * A floor of `width × height` cells. A cell's id is `row * width + column`; row 0 is north.
 * `exits[cell]` has bit `1 << heading` set where a robot may leave the cell in that heading (hard; never leads off the
 * floor or into a blocked cell). `lanes[cell]` marks headings that traffic should prefer there (soft; 0 = no
 * preference): the opposite of a marked heading, unless marked itself, goes against the lane; sideways is neutral. A laden robot may enter a `podPlace` or `charger` cell only where that cell is its own goal.
 */
export interface Floor {
  readonly width: number;
  readonly height: number;
  readonly kind: Uint8Array;
  readonly exits: Uint8Array;
  readonly lanes: Uint8Array;
  /** Slotting zone of each pod cell, 0 = nearest to the pick stations; 255 elsewhere. See `zoneOfPlace`. */
  readonly zone: Uint8Array;
  readonly zoneCount: number;
  /** Cell of each pod place; with tall racks a cell stands here once for every level. */
  readonly podPlaces: Int32Array;
  /** Tall racks over the pod cells; left out = every pod stands on the floor. */
  readonly racks?: Racks;
  /** Chutes of a sorter floor; such a floor has no pods. */
  readonly chutes?: Chutes;
  readonly chargers: Int32Array;
  readonly stations: readonly StationSite[];
  /** Edge of a cell in metres. */
  readonly cellMetres: number;
}

/** Cell offset of one step in each heading on a floor of this width: east, south, west, north. */
export function headingOffsets(width: number): readonly [number, number, number, number] {
  return [1, width, -1, -width];
}

/** Quarter turns (0, 1 or 2) between two headings. */
export function quarterTurns(from: number, to: number): number {
  const difference = (to - from + 4) & 3;
  return difference === 3 ? 1 : difference;
}
