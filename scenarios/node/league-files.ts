// League instances and result files on disk.
import { closeSync, openSync, readFileSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  type LeagueFault,
  type LeagueInstance,
  type LeagueResult,
  parseDescription,
  parseInstance,
} from "../league/index.ts";
import { readJsonObject } from "./read-json-object.ts";

/** Reads an instance and the files it names, which lie relative to it. */
export function readLeagueInstance(path: string): LeagueResult<LeagueInstance> {
  const text = readText(path);
  if (typeof text !== "string") return { ok: false, faults: [text] };
  const described = parseDescription(path, text);
  if (!described.ok) return described;
  const beside = (name: string) => join(dirname(path), name);
  const description = {
    ...described.value,
    mapFile: beside(described.value.mapFile),
    agentFile: beside(described.value.agentFile),
    taskFile: beside(described.value.taskFile),
  };
  const map = readText(description.mapFile);
  const agents = readText(description.agentFile);
  const tasks = readText(description.taskFile);
  if (typeof map !== "string" || typeof agents !== "string" || typeof tasks !== "string") {
    return { ok: false, faults: [map, agents, tasks].filter((read) => typeof read !== "string") };
  }
  return parseInstance(basename(path).replace(/\.json$/, ""), description, { map, agents, tasks });
}

/** Reads a result file, however large, as the JSON object that it holds. */
export function readLeagueResult(path: string): LeagueResult<unknown> {
  try {
    return { ok: true, value: readJsonObject(path) };
  } catch (error) {
    const what = error instanceof SyntaxError ? "not a JSON object" : "cannot be read";
    return { ok: false, faults: [{ file: path, line: 0, message: `${what}: ${(error as Error).message}` }] };
  }
}

/** Writes the pieces one after the other, replacing what was there. Throws the system's error. */
export function writeLeagueResult(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, "w");
  try {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      for (let at = 0; at < bytes.length; at += writeSync(file, bytes, at));
    }
  } finally {
    closeSync(file);
  }
}

function readText(path: string): string | LeagueFault {
  try {
    if (statSync(path).isDirectory())
      return { file: path, line: 0, message: "expected a file, found a folder" };
    return readFileSync(path, "utf8");
  } catch (error) {
    return { file: path, line: 0, message: `cannot be read: ${(error as Error).message}` };
  }
}
