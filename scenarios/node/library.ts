// The library in Node: texts from the bundle or, from the sources, from the folders; scenarios also by path.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ruleNames } from "../../controller/index.ts";
import type { ScenarioInputs } from "../build/build-site.ts";
import { type BundledTexts, inlinedTexts } from "../bundled-texts.ts";
import { finishLoading, type LoadedScenario, type LoadOptions } from "../load/finish-loading.ts";
import { openLibrary, type ReadInputs, type ScenarioLibrary, unknownScenario } from "../load/library.ts";
import { type ParsedScenario, parseScenario } from "../load/load-scenario.ts";
import { nearestName } from "../load/near-name.ts";
import type { Checked } from "../load/problem.ts";
import type { OrderFileReport } from "../orders/order-list.ts";
import { withOwnStrategies } from "./own-strategies.ts";
import { readOrderFile } from "./read-order-file.ts";

/** Scenarios and strategies that come with peakfleet. */
export function openNodeLibrary(): Checked<ScenarioLibrary> {
  const texts = inlinedTexts() ?? {
    scenarios: folderTexts("../bundled"),
    strategies: folderTexts("../strategies"),
  };
  return openLibrary(texts satisfies BundledTexts, ruleNames);
}

function folderTexts(folder: string): Readonly<Record<string, string>> {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  const names = readdirSync(path).filter((name) => name.endsWith(".yaml"));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(resolve(path, name), "utf8")]));
}

/** Loads a scenario by bundled name or by path, with the files it names. */
export async function loadScenario(
  library: ScenarioLibrary,
  nameOrPath: string,
  options: LoadOptions = {},
): Promise<Checked<LoadedScenario>> {
  const bundled = library.text(nameOrPath);
  const read =
    bundled === undefined
      ? await readScenarioFile(library, nameOrPath)
      : { ok: true as const, value: bundled };
  if (!read.ok) return read;
  const source = bundled === undefined ? nameOrPath : `${nameOrPath}.yaml`;
  const parsed = parseScenario(read.value, source, options.overrides, options.injections);
  if (!parsed.ok) return parsed;
  const inputs = await readInputs(parsed.value, bundled === undefined ? dirname(nameOrPath) : ".");
  if (!inputs.ok) return inputs;
  const named = await withOwnStrategies(library.catalog, options);
  if (!named.ok) return named;
  const { catalog, options: finishing } = named.value;
  return finishLoading(parsed.value, inputs.value.inputs, catalog, finishing, inputs.value.orderFile);
}

async function readScenarioFile(library: ScenarioLibrary, path: string): Promise<Checked<string>> {
  if (!existsSync(path)) {
    if (!/[/\\.]/.test(path)) return unknownScenario(path, library.scenarioNames);
    return missingScenario(path, library.scenarioNames);
  }
  if (statSync(path).isDirectory()) {
    const advice = "Name a YAML file in it";
    return {
      ok: false,
      problems: [{ source: path, path: "", expected: "a YAML file", found: "a folder", advice }],
    };
  }
  return { ok: true, value: await readFile(path, "utf8") };
}

/** Reads the files that a scenario names, relative to its own folder. */
async function readInputs(parsed: ParsedScenario, folder: string): Promise<Checked<ReadInputs>> {
  const { floor, demand } = parsed.scenario;
  const inputs: { orders?: ScenarioInputs["orders"]; map?: string } = {};
  let orderFile: OrderFileReport | null = null;
  if (floor.kind === "movingai") {
    const path = resolve(folder, floor.file);
    if (!isFile(path)) return namedFileMissing(parsed, ["floor", "file"], floor.file, path);
    inputs.map = await readFile(path, "utf8");
  }
  if (demand.kind === "orders") {
    const path = resolve(folder, demand.file);
    if (!isFile(path)) return namedFileMissing(parsed, ["demand", "file"], demand.file, path);
    const read = await readOrderFile(path, demand.file, demand.columns);
    if (!read.ok) return read;
    inputs.orders = read.value.orders;
    orderFile = { file: demand.file, report: read.value.report };
  }
  return { ok: true, value: { inputs: inputs as ScenarioInputs, orderFile } };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function namedFileMissing(
  parsed: ParsedScenario,
  path: readonly string[],
  name: string,
  file: string,
): Checked<never> {
  const found = `${JSON.stringify(name)}${existsSync(file) ? ", a folder" : ""}`;
  const problem = parsed.problemAt(path, "an existing file, relative to the scenario file", found);
  return { ok: false, problems: [{ ...problem, advice: adviceFromFolder(file, /./) }] };
}

/** A path that is not there: perhaps a neighbour was meant, perhaps a bundled scenario. */
function missingScenario(path: string, bundled: readonly string[]): Checked<never> {
  const found = `no file ${path}${isAbsolute(path) ? "" : ` (looked for ${resolve(path)})`}`;
  const name = basename(path).replace(/\.ya?ml$/, "");
  const near = nearestName(name, bundled);
  const advice =
    nearFile(path, yamlFile) !== null
      ? adviceFromFolder(path, yamlFile)
      : near !== null
        ? `Did you mean the bundled scenario ${near}?`
        : `${adviceFromFolder(path, yamlFile)}. Bundled scenarios go by name: ${bundled.join(", ")}`;
  return {
    ok: false,
    problems: [{ source: "scenario", path: "", expected: "an existing file", found, advice }],
  };
}

const yamlFile = /\.ya?ml$/;
/** Files of a folder named in advice. */
const filesNamedMax = 10;

/** Advice from the folder in which a missing file should be. */
function adviceFromFolder(path: string, pattern: RegExp): string {
  const near = nearFile(path, pattern);
  if (near !== null) return `Did you mean ${near}?`;
  const folder = dirname(resolve(path));
  const names = filesOf(folder, pattern);
  if (names === null) return `There is no folder ${folder} either`;
  const kind = pattern === yamlFile ? "YAML file" : "file";
  if (names.length === 0) return `There is no ${kind} in ${folder}`;
  const cut = names.length > filesNamedMax ? ", …" : "";
  return `In ${folder} there is ${names.slice(0, filesNamedMax).join(", ")}${cut}`;
}

function nearFile(path: string, pattern: RegExp): string | null {
  return nearestName(basename(path), filesOf(dirname(resolve(path)), pattern) ?? []);
}

/** Names of the folder's files that fit, sorted; null where there is no such folder. */
function filesOf(folder: string, pattern: RegExp): readonly string[] | null {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return null;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && pattern.test(entry.name))
    .map((entry) => entry.name)
    .sort();
}
