// Imports floors in the MovingAI grid format (Sturtevant 2012), as the League of Robot Runners uses it: `.`, `G`, `S`, `E`
// are free, `@`, `O`, `T`, `W` blocked. A plain map has no stations; the caller places them.
import { CellKind, type Floor, headingOffsets, type StationKind, type StationSite } from "../model/index.ts";
import { checkFloor } from "./check-floor.ts";
import { cellLimit, type FloorProblem, type FloorResult, optionProblem, zoneLimit } from "./problem.ts";
import { podPlaceZones } from "./zones.ts";

/** A cell as [column, row], both from 0; row 0 is north. */
export type CellPosition = readonly [column: number, row: number];

export interface MapStation {
  readonly name: string;
  readonly kind: StationKind;
  readonly workCell: CellPosition;
  /** One-way lane into the work cell, nearest to it first; each cell next to the one before. */
  readonly queueCells?: readonly CellPosition[];
}

export interface MapPlacements {
  readonly podPlaces?: readonly CellPosition[];
  readonly stations?: readonly MapStation[];
  readonly chargers?: readonly CellPosition[];
  readonly zoneCount?: number;
  readonly cellMetres?: number;
}

/** A floor, with the cells that the map itself marks: `E` (emitters, where errands begin or end) and `S` (service points). */
export type MapResult =
  | (Extract<FloorResult, { readonly ok: true }> & {
      readonly emitters: Int32Array;
      readonly servicePoints: Int32Array;
    })
  | Extract<FloorResult, { readonly ok: false }>;

/**
 * Reads a map and places pod places, stations and chargers on it. Cells that are cut off are reported in `check` and are
 * no fault: public maps have such pockets. Text problems come with line and column, counted from 1.
 */
export function parseMovingAiMap(text: string, placements: MapPlacements = {}): MapResult {
  const grid = readGrid(text);
  if (!grid.ok) return grid;
  const placed = placeAll(grid, placements);
  if (!placed.ok) return placed;
  const { zoneCount = 1, cellMetres = 1 } = placements;
  const { width, height, kind } = grid;
  const { podPlaces, chargers, stations } = placed;
  const lanes = new Uint8Array(kind.length);
  const bare = {
    width,
    height,
    kind,
    exits: mapExits(grid, stations),
    lanes,
    podPlaces,
    chargers,
    stations,
    cellMetres,
  };
  const floor: Floor = { ...bare, zone: podPlaceZones(bare, zoneCount), zoneCount };
  const { emitters, servicePoints } = grid;
  return { ok: true, floor, check: checkFloor(floor), emitters, servicePoints };
}

interface Grid {
  readonly ok: true;
  readonly width: number;
  readonly height: number;
  readonly kind: Uint8Array;
  readonly emitters: Int32Array;
  readonly servicePoints: Int32Array;
}
type Failure = Extract<FloorResult, { readonly ok: false }>;

function textProblem(line: number, column: number, expected: string, found: string): Failure {
  return { ok: false, problems: [{ kind: "text", line, column, expected, found }] };
}

const headerLines = 4;

function readGrid(text: string): Grid | Failure {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  while (lines.length > 0 && lines[lines.length - 1]!.trim() === "") lines.pop();
  if (!/^type\s+\S+\s*$/.test(lines[0] ?? "")) return textProblem(1, 1, '"type octile"', shown(lines[0]));
  const size: Record<string, number> = {};
  for (const [index, name] of ["height", "width"].entries()) {
    const line = lines[index + 1] ?? "";
    const match = /^(height|width)\s+(\d{1,9})\s*$/.exec(line);
    if (match === null || match[1] in size || Number(match[2]) < 1) {
      return textProblem(index + 2, 1, `"${name}" and a number of at least 1`, shown(line));
    }
    size[match[1]!] = Number(match[2]);
  }
  if ((lines[3] ?? "").trim() !== "map") return textProblem(4, 1, '"map"', shown(lines[3]));
  const width = size.width!;
  const height = size.height!;
  if (width * height > cellLimit) {
    return textProblem(2, 1, `a map of at most ${cellLimit} cells`, `${width} × ${height}`);
  }
  const found = lines.length - headerLines;
  if (found !== height) {
    return textProblem(headerLines + Math.min(found, height) + 1, 1, `${height} rows`, `${found} rows`);
  }
  return readRows(lines, width, height);
}

function readRows(lines: readonly string[], width: number, height: number): Grid | Failure {
  const kind = new Uint8Array(width * height);
  const emitters: number[] = [];
  const servicePoints: number[] = [];
  for (let row = 0; row < height; row += 1) {
    const line = lines[headerLines + row]!;
    const lineNumber = headerLines + row + 1;
    if (line.length !== width) {
      return textProblem(
        lineNumber,
        Math.min(line.length, width) + 1,
        `${width} cells`,
        `${line.length} cells`,
      );
    }
    for (let column = 0; column < width; column += 1) {
      const letter = line[column]!;
      const cell = row * width + column;
      if (".GSE".includes(letter)) kind[cell] = CellKind.aisle;
      else if (!"@OTW".includes(letter)) {
        return textProblem(
          lineNumber,
          column + 1,
          "one of . G S E (free) or @ O T W (blocked)",
          shown(letter),
        );
      }
      if (letter === "E") emitters.push(cell);
      if (letter === "S") servicePoints.push(cell);
    }
  }
  return {
    ok: true,
    width,
    height,
    kind,
    emitters: Int32Array.from(emitters),
    servicePoints: Int32Array.from(servicePoints),
  };
}

function shown(text: string | undefined): string {
  if (text === undefined) return "the end of the file";
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

interface Placed {
  readonly ok: true;
  readonly podPlaces: Int32Array;
  readonly chargers: Int32Array;
  readonly stations: readonly StationSite[];
}

/** Marks the placed cells in the grid's kinds; each must be free and not taken yet. */
function placeAll(grid: Grid, placements: MapPlacements): Placed | Failure {
  const { width, height, kind } = grid;
  const problems: FloorProblem[] = [];
  const place = (option: string, position: CellPosition, as: CellKind): number => {
    const [column, row] = position;
    const inside = isIndex(column, width) && isIndex(row, height);
    const cell = inside ? row * width + column : -1;
    if (!inside)
      problems.push(optionProblem(option, `[column, row] inside ${width} × ${height}`, `[${position}]`));
    else if (kind[cell] !== CellKind.aisle) {
      const found = kind[cell] === CellKind.blocked ? "a blocked cell" : "a cell already placed";
      problems.push(optionProblem(option, `a free cell at [${position}]`, found));
    } else kind[cell] = as;
    return cell;
  };
  const placeList = (option: string, positions: readonly CellPosition[], as: CellKind) =>
    Int32Array.from(positions, (position, i) => place(`${option}[${i}]`, position, as)).sort();

  const podPlaces = placeList("podPlaces", placements.podPlaces ?? [], CellKind.podPlace);
  const chargers = placeList("chargers", placements.chargers ?? [], CellKind.charger);
  const stations = (placements.stations ?? []).map((station, i): StationSite => {
    const option = `stations[${i}]`;
    const workCell = place(`${option}.workCell`, station.workCell, CellKind.work);
    const queueCells = Int32Array.from(station.queueCells ?? [], (position, k) =>
      place(`${option}.queueCells[${k}]`, position, CellKind.queue),
    );
    checkChain(grid, option, workCell, queueCells, problems);
    return { name: station.name, kind: station.kind, workCell, queueCells };
  });
  const { zoneCount = 1, cellMetres = 1 } = placements;
  if (!isIndex(zoneCount - 1, zoneLimit))
    problems.push(optionProblem("zoneCount", `1 … ${zoneLimit}`, zoneCount));
  if (!(cellMetres > 0)) problems.push(optionProblem("cellMetres", "more than 0", cellMetres));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, podPlaces, chargers, stations };
}

function isIndex(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < limit;
}

function checkChain(
  grid: Grid,
  option: string,
  workCell: number,
  queueCells: Int32Array,
  problems: FloorProblem[],
): void {
  let ahead = workCell;
  for (const [k, cell] of queueCells.entries()) {
    if (cell >= 0 && ahead >= 0 && headingBetween(grid.width, cell, ahead) < 0) {
      problems.push(
        optionProblem(`${option}.queueCells[${k}]`, "a cell next to the one ahead of it", "a gap"),
      );
    }
    ahead = cell;
  }
}

/** Heading from a cell to its neighbour, or −1 if they are not side by side. */
function headingBetween(width: number, from: number, to: number): number {
  const heading = headingOffsets(width).indexOf(to - from);
  const sameRow = Math.floor(from / width) === Math.floor(to / width);
  return heading >= 0 && sameRow === (heading % 2 === 0 || width === 1) ? heading : -1;
}

/** Everything free is open both ways, but queue lanes lead only onwards and nothing cuts into them. */
function mapExits(grid: Grid, stations: readonly StationSite[]): Uint8Array {
  const { width, height, kind } = grid;
  const offsets = headingOffsets(width);
  const aheadOf = new Int32Array(kind.length).fill(-1);
  const behind = new Int32Array(kind.length).fill(-1);
  for (const { workCell, queueCells } of stations) {
    let ahead = workCell;
    for (const cell of queueCells) {
      aheadOf[cell] = ahead;
      behind[ahead] = cell;
      ahead = cell;
    }
  }
  const exits = new Uint8Array(kind.length);
  for (let cell = 0; cell < kind.length; cell += 1) {
    if (kind[cell] === CellKind.blocked) continue;
    for (let heading = 0; heading < 4; heading += 1) {
      const column = cell % width;
      if ((heading === 0 && column === width - 1) || (heading === 2 && column === 0)) continue;
      const next = cell + offsets[heading]!;
      if (next < 0 || next >= width * height || kind[next] === CellKind.blocked) continue;
      if (aheadOf[cell]! >= 0 && aheadOf[cell] !== next) continue;
      if (behind[next]! >= 0 && behind[next] !== cell) continue;
      // Out of a work cell, not back into its own queue.
      if (behind[cell] === next) continue;
      exits[cell]! |= 1 << heading;
    }
  }
  return exits;
}
