// Runs with a memory: what an earlier call finished in the same folder is read back, what is finished now is kept at once.
import { join } from "node:path";
import type { RunJob } from "../../scenarios/index.ts";
import { openRunStore } from "../../scenarios/node/index.ts";
import { type CliContext, writeLines } from "../context.ts";
import { type ExecutedRun, executeRuns } from "../execute-runs.ts";

/** Executes jobs; remembers what has been said, so that several rounds of one experiment read as one. */
export interface Executor {
  run(jobs: readonly RunJob[]): Promise<readonly ExecutedRun[]>;
}

/** Without a folder nothing is kept. */
export function openExecutor(context: CliContext, workers: number, out: string | undefined): Executor {
  const store = out === undefined ? null : openRunStore(join(out, "runs"), context.version);
  let toldNotKept = false;
  const keep = (run: ExecutedRun): void => {
    if (store === null || run.result.kind !== "complete") return;
    try {
      store.save(run.job, run.result);
    } catch (error) {
      if (toldNotKept) return;
      toldNotKept = true;
      const why = error instanceof Error ? error.message : String(error);
      writeLines(context.err, [context.text.notWritten(join(out!, "runs"), why)]);
    }
  };
  return {
    async run(jobs) {
      const known = new Map<RunJob, ExecutedRun>();
      for (const job of jobs) {
        const result = store?.load(job) ?? null;
        if (result !== null) known.set(job, { job, result });
      }
      if (known.size > 0) writeLines(context.err, [context.text.experiment.resumed(known.size, jobs.length)]);
      const missing = jobs.filter((job) => !known.has(job));
      const executed =
        missing.length === 0 ? [] : await executeRuns(context, missing, workers, undefined, keep);
      for (const run of executed) known.set(run.job, run);
      return jobs.map((job) => known.get(job)!);
    },
  };
}
