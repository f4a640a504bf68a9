// From the words on the command line to checked runs.
import type { Checked, InputProblem, OrderFileReport, RunJob, Scenario } from "../scenarios/index.ts";
import type { CliContext } from "./context.ts";

export interface RunsWanted {
  /** A bundled name or a path. */
  readonly scenario: string;
  readonly hours: number | undefined;
  /** As typed behind `--set`: `fleet.count=120`. */
  readonly fields: readonly string[];
  /** As typed behind `--rule`: `pod-choice=nearest`. */
  readonly rules: readonly string[];
  /** As typed behind `--inject`: `2h: robot 7 fails 10m`. */
  readonly injections: readonly string[];
  /** Undefined: the scenario's own, the first `strategiesMax` of them. */
  readonly strategies: readonly string[] | undefined;
  readonly strategiesMax: number;
  /** Undefined: the scenario's own. */
  readonly firstSeed: number | undefined;
  readonly seeds: number;
  /** Note what the rules decide and why. */
  readonly explain?: boolean;
}

export interface PreparedRuns {
  readonly scenario: Scenario;
  /** Only bundled scenarios are known to the viewer. */
  readonly bundled: boolean;
  readonly wanted: RunsWanted;
  /** As named, without the rules that `--rule` changes. */
  readonly strategies: readonly string[];
  readonly seeds: readonly number[];
  /** Seed by seed, so that a stopped comparison has whole pairs. */
  readonly jobs: readonly RunJob[];
  /** What came of reading the scenario's own order file; null where it has none. */
  readonly orderFile: OrderFileReport | null;
  /** What there is to say about the files that the scenario names. */
  readonly notes: readonly string[];
}

/** Loads the scenario and its strategies; bad input comes back with its problems. */
export async function prepareRuns(context: CliContext, wanted: RunsWanted): Promise<Checked<PreparedRuns>> {
  const library = context.services.openLibrary();
  if (!library.ok) return library;
  const hours = wanted.hours === undefined ? [] : [`hours=${wanted.hours}`];
  const loaded = await context.services.loadScenario(library.value, wanted.scenario, {
    overrides: [...wanted.fields, ...hours],
    rules: wanted.rules,
    injections: wanted.injections,
    ...(wanted.strategies !== undefined && { strategies: wanted.strategies }),
  });
  if (!loaded.ok) return { ok: false, problems: loaded.problems.map(asTyped) };
  const { scenario, inputs, orderFile, notes } = loaded.value;
  const strategies = loaded.value.strategies.slice(0, wanted.strategiesMax);
  const firstSeed = wanted.firstSeed ?? scenario.seed;
  const seeds = Array.from({ length: wanted.seeds }, (_, index) => firstSeed + index);
  return {
    ok: true,
    value: {
      scenario,
      bundled: library.value.scenarioNames.includes(wanted.scenario),
      wanted,
      strategies: (wanted.strategies ?? scenario.strategies).slice(0, wanted.strategiesMax),
      seeds,
      jobs: seeds.flatMap((seed) =>
        strategies.map(
          (strategy): RunJob => ({
            scenario,
            inputs,
            seed,
            strategy,
            ...(wanted.explain && { explain: true }),
          }),
        ),
      ),
      orderFile,
      notes,
    },
  };
}

/** `--hours` is carried out as an override; its problems name the option that was typed. */
function asTyped(problem: InputProblem): InputProblem {
  return { ...problem, source: problem.source.replace(/^--set hours=/, "--hours ") };
}
