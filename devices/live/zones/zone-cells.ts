// Zones on a floor of cells: blocked ones are taken out of the floor, release zones become groups of cells for one robot at a
// time.
import { CellKind, type Floor, headingOffsets } from "../../../sim/model/index.ts";
import type { MapPoint, Zone, ZonePlan } from "../../vda5050/index.ts";
import type { SiteMap } from "../live-site-port.ts";

export interface ZoneCells {
  /** The floor without cells and ways that touch blocked zones. */
  readonly floor: Floor;
  /** Group of release zones that each cell belongs to; −1 = none. */
  readonly groupOf: Int32Array;
  readonly groupCount: number;
  /** Cells outside each group that can be driven to from within. */
  readonly edgeOf: readonly (readonly number[])[];
}

/**
 * Release zones that overlap, or that a robot can go from one to the other without a cell between, are one group: else two
 * robots could each stand in the zone that the other wants.
 * @param clearance metres around the middle of a cell that a robot there takes up.
 */
export function zoneCells(floor: Floor, map: SiteMap, plan: ZonePlan, clearance: number): ZoneCells {
  const count = floor.kind.length;
  const at = Array.from(
    { length: count },
    (_, cell): MapPoint => ({ ...map.centre(cell), mapId: map.mapId }),
  );
  const isBlocked = (from: number, to: number) =>
    plan.touched("BLOCKED", at[from]!, at[to]!, clearance).length > 0;
  const kind = floor.kind.map((each, cell) => (isBlocked(cell, cell) ? CellKind.blocked : each));
  const exits = floor.exits.slice();
  const offsets = headingOffsets(floor.width);
  const groups = new Groups(count);
  const isRelease = new Uint8Array(count);
  const zoneCell = new Map<string, number>();
  const join = (cell: number, zones: readonly { readonly zoneId: string }[]) => {
    for (const { zoneId } of zones) {
      isRelease[cell] = 1;
      const first = zoneCell.get(zoneId);
      if (first === undefined) zoneCell.set(zoneId, cell);
      else groups.join(first, cell);
    }
  };
  const own = at.map((place) => plan.touched("RELEASE", place, place, clearance));
  const touches = (zone: Zone, cell: number) => own[cell]!.includes(zone);
  for (let cell = 0; cell < count; cell += 1) {
    if (kind[cell] === CellKind.blocked) {
      exits[cell] = 0;
      continue;
    }
    join(cell, own[cell]!);
    for (const [heading, offset] of offsets.entries()) {
      const bit = 1 << heading;
      if ((exits[cell]! & bit) === 0) continue;
      const next = cell + offset;
      if (kind[next] === CellKind.blocked || isBlocked(cell, next)) {
        exits[cell]! &= ~bit;
        continue;
      }
      // A zone that only the way between two cells touches is entered with either.
      const between = plan
        .touched("RELEASE", at[cell]!, at[next]!, clearance)
        .filter((zone) => !touches(zone, cell) && !touches(zone, next));
      join(cell, between);
      join(next, between);
    }
  }
  for (let cell = 0; cell < count; cell += 1)
    for (const [heading, offset] of offsets.entries())
      if ((exits[cell]! & (1 << heading)) !== 0 && isRelease[cell] === 1 && isRelease[cell + offset] === 1)
        groups.join(cell, cell + offset);
  const names = new Map<number, number>();
  const groupOf = Int32Array.from(isRelease, (yes, cell) => {
    if (yes === 0) return -1;
    const root = groups.root(cell);
    if (!names.has(root)) names.set(root, names.size);
    return names.get(root)!;
  });
  const edges = Array.from(names, () => new Set<number>());
  for (let cell = 0; cell < count; cell += 1) {
    if (groupOf[cell] === -1) continue;
    for (const [heading, offset] of offsets.entries())
      if ((exits[cell]! & (1 << heading)) !== 0 && groupOf[cell + offset] !== groupOf[cell])
        edges[groupOf[cell]!]!.add(cell + offset);
  }
  return {
    floor: { ...floor, kind, exits },
    groupOf,
    groupCount: names.size,
    edgeOf: edges.map((edge) => [...edge]),
  };
}

/** Cells that belong together (union by path halving). */
class Groups {
  private readonly parent: Int32Array;

  constructor(count: number) {
    this.parent = Int32Array.from({ length: count }, (_, i) => i);
  }
  root(cell: number): number {
    const { parent } = this;
    let at = cell;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }
  join(a: number, b: number): void {
    this.parent[this.root(a)] = this.root(b);
  }
}
