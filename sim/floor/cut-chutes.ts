// Makes a sorter floor of a storage floor: every pod cell becomes a hole with a chute beneath it, that robots tip into from the
// aisles beside it.
import { CellKind, type Floor, headingOffsets, StationKind } from "../model/index.ts";

/** The same floor with chutes instead of pods; holes in the order of their cells. Blocks must be one cell wide and high. */
export function cutChutes(floor: Floor): Floor {
  const { width, podPlaces } = floor;
  const kind = floor.kind.slice();
  const exits = floor.exits.slice();
  const offsets = headingOffsets(width);
  for (const hole of podPlaces) {
    kind[hole] = CellKind.blocked;
    exits[hole] = 0;
    for (let heading = 0; heading < 4; heading += 1) {
      const beside = hole - offsets[heading]!;
      if (beside >= 0 && beside < exits.length) exits[beside]! &= ~(1 << heading);
    }
  }
  const hole = podPlaces.slice().sort();
  return {
    ...floor,
    kind,
    exits,
    podPlaces: new Int32Array(0),
    zone: floor.zone.slice().fill(255),
    // People at every station put parcels on trays, whichever side it stands on.
    stations: floor.stations.map((site, i) => ({ ...site, kind: StationKind.pick, name: `I${i + 1}` })),
    chutes: { count: hole.length, hole, tipCells: tipCells(floor, hole) },
  };
}

/** Aisle cells beside each hole, without the ring road around the field, on which a robot that tips would hold up all. */
function tipCells({ width, kind }: Floor, holes: Int32Array): readonly Int32Array[] {
  const rowOf = (cell: number) => Math.floor(cell / width);
  const left = holes.reduce((least, hole) => Math.min(least, hole % width), width);
  const right = holes.reduce((most, hole) => Math.max(most, hole % width), 0);
  const [top, bottom] = [rowOf(holes[0]!), rowOf(holes[holes.length - 1]!)];
  return Array.from(holes, (hole) => {
    const beside = [hole - width, hole - 1, hole + 1, hole + width].filter(
      (cell) => kind[cell] === CellKind.aisle,
    );
    const inner = beside.filter((cell) => {
      return cell % width >= left && cell % width <= right && rowOf(cell) >= top && rowOf(cell) <= bottom;
    });
    // A single row or column of holes has only the ring road on some sides.
    return Int32Array.from(inner.length > 0 ? inner : beside);
  });
}
