// What comes with peakfleet: scenarios and strategies by name. The texts come from the bundle or from disk; the rest is the
// same in Node and in the browser.
import type { ScenarioInputs } from "../build/build-site.ts";
import type { BundledTexts } from "../bundled-texts.ts";
import type { OrderFileReport } from "../orders/order-list.ts";
import { readOrderText } from "../orders/read-order-text.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import { finishLoading, type LoadedScenario, type LoadOptions } from "./finish-loading.ts";
import { parseScenario } from "./load-scenario.ts";
import { suggestName } from "./near-name.ts";
import type { Checked } from "./problem.ts";
import { type RuleNames, readStrategies, type StrategyCatalog } from "./strategy-catalog.ts";

export interface ScenarioSummary {
  readonly name: string;
  readonly description: Scenario["description"];
  readonly start: string;
  readonly hours: number;
  readonly seed: number;
  readonly robots: number;
  readonly strategies: readonly string[];
}

export interface ScenarioLibrary {
  readonly catalog: StrategyCatalog;
  /** Bundled scenarios by name, in alphabetical order. */
  readonly scenarioNames: readonly string[];
  /** Summaries of all bundled scenarios, or what is wrong with them. */
  list(): Checked<readonly ScenarioSummary[]>;
  /** Text of a bundled scenario, or undefined. */
  text(name: string): string | undefined;
  /** Loads a bundled scenario. */
  load(name: string, options?: LoadOptions): Checked<LoadedScenario>;
  /** Loads a scenario from its text; `files` holds the texts of files that it names (an order CSV, a map). */
  loadText(
    text: string,
    source: string,
    options?: LoadOptions,
    files?: Readonly<Record<string, string>>,
  ): Checked<LoadedScenario>;
}

/** Opens the library; a broken strategy file is a problem, since nothing could be trusted then. */
export function openLibrary(texts: BundledTexts, rules: RuleNames): Checked<ScenarioLibrary> {
  const strategies = readStrategies(texts.strategies, rules);
  if (!strategies.ok) return strategies;
  const catalog: StrategyCatalog = { strategies: strategies.value, rules };
  const scenarios = new Map(
    Object.entries(texts.scenarios).map(([file, text]) => [file.replace(/\.ya?ml$/, ""), text]),
  );
  const scenarioNames = [...scenarios.keys()].sort();
  const library: ScenarioLibrary = {
    catalog,
    scenarioNames,
    text: (name) => scenarios.get(name),
    list() {
      const summaries: ScenarioSummary[] = [];
      for (const name of scenarioNames) {
        const parsed = parseScenario(scenarios.get(name)!, `${name}.yaml`);
        if (!parsed.ok) return parsed;
        const { description, start, hours, seed, fleet, strategies } = parsed.value.scenario;
        summaries.push({ name, description, start, hours, seed, robots: fleet.count, strategies });
      }
      return { ok: true, value: summaries };
    },
    load(name, options = {}) {
      const text = scenarios.get(name);
      if (text === undefined) return unknownScenario(name, scenarioNames);
      return library.loadText(text, `${name}.yaml`, options);
    },
    loadText(text, source, options = {}, files = {}) {
      const parsed = parseScenario(text, source, options.overrides, options.injections);
      if (!parsed.ok) return parsed;
      const read = readInputs(parsed.value.scenario, files);
      if (!read.ok) return read;
      return finishLoading(parsed.value, read.value.inputs, catalog, options, read.value.orderFile);
    },
  };
  return { ok: true, value: library };
}

export function unknownScenario(name: string, known: readonly string[]): Checked<never> {
  const expected = "a bundled scenario or the path of a YAML file";
  return {
    ok: false,
    problems: [
      {
        source: "scenario",
        path: "",
        expected,
        found: JSON.stringify(name),
        advice: suggestName(name, known),
      },
    ],
  };
}

export interface ReadInputs {
  readonly inputs: ScenarioInputs;
  readonly orderFile: OrderFileReport | null;
}

/** Reads what a scenario names from texts at hand; a file that is not there is left to the site's own check. */
function readInputs(scenario: Scenario, files: Readonly<Record<string, string>>): Checked<ReadInputs> {
  const inputs: { orders?: ScenarioInputs["orders"]; map?: string } = {};
  let orderFile: OrderFileReport | null = null;
  if (scenario.floor.kind === "movingai") {
    const map = files[scenario.floor.file];
    if (map !== undefined) inputs.map = map;
  }
  if (scenario.demand.kind === "orders") {
    const { file, columns } = scenario.demand;
    const text = files[file];
    if (text !== undefined) {
      const read = readOrderText(text, file, columns);
      if (!read.ok) return read;
      inputs.orders = read.value.orders;
      orderFile = { file, report: read.value.report };
    }
  }
  return { ok: true, value: { inputs: inputs as ScenarioInputs, orderFile } };
}
