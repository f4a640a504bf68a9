// Maps of league instances: MovingAI's format.
import { type LeagueFault, type LeagueResult, leagueFault, resultOf, withoutMark } from "./league-fault.ts";

export interface LeagueMap {
  readonly width: number;
  readonly height: number;
  /** 1 = obstacle; cell id = row * width + column. */
  readonly blocked: Uint8Array;
}

/** The planner keeps some hundred bytes per cell. */
const cellsMax = 4_000_000;
const headerLines = 4;

/** Reads a MovingAI map: `@`, `T`, `O`, `W` are obstacles; `.`, `G`, `S`, `E` are free. */
export function parseLeagueMap(file: string, text: string): LeagueResult<LeagueMap> {
  const lines = withoutMark(text).split(/\r?\n/);
  const head = lines.slice(0, headerLines);
  const lineOf = (word: string) => head.findIndex((line) => line.startsWith(word));
  const sizeOf = (word: string): number => {
    const size = head[lineOf(word)]?.slice(word.length).trim() ?? "";
    return /^\d+$/.test(size) ? Number(size) : 0;
  };
  const height = sizeOf("height");
  const width = sizeOf("width");
  const start = lines.findIndex((line) => line.trim() === "map") + 1;
  if (height === 0 || width === 0 || start === 0) {
    const message = "expected the header lines: type octile, height H, width W, map";
    return { ok: false, faults: [leagueFault(file, 1, message)] };
  }
  const size = sizeFault(file, lines, start, { height, width, heightLine: lineOf("height") + 1 });
  const readable = Math.min(height, rowCount(lines, start));
  const faults: LeagueFault[] = size === null ? [] : [size];
  if (width * height > cellsMax) return { ok: false, faults };
  const blocked = new Uint8Array(width * height);
  for (let row = 0; row < readable; row += 1) {
    const line = lines[start + row]!;
    const complain = (message: string) => faults.push(leagueFault(file, start + row + 1, message));
    if (line.length < width) {
      complain(
        `row ${row}: expected ${width} characters, found ${line.length}; fill it up or correct the width`,
      );
      continue;
    }
    for (let column = 0; column < width; column += 1) {
      const letter = line[column]!;
      if ("@TOW".includes(letter)) blocked[row * width + column] = 1;
      else if (!".GSE".includes(letter)) {
        complain(`column ${column + 1}: expected one of @ T O W . G S E, found "${letter}"`);
      }
    }
  }
  return resultOf(faults, () => ({ width, height, blocked }));
}

interface HeaderSize {
  readonly height: number;
  readonly width: number;
  readonly heightLine: number;
}

/** What the header says against what is there, before anything of that size is made. */
function sizeFault(
  file: string,
  lines: readonly string[],
  start: number,
  { height, width, heightLine }: HeaderSize,
): LeagueFault | null {
  const rows = rowCount(lines, start);
  if (rows < height) {
    const where = `the file ends where row ${rows} should be`;
    const message = `the header says ${height} rows, the file has ${rows}: ${where}; add what is missing or write height ${rows}`;
    return leagueFault(file, heightLine, message);
  }
  if (width * height <= cellsMax) return null;
  const expected = `at most ${cellsMax} cells`;
  return leagueFault(
    file,
    heightLine,
    `expected ${expected}, found ${height} × ${width}; cut the map into parts`,
  );
}

/** Lines after the header, blank ones at the end left out. */
function rowCount(lines: readonly string[], start: number): number {
  let end = lines.length;
  while (end > start && lines[end - 1]!.trim() === "") end -= 1;
  return end - start;
}
