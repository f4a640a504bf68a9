// After the runs: files, table or JSON, and the exit code.
import { compareRuns, hasFaults } from "../scenarios/index.ts";
import { type CliContext, writeLines } from "./context.ts";
import type { ExecutedRun } from "./execute-runs.ts";
import { ExitCode, exitCodeOf, type StopSignal } from "./exit-code.ts";
import type { Answer } from "./experiment/answer.ts";
import { type ResultInput, resultJson } from "./output/result.ts";
import { fallbackDir, writeResults } from "./output/writers.ts";
import type { PreparedRuns } from "./prepare-runs.ts";
import { comparisonTable, headlineKpis, runTable } from "./report/kpi-table.ts";
import { speedLine, timingLines, unfinishedLines } from "./report/messages.ts";
import { whyLines } from "./report/why-table.ts";
import { wrap } from "./table/display-width.ts";

export interface Conclusion {
  /** Folder named by `--out`. */
  readonly out: string | undefined;
  readonly json: boolean;
  readonly kpis: "headline" | "all";
  readonly wallSeconds: number;
  /** What came of an experiment. */
  readonly answer?: Answer;
  /** The same in words, below the table. */
  readonly answerLines?: readonly string[];
  /** The text of `report.html`; made only when a folder is written. */
  readonly report?: () => string;
  /** Keeps complete runs in a folder that was not named before, so that a later call can go on; throws the system's error. */
  readonly keep?: (dir: string) => void;
}

/**
 * Reports the runs. When Ctrl-C or SIGTERM stopped them, what was done is written even if no folder was named. Gives 0
 * when every run is complete, 130 after Ctrl-C, 143 after SIGTERM, 1 when a run or the writing of its results failed.
 */
export function concludeRuns(
  context: CliContext,
  prepared: PreparedRuns,
  executed: readonly ExecutedRun[],
  conclusion: Conclusion,
): ExitCode {
  const input: ResultInput = {
    prepared,
    executed,
    peakfleetVersion: context.version,
    language: context.language,
    answer: conclusion.answer ?? null,
    report: conclusion.report ?? null,
  };
  const interrupted = context.interrupted.aborted;
  if (conclusion.json) context.out.write(`${JSON.stringify(resultJson(input), null, 2)}\n`);
  else printTables(context, prepared, executed, conclusion);
  const unfinished = unfinishedLines(context, executed);
  if (unfinished.length > 0) writeLines(context.err, unfinished);
  const written = writeFiles(context, input, conclusion, interrupted);
  if (interrupted) return exitCodeOf(context.interrupted.reason as StopSignal);
  return written && executed.every((run) => run.result.kind === "complete")
    ? ExitCode.done
    : ExitCode.failedRun;
}

function printTables(
  context: CliContext,
  { scenario }: PreparedRuns,
  executed: readonly ExecutedRun[],
  conclusion: Conclusion,
): void {
  const { text, out } = context;
  const whole = conclusion.answer?.comparison ?? null;
  const comparison =
    whole ??
    compareRuns(
      executed.flatMap(({ job, result }) =>
        "kpis" in result ? [{ strategy: job.strategy.name, seed: job.seed, kpis: result.kpis }] : [],
      ),
    );
  if (comparison === null) return;
  const { strategies, seeds, baseline } = comparison;
  const faults = hasFaults(scenario) ? "all" : "happened";
  const table =
    strategies.length === 1
      ? runTable(context, strategies[0]!.means, faults)
      : comparisonTable(context, strategies, conclusion.kpis === "all" ? "all" : headlineKpis, faults);
  writeLines(out, ["", ...table, ""]);
  const notes: string[] = [];
  if (executed.some((run) => run.result.kind !== "complete")) {
    notes.push(whole === null ? text.partial : text.experiment.wholeSeeds(seeds.length));
  }
  if (strategies.length > 1) {
    notes.push(text.comparedWith(baseline));
    notes.push(seeds.length > 1 ? text.confidence("95%", seeds.length) : text.oneSeed);
  }
  const done = executed.filter(({ kept }) => kept !== true);
  if (done.length > 0) notes.push(speedLine(context, done, conclusion.wallSeconds));
  notes.push(...timingLines(context, executed));
  writeLines(
    out,
    notes.flatMap((note) => wrap(note, out.columns)),
  );
  const why = whyLines(context, executed);
  if (why.length > 0) writeLines(out, ["", ...why.slice(0, -1)]);
  const answer = conclusion.answerLines ?? [];
  if (answer.length > 0) writeLines(out, ["", ...answer]);
}

/** False when the files could not be written. */
function writeFiles(
  context: CliContext,
  input: ResultInput,
  { out, keep }: Conclusion,
  interrupted: boolean,
): boolean {
  if (out === undefined && !interrupted) return true;
  if (interrupted && input.executed.every((run) => run.result.kind === "not-started")) {
    context.err.write(`${context.text.nothingDone}\n`);
    return true;
  }
  const dir = out ?? fallbackDir(input.prepared.scenario.name, context.now());
  try {
    writeResults(dir, input);
    const kept = keep !== undefined && input.executed.some(({ result }) => result.kind === "complete");
    if (out === undefined && kept) keep(dir);
    context.err.write(`${context.text.written(dir)}\n`);
    if (interrupted && kept) context.err.write(`${context.text.experiment.goOn(dir)}\n`);
    return true;
  } catch (error) {
    context.err.write(
      `${context.text.notWritten(dir, error instanceof Error ? error.message : String(error))}\n`,
    );
    return false;
  }
}
