// Carries a set of runs through the worker pool with progress shown, until all are done or Ctrl-C stops them.
import type { CliContext } from "./context.ts";
import type { ReadyScenario, RunRequest, RunResult } from "./ports.ts";
import { ProgressBars } from "./progress/progress-bars.ts";
import { ProgressBoard } from "./progress/progress-board.ts";
import { ProgressLines } from "./progress/progress-lines.ts";
import type { ProgressView } from "./progress/progress-view.ts";

export interface ExecutedRun {
  readonly request: RunRequest;
  readonly result: RunResult;
  readonly wallSeconds: number;
}

/** Runs everything, `workers` at a time, in the order given. All requests share one scenario. */
export async function executeRuns(
  context: CliContext,
  requests: readonly RunRequest[],
  workers: number,
): Promise<readonly ExecutedRun[]> {
  const { scenario } = requests[0]!;
  const board = new ProgressBoard(
    requests.map((request) => ({
      label: request.strategy.name,
      horizonSteps: scenario.horizonSteps,
      stepSeconds: scenario.stepSeconds,
    })),
  );
  const view = progressView(context, scenario);
  const pool = context.services.openPool(Math.min(workers, requests.length));
  const onInterrupt = (): void => context.err.write(`\n${context.text.stopping}\n`);
  context.interrupted.addEventListener("abort", onInterrupt, { once: true });
  try {
    const runs = requests.map((request, run) => executeRun(context, pool, request, run, board, view));
    const executed = await Promise.all(runs);
    if (!context.interrupted.aborted) view.finish(board.rows(), board.share());
    return executed;
  } finally {
    context.interrupted.removeEventListener("abort", onInterrupt);
    await pool.close();
  }
}

async function executeRun(
  context: CliContext,
  pool: ReturnType<CliContext["services"]["openPool"]>,
  request: RunRequest,
  run: number,
  board: ProgressBoard,
  view: ProgressView,
): Promise<ExecutedRun> {
  let startMs: number | undefined;
  const result = await pool.run(
    request,
    (progress) => {
      const nowMs = context.now();
      startMs ??= nowMs;
      board.update(run, progress, nowMs);
      if (!context.interrupted.aborted) view.show(board.rows(), board.share(), nowMs);
    },
    context.interrupted,
  );
  board.end(run);
  const endMs = context.now();
  return { request, result, wallSeconds: (endMs - (startMs ?? endMs)) / 1000 };
}

function progressView(context: CliContext, scenario: ReadyScenario): ProgressView {
  const { startLocal } = scenario.entry;
  const days = (scenario.horizonSteps * scenario.stepSeconds) / 86_400;
  const clockForm = days > 1 ? "date-time" : "time";
  return context.err.isTerminal
    ? new ProgressBars(context.err, startLocal, clockForm, context.text, context.colors)
    : new ProgressLines(context.err, startLocal, clockForm, context.text);
}
