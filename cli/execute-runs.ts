// Carries a set of runs through the worker pool with progress shown, until all are done or Ctrl-C stops them.
import { setMaxListeners } from "node:events";
import { NEVER, type Observable } from "rxjs";
import type { RunJob, RunResult, Scenario } from "../scenarios/index.ts";
import type { CliContext } from "./context.ts";
import { ProgressBars } from "./progress/progress-bars.ts";
import { ProgressBoard } from "./progress/progress-board.ts";
import { ProgressLines } from "./progress/progress-lines.ts";
import type { ProgressView } from "./progress/progress-view.ts";
import { horizonStepsOf, startSecondsOf } from "./scenario-time.ts";

export interface ExecutedRun {
  readonly job: RunJob;
  readonly result: RunResult;
  /** Finished by an earlier call. */
  readonly kept?: boolean;
}

/** How long runs stand still for a page that opens beside them: both need every core for these seconds. */
const GIVE_WAY_MS = 7000;

export interface Execution {
  /** Each value makes the runs stand still for a few seconds. */
  readonly giveWay$?: Observable<void>;
  /** Told of each run as it ends. */
  readonly onEnd?: (run: ExecutedRun) => void;
  /** Aborted when no more runs are needed: they end as if they were stopped, without a word. */
  readonly satisfied?: AbortSignal;
}

/** Runs everything, `workers` at a time, in the order given. All jobs share one horizon. */
export async function executeRuns(
  context: CliContext,
  jobs: readonly RunJob[],
  workers: number,
  { giveWay$ = NEVER, onEnd = () => {}, satisfied }: Execution = {},
): Promise<readonly ExecutedRun[]> {
  const { err, text, interrupted, services } = context;
  const { scenario } = jobs[0]!;
  const board = new ProgressBoard(
    jobs.map((job) => ({
      label: job.strategy.name,
      horizonSteps: horizonStepsOf(scenario),
      stepSeconds: scenario.stepSeconds,
    })),
  );
  const view = progressView(context, scenario);
  const onInterrupt = (): void => err.write(`\n${text.stopping}\n`);
  interrupted.addEventListener("abort", onInterrupt, { once: true });
  const signal = satisfied === undefined ? interrupted : AbortSignal.any([interrupted, satisfied]);
  // One listener per waiting run; a long experiment has hundreds.
  setMaxListeners(0, signal);
  const pool = services.openPool(Math.min(workers, jobs.length));
  const givingWay = giveWay$.subscribe(() => pool.pause(GIVE_WAY_MS));
  try {
    const executed = await Promise.all(
      jobs.map(async (job, run) => {
        const onProgress = (progress: { readonly step: number; readonly ordersDone: number }): void => {
          const nowMs = context.now();
          board.update(run, progress, nowMs);
          if (!signal.aborted) view.show(board.rows(), board.share(), nowMs);
        };
        const result = await pool.run(job, onProgress, signal);
        const isUnneeded = result.kind !== "complete" && satisfied?.aborted === true && !interrupted.aborted;
        if (isUnneeded) board.leaveOut(run);
        else board.end(run);
        onEnd({ job, result });
        return { job, result };
      }),
    );
    if (!interrupted.aborted) view.finish(board.rows(), board.share());
    return executed;
  } finally {
    interrupted.removeEventListener("abort", onInterrupt);
    givingWay.unsubscribe();
    await pool.close();
  }
}

function progressView(context: CliContext, scenario: Scenario): ProgressView {
  const { err, text, colors } = context;
  const startSeconds = startSecondsOf(scenario);
  const clockForm = scenario.hours > 24 ? "date-time" : "time";
  return err.isTerminal
    ? new ProgressBars(err, startSeconds, clockForm, text, colors)
    : new ProgressLines(err, startSeconds, clockForm, text);
}
