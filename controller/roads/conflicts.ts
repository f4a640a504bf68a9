// Which places two robots may not use at the same time: those whose covered areas come closer than the margin. Found with a
// grid of squares over each map, so that only neighbours are compared.
import { type Area, areaDistance } from "./shapes.ts";

/** What is covered while a place is used; places of different maps never meet. */
export interface Coverage {
  readonly map: number;
  readonly areas: readonly Area[];
}

/** Row p holds `places[start[p]] … places[start[p + 1] − 1]`, ascending; symmetric; a place that can be used conflicts with itself. */
export interface ConflictTable {
  readonly start: Int32Array;
  readonly places: Int32Array;
}

/** Edge of a grid square, metres: about the length of a robot and a road. */
const squareMetres = 2;

/**
 * Conflicts of places with a margin in metres, and of all places of a group with each other. A place without areas cannot be used and conflicts with nothing.
 * Time grows with the overlaps, not with the square of the places.
 */
export function findConflicts(
  coverages: readonly Coverage[],
  marginMetres: number,
  groups: readonly (readonly number[])[] = [],
): ConflictTable {
  const squares = new Map<string, number[]>();
  const boxes = coverages.map(({ areas }) => areas.map((area) => boxOf(area, marginMetres / 2)));
  coverages.forEach(({ map }, place) => {
    for (const box of boxes[place]!) {
      for (const key of keysOf(map, box)) {
        const list = squares.get(key);
        if (list === undefined) squares.set(key, [place]);
        else if (list[list.length - 1] !== place) list.push(place);
      }
    }
  });
  const rows: number[][] = coverages.map(({ areas }, place) => (areas.length > 0 ? [place] : []));
  const seenBy = new Int32Array(coverages.length).fill(-1);
  coverages.forEach(({ map, areas }, place) => {
    for (const box of boxes[place]!) {
      for (const key of keysOf(map, box)) {
        for (const other of squares.get(key)!) {
          if (other <= place || seenBy[other] === place) continue;
          seenBy[other] = place;
          if (!meet(areas, boxes[place]!, coverages[other]!.areas, boxes[other]!, marginMetres)) continue;
          rows[place]!.push(other);
          rows[other]!.push(place);
        }
      }
    }
  });
  for (const group of groups)
    for (const place of group) rows[place] = [...new Set([...rows[place]!, ...group])];
  const start = new Int32Array(coverages.length + 1);
  rows.forEach((row, place) => {
    start[place + 1] = start[place]! + row.length;
  });
  const places = new Int32Array(start[coverages.length]!);
  rows.forEach((row, place) => {
    places.set(
      row.sort((a, b) => a - b),
      start[place]!,
    );
  });
  return { start, places };
}

type Box = readonly [left: number, low: number, right: number, high: number];

function boxOf({ corners, radius }: Area, grow: number): Box {
  let [left, low, right, high] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < corners.length; i += 2) {
    left = Math.min(left, corners[i]!);
    right = Math.max(right, corners[i]!);
    low = Math.min(low, corners[i + 1]!);
    high = Math.max(high, corners[i + 1]!);
  }
  const by = radius + grow;
  return [left - by, low - by, right + by, high + by];
}

function* keysOf(map: number, [left, low, right, high]: Box): Iterable<string> {
  const square = (metres: number) => Math.floor(metres / squareMetres);
  for (let column = square(left); column <= square(right); column += 1)
    for (let row = square(low); row <= square(high); row += 1) yield `${map}/${column}/${row}`;
}

function meet(
  a: readonly Area[],
  aBoxes: readonly Box[],
  b: readonly Area[],
  bBoxes: readonly Box[],
  marginMetres: number,
): boolean {
  return a.some((area, i) =>
    b.some((other, k) => {
      const [p, q] = [aBoxes[i]!, bBoxes[k]!];
      if (p[0] > q[2] || q[0] > p[2] || p[1] > q[3] || q[1] > p[3]) return false;
      return areaDistance(area, other) < marginMetres;
    }),
  );
}
