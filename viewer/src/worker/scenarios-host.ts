// The run host of the product: bundled scenarios and strategies, simulated by the same code as the command line.
import { createBrowserLpSolver } from "../../../devices/solver/browser/index.ts";
import {
  type Checked,
  createRun,
  formatProblem,
  kpiDefinitions,
  openBundledLibrary,
  type ScenarioLibrary,
} from "../../../scenarios/index.ts";
import type { Catalog, RunRequest } from "../protocol/messages.ts";
import { InvalidInput, type RunHost } from "./run-host.ts";

export function createScenariosHost(): RunHost {
  let library: ScenarioLibrary | null = null;
  const open = (): ScenarioLibrary => {
    library ??= checkedValue(openBundledLibrary());
    return library;
  };
  return {
    catalog: () => describe(open()),
    create: async ({ scenario: name, seed, strategy: strategyName, hours }: RunRequest) => {
      const loaded = checkedValue(
        open().load(name, {
          strategies: [strategyName],
          overrides: hours === null ? [] : [`hours=${hours}`],
        }),
      );
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
  };
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
    strategies: library.catalog.strategies.map(({ name, summary }) => ({ name, summary })),
    kpis: kpiDefinitions,
  };
}

function checkedValue<T>(checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new InvalidInput(checked.problems.map(formatProblem));
}
