// League files from disk, with what is wrong told by line and column.
import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type LeagueFault,
  type LeagueInstance,
  type LeagueResult,
  loadInstance,
} from "../../scenarios/index.ts";
import { readLeagueResult } from "../../scenarios/node/index.ts";

/** Reads an instance and the files it names, which lie relative to it. */
export function readInstance(path: string): LeagueResult<LeagueInstance> {
  return loadInstance(path, { read: readText, beside: (file, name) => join(dirname(file), name) });
}

/** Reads a result file, however large. */
export function readResult(path: string): LeagueResult<unknown> {
  const read = readLeagueResult(path);
  if (read.ok) return read;
  return { ok: false, faults: read.faults.map((fault) => withPlace(path, fault)) };
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

/** Adds line and column to a fault that names a byte of the file. */
function withPlace(path: string, fault: LeagueFault): LeagueFault {
  const at = Number(/ at byte (\d+)\)?$/.exec(fault.message)?.[1] ?? Number.NaN);
  if (Number.isNaN(at)) return fault;
  const before = readFileSync(path).subarray(0, at);
  const newline = 0x0a;
  let line = 1;
  let start = 0;
  for (let i = before.indexOf(newline); i >= 0; i = before.indexOf(newline, i + 1)) {
    line += 1;
    start = i + 1;
  }
  const column = before.toString("utf8", start).length + 1;
  return { ...fault, message: `${fault.message}, line ${line}, column ${column}` };
}
