// Instances of the League of Robot Runners (2023, 2024, 2026): a map, robots' start cells and a list of tasks, each a
// sequence of errands (cells to visit in order). Format: Start-Kit documentation of each year.
import { unreachableTasks } from "./reach.ts";

/** A located complaint about an input file. */
export interface LeagueFault {
  readonly file: string;
  /** 1-based; 0 where the fault is not on one line. */
  readonly line: number;
  readonly message: string;
}

export type LeagueResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly LeagueFault[] };

export interface LeagueMap {
  readonly width: number;
  readonly height: number;
  /** 1 = obstacle; cell id = row * width + column. */
  readonly blocked: Uint8Array;
}

/** Errands of task i are `cells[start[i]] … cells[start[i + 1] − 1]`. */
export interface LeagueTasks {
  readonly count: number;
  readonly start: Int32Array;
  readonly cells: Int32Array;
}

export type LeagueYear = 2023 | 2024 | 2026;

/** Random delays of the 2026 rules, in ticks. */
export interface LeagueDelays {
  readonly seed: number;
  readonly minDelay: number;
  readonly maxDelay: number;
  readonly eventModel: "bernoulli" | "poisson";
  readonly pDelay: number;
  readonly durationModel: "uniform" | "gaussian";
  readonly gaussMeanRatio: number;
  readonly gaussStdRatio: number;
}

export interface LeagueInstance {
  readonly name: string;
  readonly year: LeagueYear;
  readonly map: LeagueMap;
  /** Start cell per robot; every robot starts facing east. */
  readonly starts: Int32Array;
  readonly tasks: LeagueTasks;
  /** Unfinished tasks shown at any time, as a multiple of the team size. */
  readonly tasksReveal: number;
  /** 2026: ticks that a forward move or quarter turn takes; 1 otherwise. */
  readonly actionTicks: number;
  /** 2026: edge of the robot's square in cells; 1 otherwise. */
  readonly robotSize: number;
  readonly delays: LeagueDelays | null;
}

/** What the instance file itself says, before the files it names are read. */
export interface LeagueDescription {
  readonly mapFile: string;
  readonly agentFile: string;
  readonly taskFile: string;
  readonly teamSize: number;
  readonly tasksReveal: number;
  readonly year: LeagueYear;
  readonly actionTicks: number;
  readonly robotSize: number;
  readonly delays: LeagueDelays | null;
}

/** `maps/a.map:12: what is wrong` */
export function formatLeagueFault({ file, line, message }: LeagueFault): string {
  return line === 0 ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}

function fault(file: string, line: number, message: string): LeagueFault {
  return { file, line, message };
}

/** Reads the instance JSON. Faults name the field, what was expected and what was found. */
export function parseDescription(file: string, text: string): LeagueResult<LeagueDescription> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, faults: [fault(file, 0, `not valid JSON: ${(error as Error).message}`)] };
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return {
      ok: false,
      faults: [fault(file, 0, "expected a JSON object with mapFile, agentFile, taskFile")],
    };
  }
  const fields = json as Record<string, unknown>;
  const faults: LeagueFault[] = [];
  const complain = (name: string, expected: string) =>
    faults.push(fault(file, 0, `${name}: expected ${expected}, found ${JSON.stringify(fields[name])}`));

  const text_ = (name: string): string => {
    const value = fields[name];
    if (typeof value === "string" && value !== "") return value;
    complain(name, "a file name");
    return "";
  };
  const number = (
    source: Record<string, unknown>,
    name: string,
    expected: string,
    accept: (value: number) => boolean,
    fallback?: number,
  ): number => {
    const value = source[name] ?? fallback;
    if (typeof value === "number" && Number.isFinite(value) && accept(value)) return value;
    faults.push(fault(file, 0, `${name}: expected ${expected}, found ${JSON.stringify(source[name])}`));
    return fallback ?? 0;
  };
  const wholeFrom = (least: number) => (value: number) => Number.isInteger(value) && value >= least;

  const delayFields = fields.delayConfig;
  let year: LeagueYear = 2024;
  if (fields.agentCounter !== undefined || delayFields !== undefined) year = 2026;
  else if (fields.taskAssignmentStrategy !== undefined) year = 2023;
  else if (typeof fields.version === "string" && fields.version.includes("2026")) year = 2026;
  if (year === 2023 && fields.taskAssignmentStrategy !== "roundrobin") {
    complain("taskAssignmentStrategy", '"roundrobin"');
  }

  let delays: LeagueDelays | null = null;
  if (delayFields !== undefined) {
    if (typeof delayFields !== "object" || delayFields === null) complain("delayConfig", "an object");
    else {
      const source = delayFields as Record<string, unknown>;
      const eventModel = source.eventModel;
      const durationModel = source.durationModel;
      if (eventModel !== "bernoulli" && eventModel !== "poisson") {
        faults.push(
          fault(
            file,
            0,
            `delayConfig.eventModel: expected bernoulli or poisson, found ${JSON.stringify(eventModel)}`,
          ),
        );
      }
      if (durationModel !== "uniform" && durationModel !== "gaussian") {
        faults.push(
          fault(
            file,
            0,
            `delayConfig.durationModel: expected uniform or gaussian, found ${JSON.stringify(durationModel)}`,
          ),
        );
      }
      const minDelay = number(source, "minDelay", "a whole number ≥ 1", wholeFrom(1));
      delays = {
        seed: number(source, "seed", "a whole number", Number.isInteger, 0),
        minDelay,
        maxDelay: number(source, "maxDelay", `a whole number ≥ minDelay (${minDelay})`, wholeFrom(minDelay)),
        eventModel: eventModel === "poisson" ? "poisson" : "bernoulli",
        pDelay: number(source, "pDelay", "a probability 0..1", (value) => value >= 0 && value <= 1),
        durationModel: durationModel === "gaussian" ? "gaussian" : "uniform",
        gaussMeanRatio: number(
          source,
          "gaussMeanRatio",
          "a number in 0..1",
          (value) => value >= 0 && value <= 1,
          0.5,
        ),
        gaussStdRatio: number(source, "gaussStdRatio", "a number ≥ 0", (value) => value >= 0, 0),
      };
    }
  }
  const value: LeagueDescription = {
    mapFile: text_("mapFile"),
    agentFile: text_("agentFile"),
    taskFile: text_("taskFile"),
    teamSize: number(fields, "teamSize", "a whole number ≥ 1", wholeFrom(1)),
    tasksReveal: number(fields, "numTasksReveal", "a number ≥ 1", (reveal) => reveal >= 1, 1),
    year,
    actionTicks: number(fields, "agentCounter", "a whole number ≥ 1", wholeFrom(1), year === 2026 ? 10 : 1),
    robotSize: number(fields, "agentSize", "a number in 0..1", (size) => size > 0 && size <= 1, 1),
    delays,
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value };
}

/** Reads a MovingAI map: `@`, `T`, `O`, `W` are obstacles; `.`, `G`, `S`, `E` are free. */
export function parseLeagueMap(file: string, text: string): LeagueResult<LeagueMap> {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const sizeOf = (word: string): number => {
    const line = lines.slice(0, 4).find((candidate) => candidate.startsWith(word));
    return line === undefined ? Number.NaN : Number(line.slice(word.length).trim());
  };
  const height = sizeOf("height");
  const width = sizeOf("width");
  const start = lines.findIndex((line) => line.trim() === "map") + 1;
  if (!(Number.isInteger(height) && height > 0 && Number.isInteger(width) && width > 0) || start === 0) {
    return {
      ok: false,
      faults: [fault(file, 1, "expected the header lines: type octile, height H, width W, map")],
    };
  }
  const blocked = new Uint8Array(width * height);
  const faults: LeagueFault[] = [];
  for (let row = 0; row < height; row += 1) {
    const line = lines[start + row] ?? "";
    if (line.length < width) {
      faults.push(
        fault(file, start + row + 1, `row ${row}: expected ${width} characters, found ${line.length}`),
      );
      continue;
    }
    for (let column = 0; column < width; column += 1) {
      const letter = line[column]!;
      if ("@TOW".includes(letter)) blocked[row * width + column] = 1;
      else if (!".GSE".includes(letter)) {
        faults.push(
          fault(
            file,
            start + row + 1,
            `column ${column + 1}: expected one of @ T O W . G S E, found "${letter}"`,
          ),
        );
      }
    }
  }
  return faults.length > 0
    ? { ok: false, faults: faults.slice(0, 20) }
    : { ok: true, value: { width, height, blocked } };
}

/** Content lines (without comments and blanks) with their 1-based line numbers. */
function contentLines(text: string): { readonly text: string; readonly line: number }[] {
  return text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((raw, index) => ({ text: raw.trim(), line: index + 1 }))
    .filter((entry) => entry.text !== "" && !entry.text.startsWith("#"));
}

function parseCell(map: LeagueMap, word: string): number | string {
  const cell = Number(word);
  if (!Number.isInteger(cell) || word.trim() === "") return `expected a cell id, found "${word}"`;
  if (cell < 0 || cell >= map.blocked.length) {
    return `cell ${cell} is off the map (0..${map.blocked.length - 1})`;
  }
  if (map.blocked[cell]) {
    return `cell ${cell} (row ${Math.floor(cell / map.width)}, column ${cell % map.width}) is an obstacle`;
  }
  return cell;
}

/** Reads the agents file: a count, then one start cell per robot. */
export function parseStarts(
  file: string,
  text: string,
  map: LeagueMap,
  teamSize: number,
): LeagueResult<Int32Array> {
  const lines = contentLines(text);
  const count = Number(lines[0]?.text);
  if (!Number.isInteger(count)) {
    return { ok: false, faults: [fault(file, lines[0]?.line ?? 1, "expected the number of robots")] };
  }
  if (count < teamSize || lines.length - 1 < teamSize) {
    const found = Math.min(count, lines.length - 1);
    return {
      ok: false,
      faults: [fault(file, lines[0]!.line, `expected ${teamSize} robots (teamSize), found ${found}`)],
    };
  }
  const faults: LeagueFault[] = [];
  const starts = new Int32Array(teamSize);
  const firstLine = new Map<number, number>();
  for (let robot = 0; robot < teamSize; robot += 1) {
    const entry = lines[robot + 1]!;
    const cell = parseCell(map, entry.text);
    if (typeof cell === "string") {
      faults.push(fault(file, entry.line, `robot ${robot}: ${cell}`));
      continue;
    }
    const other = firstLine.get(cell);
    if (other !== undefined) {
      faults.push(
        fault(file, entry.line, `robot ${robot} starts on cell ${cell}, as the robot on line ${other} does`),
      );
    }
    firstLine.set(cell, entry.line);
    starts[robot] = cell;
  }
  return faults.length > 0 ? { ok: false, faults: faults.slice(0, 20) } : { ok: true, value: starts };
}

/** Reads the tasks file: a count, then one task per line, its errand cells separated by commas. */
export function parseTasks(file: string, text: string, map: LeagueMap): LeagueResult<LeagueTasks> {
  const lines = contentLines(text);
  const count = Number(lines[0]?.text);
  if (!Number.isInteger(count) || count < 1) {
    return {
      ok: false,
      faults: [fault(file, lines[0]?.line ?? 1, "expected the number of tasks, at least 1")],
    };
  }
  if (lines.length - 1 < count) {
    return {
      ok: false,
      faults: [fault(file, lines[0]!.line, `expected ${count} tasks, found ${lines.length - 1}`)],
    };
  }
  const faults: LeagueFault[] = [];
  const start = new Int32Array(count + 1);
  const cells: number[] = [];
  for (let task = 0; task < count; task += 1) {
    const entry = lines[task + 1]!;
    for (const word of entry.text.split(",")) {
      const cell = parseCell(map, word);
      if (typeof cell === "string") faults.push(fault(file, entry.line, `task ${task}: ${cell}`));
      else cells.push(cell);
    }
    start[task + 1] = cells.length;
    if (faults.length >= 20) break;
  }
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, value: { count, start, cells: Int32Array.from(cells) } };
}

/** Puts the parts of an instance together, every fault of every file at once where the map could be read. */
export function parseInstance(
  name: string,
  description: LeagueDescription,
  texts: { readonly map: string; readonly agents: string; readonly tasks: string },
): LeagueResult<LeagueInstance> {
  const map = parseLeagueMap(description.mapFile, texts.map);
  if (!map.ok) return map;
  const starts = parseStarts(description.agentFile, texts.agents, map.value, description.teamSize);
  const tasks = parseTasks(description.taskFile, texts.tasks, map.value);
  if (!starts.ok || !tasks.ok) {
    return { ok: false, faults: [...(starts.ok ? [] : starts.faults), ...(tasks.ok ? [] : tasks.faults)] };
  }
  const { year, tasksReveal, actionTicks, robotSize, delays } = description;
  const unreachable = unreachableTasks(year, map.value, starts.value, tasks.value);
  if (unreachable.length > 0) {
    const lines = contentLines(texts.tasks);
    return {
      ok: false,
      faults: unreachable.map(({ task, message }) =>
        fault(description.taskFile, lines[task + 1]!.line, message),
      ),
    };
  }
  return {
    ok: true,
    value: {
      name,
      year,
      map: map.value,
      starts: starts.value,
      tasks: tasks.value,
      tasksReveal,
      actionTicks,
      robotSize,
      delays,
    },
  };
}
