// From the words on the command line to checked run requests.
import type { CliContext } from "./context.ts";
import type { Checked, ReadyScenario, RunRequest } from "./ports.ts";

export interface RunsWanted {
  readonly scenario: string;
  readonly hours: number | undefined;
  readonly fields: readonly string[];
  readonly rules: readonly string[];
  /** Undefined: the scenario's own, the first `strategiesMax` of them. */
  readonly strategies: readonly string[] | undefined;
  readonly strategiesMax: number;
  readonly firstSeed: number | undefined;
  readonly seeds: number;
}

export interface PreparedRuns extends Pick<RunsWanted, "fields" | "rules"> {
  readonly scenario: ReadyScenario;
  /** As named, before rules were overridden. */
  readonly strategies: readonly string[];
  readonly seeds: readonly number[];
  /** Seed by seed, so that a stopped comparison has whole pairs. */
  readonly requests: readonly RunRequest[];
}

/** Loads the scenario and resolves the strategies, with all problems of the first stage that has some. */
export async function prepareRuns(context: CliContext, wanted: RunsWanted): Promise<Checked<PreparedRuns>> {
  const { services } = context;
  const loaded = await services.loadScenario({
    nameOrPath: wanted.scenario,
    hours: wanted.hours,
    fields: wanted.fields,
  });
  if (!loaded.ok) return loaded;
  const scenario = loaded.value;
  const strategies = wanted.strategies ?? scenario.strategies.slice(0, wanted.strategiesMax);
  const resolved = services.resolveStrategies(strategies, wanted.rules);
  if (!resolved.ok) return resolved;
  const firstSeed = wanted.firstSeed ?? scenario.seed;
  const seeds = Array.from({ length: wanted.seeds }, (_, index) => firstSeed + index);
  const requests = seeds.flatMap((seed) => resolved.value.map((strategy) => ({ scenario, strategy, seed })));
  const { fields, rules } = wanted;
  return { ok: true, value: { scenario, fields, rules, strategies, seeds, requests } };
}
