// The lists of a league instance: start cells of the robots, and tasks.
import {
  faultsListed,
  type LeagueFault,
  type LeagueResult,
  leagueFault,
  resultOf,
  withoutMark,
} from "./league-fault.ts";
import type { LeagueMap } from "./league-map.ts";

/** Errands of task i are `cells[start[i]] … cells[start[i + 1] − 1]`. */
export interface LeagueTasks {
  readonly count: number;
  readonly start: Int32Array;
  readonly cells: Int32Array;
}

interface ContentLine {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/** Content lines (without comments and blanks) with their line numbers. */
export function contentLines(text: string): readonly ContentLine[] {
  return withoutMark(text)
    .split(/\r?\n/)
    .map((raw, index) => ({ text: raw.trim(), line: index + 1 }))
    .filter((entry) => entry.text !== "" && !entry.text.startsWith("#"));
}

/** A cell id, or what is wrong with it; without a map only its form is looked at. */
function parseCell(map: LeagueMap | null, word: string): number | string {
  if (!/^\d+$/.test(word.trim())) return `expected a cell id, found "${word}"`;
  const cell = Number(word);
  if (map === null) return cell;
  if (cell >= map.blocked.length) {
    const last = map.blocked.length - 1;
    return `cell ${cell} is off the map (0..${last}); an id is row × ${map.width} + column`;
  }
  if (map.blocked[cell]) {
    return `cell ${cell} (row ${Math.floor(cell / map.width)}, column ${cell % map.width}) is an obstacle`;
  }
  return cell;
}

/** The count on the first line, −1 where there is none. */
function countOf(lines: readonly ContentLine[]): number {
  const text = lines[0]?.text ?? "";
  return /^\d+$/.test(text) ? Number(text) : -1;
}

/**
 * Reads the agents file: a count, then one start cell per robot, of which the first `teamSize` are used (null = all).
 * Without a map only the form is looked at.
 */
export function parseStarts(
  file: string,
  text: string,
  map: LeagueMap | null,
  teamSize: number | null,
): LeagueResult<Int32Array> {
  const lines = contentLines(text);
  const head = lines[0]?.line ?? 1;
  const count = countOf(lines);
  if (count < 0) {
    const found = lines[0] === undefined ? "an empty file" : `"${lines[0].text}"`;
    return { ok: false, faults: [leagueFault(file, head, `expected the number of robots, found ${found}`)] };
  }
  const rows = lines.length - 1;
  const team = teamSize ?? count;
  const found = Math.min(count, rows);
  if (found < team) {
    const message = `expected ${team} robots (teamSize), found ${found}; add start cells or lower teamSize`;
    return { ok: false, faults: [leagueFault(file, head, message)] };
  }
  const faults: LeagueFault[] = [];
  if (rows > count) {
    const message = `expected ${count} start cells as line ${head} says, found ${rows}; correct the count or drop the rest`;
    faults.push(leagueFault(file, lines[count + 1]!.line, message));
  }
  const starts = new Int32Array(team);
  const firstLine = new Map<number, number>();
  for (let robot = 0; robot < team && faults.length < faultsListed; robot += 1) {
    const entry = lines[robot + 1]!;
    const cell = parseCell(map, entry.text);
    if (typeof cell === "string") {
      faults.push(leagueFault(file, entry.line, `robot ${robot}: ${cell}`));
      continue;
    }
    const other = firstLine.get(cell);
    if (other !== undefined) {
      const message = `robot ${robot} starts on cell ${cell}, as the robot on line ${other} does; give one of them another`;
      faults.push(leagueFault(file, entry.line, message));
    } else firstLine.set(cell, entry.line);
    starts[robot] = cell;
  }
  return resultOf(faults, () => starts);
}

/** Reads the tasks file: a count, then one task per line, its errand cells separated by commas. */
export function parseTasks(file: string, text: string, map: LeagueMap | null): LeagueResult<LeagueTasks> {
  const lines = contentLines(text);
  const head = lines[0]?.line ?? 1;
  const count = countOf(lines);
  if (count < 1) {
    const found = lines[0] === undefined ? "an empty file" : `"${lines[0].text}"`;
    const message = `expected the number of tasks, at least 1, found ${found}`;
    return { ok: false, faults: [leagueFault(file, head, message)] };
  }
  const rows = lines.length - 1;
  if (rows < count) {
    const message = `expected ${count} tasks, found ${rows}; add the others or correct the count`;
    return { ok: false, faults: [leagueFault(file, head, message)] };
  }
  const faults: LeagueFault[] = [];
  if (rows > count) {
    const message = `expected ${count} tasks as line ${head} says, found ${rows}; correct the count or drop the rest`;
    faults.push(leagueFault(file, lines[count + 1]!.line, message));
  }
  const start = new Int32Array(count + 1);
  const cells: number[] = [];
  for (let task = 0; task < count && faults.length < faultsListed; task += 1) {
    const entry = lines[task + 1]!;
    for (const word of entry.text.split(",")) {
      const cell = parseCell(map, word);
      if (typeof cell === "string") faults.push(leagueFault(file, entry.line, `task ${task}: ${cell}`));
      else cells.push(cell);
    }
    start[task + 1] = cells.length;
  }
  return resultOf(faults, () => ({ count, start, cells: Int32Array.from(cells) }));
}
