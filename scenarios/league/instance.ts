// Instances of the League of Robot Runners (2023, 2024, 2026): a map, robots' start cells and a list of tasks, each a
// sequence of errands (cells to visit in order). Format: Start-Kit documentation of each year.
import {
  draftDescription,
  type LeagueDelays,
  type LeagueDescription,
  type LeagueYear,
} from "./description.ts";
import { contentLines, type LeagueTasks, parseStarts, parseTasks } from "./instance-lists.ts";
import { type LeagueFault, type LeagueResult, leagueFault } from "./league-fault.ts";
import { type LeagueMap, parseLeagueMap } from "./league-map.ts";
import { unreachableTasks } from "./reach.ts";

export {
  type LeagueDelays,
  type LeagueDescription,
  type LeagueYear,
  parseDescription,
} from "./description.ts";
export { type LeagueTasks, parseStarts, parseTasks } from "./instance-lists.ts";
export { formatLeagueFault, type LeagueFault, type LeagueResult } from "./league-fault.ts";
export { type LeagueMap, parseLeagueMap } from "./league-map.ts";

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

/** Where the files of an instance come from. */
export interface LeagueFiles {
  /** The text of a file, or why it cannot be read. */
  read(path: string): string | LeagueFault;
  /** The path of a file that another one names, relative to itself. */
  beside(path: string, name: string): string;
}

/** A file that an instance names; a null text could not be read, which has been told. */
interface NamedText {
  readonly file: string;
  readonly text: string | null;
}

/** Reads an instance and the files it names: every fault of every file that can be read, at once. */
export function loadInstance(path: string, files: LeagueFiles): LeagueResult<LeagueInstance> {
  const text = files.read(path);
  if (typeof text !== "string") return { ok: false, faults: [text] };
  const draft = draftDescription(path, text);
  const faults = [...draft.faults];
  const named = (field: "mapFile" | "agentFile" | "taskFile"): NamedText => {
    const name = draft[field];
    if (name === null) return { file: "", text: null };
    const file = files.beside(path, name);
    const read = files.read(file);
    if (typeof read === "string") return { file, text: read };
    faults.push({ ...read, message: `${read.message}; ${field} in ${path} names it` });
    return { file, text: null };
  };
  const [map, agents, tasks] = [named("mapFile"), named("agentFile"), named("taskFile")];
  const parts = parseParts(map, agents, tasks, draft.teamSize);
  if (!parts.ok) return { ok: false, faults: [...faults, ...parts.faults] };
  if (faults.length > 0 || draft.whole === null || parts.value === null) return { ok: false, faults };
  return assemble(nameOf(path), draft.whole, parts.value, tasks);
}

/** Puts the parts of an instance together, every fault of every file at once. */
export function parseInstance(
  name: string,
  description: LeagueDescription,
  texts: { readonly map: string; readonly agents: string; readonly tasks: string },
): LeagueResult<LeagueInstance> {
  const { mapFile, agentFile, taskFile, teamSize } = description;
  const tasks = { file: taskFile, text: texts.tasks };
  const parts = parseParts(
    { file: mapFile, text: texts.map },
    { file: agentFile, text: texts.agents },
    tasks,
    teamSize,
  );
  if (!parts.ok) return parts;
  return assemble(name, description, parts.value!, tasks);
}

interface Parts {
  readonly map: LeagueMap;
  readonly starts: Int32Array;
  readonly tasks: LeagueTasks;
}

/** Reads all that is there; null if something is missing. */
function parseParts(
  mapText: NamedText,
  agentText: NamedText,
  taskText: NamedText,
  teamSize: number | null,
): LeagueResult<Parts | null> {
  const map = mapText.text === null ? null : parseLeagueMap(mapText.file, mapText.text);
  const known = map?.ok ? map.value : null;
  const starts =
    agentText.text === null ? null : parseStarts(agentText.file, agentText.text, known, teamSize);
  const tasks = taskText.text === null ? null : parseTasks(taskText.file, taskText.text, known);
  const faults = [map, starts, tasks].flatMap((part) => (part === null || part.ok ? [] : part.faults));
  if (faults.length > 0) return { ok: false, faults };
  if (!map?.ok || !starts?.ok || !tasks?.ok) return { ok: true, value: null };
  return { ok: true, value: { map: map.value, starts: starts.value, tasks: tasks.value } };
}

function assemble(
  name: string,
  { year, tasksReveal, actionTicks, robotSize, delays }: LeagueDescription,
  { map, starts, tasks }: Parts,
  taskText: NamedText,
): LeagueResult<LeagueInstance> {
  const unreachable = unreachableTasks(year, map, starts, tasks);
  if (unreachable.length > 0) {
    const lines = contentLines(taskText.text ?? "");
    const faults = unreachable.map(({ task, message }) =>
      leagueFault(taskText.file, lines[task + 1]!.line, message),
    );
    return { ok: false, faults };
  }
  return { ok: true, value: { name, year, map, starts, tasks, tasksReveal, actionTicks, robotSize, delays } };
}

/** `maps/MR23-I-03.json` → `MR23-I-03` */
function nameOf(path: string): string {
  return path.replace(/^.*[\\/]/, "").replace(/\.json$/, "");
}
