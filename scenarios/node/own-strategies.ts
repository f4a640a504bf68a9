// Strategies of one's own: `--strategy ./mine.yaml`, beside the bundled names and composed like them.
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { LoadOptions } from "../load/finish-loading.ts";
import type { Checked, InputProblem } from "../load/problem.ts";
import { readStrategies, type StrategyCatalog } from "../load/strategy-catalog.ts";

export interface NamedStrategies {
  readonly catalog: StrategyCatalog;
  /** The wanted strategies with the names that their files give them. */
  readonly options: LoadOptions;
}

/** Reads the strategy files among the wanted strategies and adds them to the catalog. */
export async function withOwnStrategies(
  catalog: StrategyCatalog,
  options: LoadOptions,
): Promise<Checked<NamedStrategies>> {
  const wanted = options.strategies ?? [];
  const files = [...new Set(wanted.flatMap((name) => fileOf(name) ?? []))];
  if (files.length === 0) return { ok: true, value: { catalog, options } };
  const problems: InputProblem[] = [];
  const nameOf = new Map<string, string>();
  const strategies = [...catalog.strategies];
  for (const file of files) {
    const source = `strategy ${file}`;
    if (!existsSync(file) || !statSync(file).isFile()) {
      const found = existsSync(file) ? "a folder" : "no such file";
      problems.push({ source, path: "", expected: "a YAML file", found });
      continue;
    }
    const read = readStrategies({ [file]: await readFile(file, "utf8") }, catalog.rules);
    if (!read.ok) {
      problems.push(...read.problems);
      continue;
    }
    const [strategy] = read.value;
    if (strategies.some(({ name }) => name === strategy!.name)) {
      const expected = "a name that no other strategy has";
      problems.push({ source: file, path: "name", expected, found: strategy!.name });
    }
    strategies.push(strategy!);
    nameOf.set(file, strategy!.name);
  }
  if (problems.length > 0) return { ok: false, problems };
  const named = wanted.map((name) => {
    const file = fileOf(name);
    return file === null ? name : nameOf.get(file)! + name.slice(file.length);
  });
  return {
    ok: true,
    value: { catalog: { ...catalog, strategies }, options: { ...options, strategies: named } },
  };
}

/** `./mine.yaml+pod-choice=age` → `./mine.yaml`; null for a name. */
function fileOf(name: string): string | null {
  return /^.*?\.ya?ml(?=\+|$)/.exec(name)?.[0] ?? null;
}
