// The last stage of loading: a parsed scenario, the files it names and the strategies it asks for become one thing to run.
import type { Strategy } from "../../controller/controller-port.ts";
import { checkSite, type ScenarioInputs } from "../build/build-site.ts";
import { describeReport, type OrderFileReport } from "../orders/order-list.ts";
import type { Scenario } from "../schema/scenario-schema.ts";
import type { ParsedScenario } from "./load-scenario.ts";
import type { Checked, InputProblem } from "./problem.ts";
import { resolveStrategies } from "./resolve-strategies.ts";
import type { StrategyCatalog } from "./strategy-catalog.ts";

/** What the user asked for besides the file; all texts as typed. */
export interface LoadOptions {
  /** `fleet.count=300` */
  readonly overrides?: readonly string[];
  /** `2h: robot 7 fails 10m` */
  readonly injections?: readonly string[];
  /** `pod-choice=nearest` */
  readonly rules?: readonly string[];
  /** Names of strategies; the scenario's own list when absent. */
  readonly strategies?: readonly string[];
}

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly inputs: ScenarioInputs;
  /** In the order asked for, rule overrides applied. */
  readonly strategies: readonly Strategy[];
  /** What the reader of the scenario's own order file found; null where orders come from elsewhere. */
  readonly orderFile: OrderFileReport | null;
  /** The same, line by line; empty where there is no such file. */
  readonly notes: readonly string[];
}

/** Resolves strategies and checks that the site can be built, so that an impossible floor or fleet is told before any run starts. */
export function finishLoading(
  parsed: ParsedScenario,
  inputs: ScenarioInputs,
  catalog: StrategyCatalog,
  options: LoadOptions,
  orderFile: OrderFileReport | null = null,
): Checked<LoadedScenario> {
  const { scenario } = parsed;
  const problems: InputProblem[] = [];
  const names = options.strategies ?? scenario.strategies;
  const strategies = resolveStrategies(names, options.rules ?? [], catalog, (name, index) =>
    options.strategies === undefined
      ? parsed.problemAt(["strategies", index], "", "")
      : { source: `strategy ${name}`, path: "" },
  );
  if (!strategies.ok) problems.push(...strategies.problems);
  for (const { path, expected, found, advice } of checkSite(scenario, inputs)) {
    problems.push(parsed.problemAt(path, expected, found, advice));
  }
  if (problems.length > 0 || !strategies.ok) return { ok: false, problems };
  const notes = orderFile === null ? [] : describeReport(orderFile.report, orderFile.file);
  return { ok: true, value: { scenario, inputs, strategies: strategies.value, orderFile, notes } };
}
