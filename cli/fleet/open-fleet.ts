// A fleet file with the warehouse that it, or the command line, names.
import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { buildSite, type Checked, type LoadedScenario } from "../../scenarios/index.ts";
import {
  type FleetFile,
  readFleetFile,
  type WarehouseWords,
  warehouseOfFleet,
} from "../../scenarios/node/index.ts";
import type { CliContext } from "../context.ts";

/** What the command line says of the warehouse; it goes before the file. */
export interface WarehouseOptions {
  readonly scenario?: string;
  readonly strategy?: string;
  readonly demand?: "scenario" | "desk";
}
export interface OpenedFleet {
  readonly file: FleetFile;
  /** Of the warehouse that the robots work in; null where they carry out transport orders. */
  readonly scenario: LoadedScenario | null;
}

export async function openFleet(
  context: CliContext,
  path: string,
  options: WarehouseOptions = {},
): Promise<Checked<OpenedFleet>> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ source: path, path: "", expected: "a fleet file", found }] };
  }
  const readBeside = (beside: string) => readFileSync(resolve(dirname(path), beside), "utf8");
  const words = warehouseWords(text, path, options);
  if (words === undefined) {
    const read = readFleetFile(text, path, readBeside);
    return read.ok ? { ok: true, value: { file: read.value, scenario: null } } : read;
  }
  const loaded = await loadScenario(context, words, path);
  if (!loaded.ok) return loaded;
  const { scenario, inputs } = loaded.value;
  const site = buildSite(scenario, inputs, words.seed ?? scenario.seed);
  // Loading has built it once; a scenario that does not fit never comes here.
  if (!site.ok) throw new Error(`the site of ${words.scenario} cannot be built`);
  const read = readFleetFile(text, path, readBeside, { words, floor: site.value.setup.floor });
  return read.ok ? { ok: true, value: { file: read.value, scenario: loaded.value } } : read;
}

function warehouseWords(
  text: string,
  path: string,
  { scenario, strategy, demand }: WarehouseOptions,
): WarehouseWords | undefined {
  const own = warehouseOfFleet(text, path);
  if (own === undefined && scenario === undefined) return undefined;
  return {
    demand: "scenario",
    ...own,
    scenario: scenario ?? own!.scenario,
    ...(strategy !== undefined && { strategy }),
    ...(demand !== undefined && { demand }),
  };
}

async function loadScenario(
  { services }: CliContext,
  { scenario, strategy }: WarehouseWords,
  path: string,
): Promise<Checked<LoadedScenario>> {
  const library = services.openLibrary();
  if (!library.ok) return library;
  const beside = resolve(dirname(path), scenario);
  const name = !library.value.scenarioNames.includes(scenario) && existsSync(beside) ? beside : scenario;
  return services.loadScenario(library.value, name, strategy === undefined ? {} : { strategies: [strategy] });
}
