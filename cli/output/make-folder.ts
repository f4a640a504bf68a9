// Makes the folder named by `--out`, or tries the file, before any run starts, so that a wrong name costs nothing.
import { closeSync, existsSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { InputProblem } from "../../scenarios/index.ts";
import { experimentFile } from "../../scenarios/node/index.ts";

/**
 * Creates `dir` and its missing parents, one by one: the recursive mkdir of Node 20 never returns on some file systems
 * (a path below a process list, for one). Throws the system's error.
 */
export function makeFolder(dir: string): void {
  const missing: string[] = [];
  for (let path = resolve(dir); !existsSync(path); path = dirname(path)) missing.unshift(path);
  for (const path of missing) mkdirSync(path);
}

/** What is wrong with `--out dir`, or nothing; makes the folder. */
export function folderProblems(dir: string | undefined): readonly InputProblem[] {
  if (dir === undefined) return [];
  const problem = (found: string): readonly InputProblem[] => [
    { source: `--out ${dir}`, path: "", expected: "a folder that can be written", found },
  ];
  try {
    if (existsSync(dir) && !statSync(dir).isDirectory()) return problem("a file");
    makeFolder(dir);
    return [];
  } catch (error) {
    return problem(error instanceof Error ? error.message : String(error));
  }
}

/** The same for single runs: their results must not replace those of an experiment. */
export function runFolderProblems(dir: string | undefined): readonly InputProblem[] {
  const problems = folderProblems(dir);
  if (dir === undefined || problems.length > 0 || !existsSync(join(dir, experimentFile))) return problems;
  const advice = "Name another folder with --out, or delete this one to begin anew";
  const found = `the results of an experiment (${experimentFile})`;
  return [{ source: `--out ${dir}`, path: "", expected: "a folder for a single run", found, advice }];
}

/** What is wrong with `--out file`, or nothing; makes its folder and leaves what the file holds. */
export function outFileProblems(file: string | undefined, option = "--out"): readonly InputProblem[] {
  if (file === undefined) return [];
  const problem = (found: string): readonly InputProblem[] => [
    { source: `${option} ${file}`, path: "", expected: "a file that can be written", found },
  ];
  try {
    if (existsSync(file) && statSync(file).isDirectory()) return problem("a folder");
    makeFolder(dirname(file));
    closeSync(openSync(file, "a"));
    return [];
  } catch (error) {
    return problem(error instanceof Error ? error.message : String(error));
  }
}
