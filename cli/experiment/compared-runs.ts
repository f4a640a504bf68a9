// Finished runs as the statistics want them.
import type { ComparedRun } from "../../scenarios/index.ts";
import type { ExecutedRun } from "../execute-runs.ts";

export function comparedRuns(executed: readonly ExecutedRun[]): readonly ComparedRun[] {
  return executed.flatMap(({ job, result }) =>
    result.kind === "complete" ? [{ strategy: job.strategy.name, seed: job.seed, kpis: result.kpis }] : [],
  );
}
