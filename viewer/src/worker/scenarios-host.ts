// The run host of the product: bundled scenarios and strategies, simulated by the same code as the command line.
import { createBrowserLpSolver } from "../../../devices/solver/browser/index.ts";
import {
  buildSite,
  type Checked,
  createRun,
  formatProblem,
  kpiDefinitions,
  type LoadedScenario,
  openBundledLibrary,
  type ScenarioLibrary,
} from "../../../scenarios/index.ts";
import { arrivalsPerMinute } from "../../../scenarios/recording/index.ts";
import type { Catalog, OwnScenario, RunRequest, ScenarioCheck } from "../protocol/messages.ts";
import { InvalidInput, type RunHost } from "./run-host.ts";
import { skippedRows } from "./skipped-rows.ts";

export function createScenariosHost(): RunHost {
  let library: ScenarioLibrary | null = null;
  const open = (): ScenarioLibrary => {
    library ??= checkedValue(openBundledLibrary());
    return library;
  };
  return {
    catalog: () => describe(open()),
    create: async (request) => {
      const { scenario: name, seed, injections } = request;
      const loaded = load(open(), request, injections);
      const strategy = loaded.strategies[0]!;
      const created = createRun({ ...loaded, seed, strategy, solver: createBrowserLpSolver() });
      if (created.ok) return created.value;
      throw new InvalidInput(
        created.misfits.map(
          ({ path, expected, found }) =>
            `${name}.yaml: ${path.join(".")}: expected ${expected}; found ${found}`,
        ),
      );
    },
    text: (scenario) => open().text(scenario) ?? "",
    check: (own) => check(open(), own),
    outlook: (request) => {
      const { scenario, inputs } = load(open(), request, []);
      if (scenario.demand.kind === "saturated") return null;
      const site = buildSite(scenario, inputs, request.seed);
      return site.ok ? arrivalsPerMinute(site.value) : null;
    },
    injection: (request, text) => {
      const { scenario, inputs } = load(open(), request, [text]);
      const site = buildSite(scenario, inputs, request.seed);
      // What is injected comes last among all that is planned.
      const fault = site.ok ? site.value.setup.faults.planned.at(-1) : undefined;
      if (fault !== undefined) return fault;
      throw new InvalidInput([`--inject ${text}: does not fit this site`]);
    },
  };
}

/** Loads and builds a scenario, so that a floor or a fleet that cannot be is told as well. */
function check(library: ScenarioLibrary, { name, text, overrides, files }: OwnScenario): ScenarioCheck {
  const none = { entry: null, floor: null };
  const loaded = library.loadText(text, `${name}.yaml`, { overrides }, files);
  if (!loaded.ok) return { lines: loaded.problems.map(formatProblem), ...none };
  const { scenario, inputs } = loaded.value;
  const site = buildSite(scenario, inputs, scenario.seed);
  if (!site.ok) {
    const lines = site.misfits.map(({ path, expected, found }) =>
      formatProblem({ source: `${name}.yaml`, path: path.join("."), expected, found }),
    );
    return { lines, ...none };
  }
  const { description, hours, seed, fleet, strategies } = scenario;
  const entry = { name, summary: description, seed, hours, strategies, robots: fleet.count };
  const { orderFile } = loaded.value;
  const skipped = orderFile === null ? [] : skippedRows(orderFile);
  return { lines: [], entry, floor: site.value.setup.floor, skipped };
}

function load(library: ScenarioLibrary, request: RunRequest, injections: readonly string[]): LoadedScenario {
  const { scenario, strategy, hours, own } = request;
  const overrides = [...(own?.overrides ?? []), ...(hours === null ? [] : [`hours=${hours}`])];
  const options = { strategies: [strategy], overrides, injections };
  if (own === null) return checkedValue(library.load(scenario, options));
  return checkedValue(library.loadText(own.text, `${own.name}.yaml`, options, own.files));
}

function describe(library: ScenarioLibrary): Catalog {
  return {
    scenarios: checkedValue(library.list()).map(({ name, description, hours, strategies, robots }) => ({
      name,
      summary: description,
      seed: 1,
      hours,
      strategies,
      robots,
    })),
    strategies: library.catalog.strategies.map(({ name, summary, rules }) => ({ name, summary, rules })),
    decisions: Object.entries(library.catalog.rules).map(([decision, rules]) => ({ decision, rules })),
    kpis: kpiDefinitions,
  };
}

function checkedValue<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new InvalidInput(checked.problems.map(formatProblem));
}
