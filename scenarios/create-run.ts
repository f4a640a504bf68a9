// Composition of a run: scenario, seed and strategy → a run at step 0, the same in Node and in the browser.
import { createController, type Strategy } from "../controller/index.ts";
import type { LpSolver } from "../controller/planning/lp/lp-port.ts";
import type { PlannedFault } from "../sim/model/index.ts";
import { buildSite, type ScenarioInputs } from "./build/build-site.ts";
import { controllerSetup } from "./build/controller-setup.ts";
import { foretell } from "./build/foretell.ts";
import { type FieldMisfit, misfit } from "./build/misfit.ts";
import type { Run } from "./run-port.ts";
import { RunTimer } from "./run-timer.ts";
import type { Scenario } from "./schema/scenario-schema.ts";
import { assembleRun } from "./simulated-run.ts";

export interface RunRequest {
  readonly scenario: Scenario;
  /** Files that the scenario names, already read. */
  readonly inputs?: ScenarioInputs;
  readonly seed: number;
  readonly strategy: Strategy;
  readonly solver: LpSolver;
  /** Faults injected in a run that is to be repeated: its `injected`. */
  readonly injections?: readonly PlannedFault[];
  /** Wall clock in milliseconds for `Run.timings()`; what is simulated never depends on it. */
  readonly clock?: () => number;
}

/** A run, or the fields of the scenario that do not fit. A loaded scenario has been built once, so it has no misfits. */
export type CreatedRun =
  | { readonly ok: true; readonly value: Run }
  | { readonly ok: false; readonly misfits: readonly FieldMisfit[] };

const noFuture: FieldMisfit = misfit(
  ["demand", "kind"],
  "a demand of its own, festival or orders, for forecast: perfect",
  "saturated, which answers to what the strategy does",
);

export function createRun({
  scenario,
  inputs = {},
  seed,
  strategy,
  solver,
  injections,
  clock,
}: RunRequest): CreatedRun {
  const built = buildSite(scenario, inputs, seed);
  if (!built.ok) return built;
  const site = built.value;
  const { setup } = site;
  if (strategy.rules.forecast === "perfect" && scenario.demand.kind === "saturated") {
    return { ok: false, misfits: [noFuture] };
  }
  const knowledge =
    strategy.rules.forecast === "perfect"
      ? {
          ...site.knowledge,
          future: foretell(site.createDemand(), setup.horizonSteps, setup.stepSeconds, setup.skus.count),
        }
      : site.knowledge;
  const timer = clock === undefined ? null : new RunTimer(clock);
  const controller = createController({
    ...controllerSetup(scenario, { ...site, knowledge }, seed, strategy),
    ...(timer !== null && { onDispatched: () => timer.dispatched() }),
  });
  return {
    ok: true,
    value: assembleRun({
      site,
      controller,
      solver,
      timer,
      warmupSteps: Math.round((scenario.warmupMinutes * 60) / setup.stepSeconds),
      ...(injections !== undefined && { injections }),
    }),
  };
}
