// What a recording says of its run, in words that a browser can run again: own scenario files and strategies go along as texts.
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Strategy } from "../../controller/controller-port.ts";
import type { ScenarioLibrary } from "../load/library.ts";
import type { RecordedRequest } from "../recording/index.ts";
import type { Scenario } from "../schema/scenario-schema.ts";

export interface RequestWords {
  /** As typed: a bundled name or a path. */
  readonly nameOrPath: string;
  readonly overrides: readonly string[];
  readonly hours: number | undefined;
  readonly injections: readonly string[];
  readonly seed: number;
  readonly strategy: Strategy;
}

/** `scenario` is what came of loading it. Reads the scenario's own files once more. */
export async function recordedRequest(
  library: ScenarioLibrary,
  scenario: Scenario,
  words: RequestWords,
): Promise<RecordedRequest> {
  const { nameOrPath, overrides, hours, injections, seed } = words;
  const bundled = library.text(nameOrPath);
  const isPlain = bundled !== undefined && overrides.length === 0;
  const name = bundled === undefined ? scenario.name : `${nameOrPath}-changed`;
  return {
    scenario: isPlain ? nameOrPath : name,
    seed,
    strategy: portableName(words.strategy, library.catalog.strategies),
    hours: hours ?? null,
    injections,
    own: isPlain
      ? null
      : {
          name,
          text: bundled ?? (await readFile(nameOrPath, "utf8")),
          overrides,
          files: bundled === undefined ? await namedFiles(scenario, dirname(nameOrPath)) : {},
        },
  };
}

async function namedFiles(
  { floor, demand }: Scenario,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  const names = [
    ...(floor.kind === "movingai" ? [floor.file] : []),
    ...(demand.kind === "orders" ? [demand.file] : []),
  ];
  const texts = names.map(async (name) => [name, await readFile(resolve(folder, name), "utf8")] as const);
  return Object.fromEntries(await Promise.all(texts));
}

/** The name where it is a bundled strategy with some rules exchanged; else one with all rules that differ. */
function portableName({ name, rules }: Strategy, bundled: readonly Strategy[]): string {
  const base = bundled.find((known) => known.name === name.split("+")[0]) ?? bundled[0]!;
  if (base.name === name.split("+")[0]) return name;
  const changes = Object.entries(rules).filter(
    ([decision, rule]) => base.rules[decision as keyof typeof rules] !== rule,
  );
  return [base.name, ...changes.map(([decision, rule]) => `${decision}=${rule}`)].join("+");
}
