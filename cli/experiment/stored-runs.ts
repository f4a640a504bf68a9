// Runs with a memory: what an earlier call finished in the same folder is read back, what is finished now is kept at once.
import { join } from "node:path";
import type { RunJob } from "../../scenarios/index.ts";
import { openRunStore } from "../../scenarios/node/index.ts";
import { type CliContext, writeLines } from "../context.ts";
import { type ExecutedRun, executeRuns } from "../execute-runs.ts";

export interface Executor {
  /**
   * Executes jobs in order. As soon as `enough` says so of all that is complete, nothing more is begun and what is under way
   * ends; runs that were not needed are left out of the answer.
   */
  run(
    jobs: readonly RunJob[],
    enough?: (complete: readonly ExecutedRun[]) => boolean,
  ): Promise<readonly ExecutedRun[]>;
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
  const onDamaged = (file: string, why: string) =>
    writeLines(context.err, [context.text.experiment.damaged(file, why)]);
  return {
    async run(jobs, enough = () => false) {
      const known = new Map<RunJob, ExecutedRun>();
      for (const job of jobs) {
        const result = store?.load(job, onDamaged) ?? null;
        if (result !== null) known.set(job, { job, result, kept: true });
      }
      if (known.size > 0) writeLines(context.err, [context.text.experiment.resumed(known.size, jobs.length)]);
      const missing = jobs.filter((job) => !known.has(job));
      const satisfied = new AbortController();
      const isEnough = () => {
        if (enough(jobs.flatMap((job) => known.get(job) ?? []))) satisfied.abort();
      };
      isEnough();
      if (missing.length > 0 && !satisfied.signal.aborted) {
        const onEnd = (run: ExecutedRun): void => {
          keep(run);
          if (run.result.kind !== "complete") return;
          known.set(run.job, run);
          if (!satisfied.signal.aborted) isEnough();
        };
        const executed = await executeRuns(context, missing, workers, { onEnd, satisfied: satisfied.signal });
        for (const run of executed) if (!known.has(run.job)) known.set(run.job, run);
      }
      return jobs.flatMap((job) => {
        const run = known.get(job);
        if (run === undefined) return [];
        const cutShort = run.result.kind === "stopped" || run.result.kind === "not-started";
        return cutShort && satisfied.signal.aborted && !context.interrupted.aborted ? [] : [run];
      });
    },
  };
}

/** Keeps complete runs in a folder of their own, so that a later call can go on; throws the system's error. */
export function keepRuns(dir: string, executed: readonly ExecutedRun[], version: string): void {
  const store = openRunStore(join(dir, "runs"), version);
  for (const { job, result } of executed) if (result.kind === "complete") store.save(job, result);
}
