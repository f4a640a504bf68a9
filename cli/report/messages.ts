// The sentences around a run: what runs, what was wrong, how fast it was.
import { type CliContext, writeLines } from "../context.ts";
import type { ExecutedRun } from "../execute-runs.ts";
import { ExitCode } from "../exit-code.ts";
import { formatClock, formatDuration, formatSpeedUp } from "../format.ts";
import type { ReadyScenario } from "../ports.ts";
import type { PreparedRuns } from "../prepare-runs.ts";

/** Prints what is wrong with the input and gives the exit code for it. */
export function reportBadInput(context: CliContext, problems: readonly string[]): ExitCode {
  writeLines(context.err, [context.colors.red(`${context.text.badInput}:`), ...problems]);
  return ExitCode.badInput;
}

/** `double-11-2025: 11-10 20:00 to 11-11 00:00, seed 1, 2 runs` */
export function announceRuns(context: CliContext, prepared: PreparedRuns): void {
  const { scenario, seeds, requests } = prepared;
  const seconds = scenario.horizonSteps * scenario.stepSeconds;
  const { name, startLocal } = scenario.entry;
  context.err.write(
    `${context.text.runningScenario(
      name,
      formatClock(startLocal, 0, "date-time"),
      formatClock(startLocal, Math.round(seconds), "date-time"),
      seeds[0]!,
      requests.length,
    )}\n`,
  );
}

/** One line for every run that did not reach its end. */
export function unfinishedLines(context: CliContext, executed: readonly ExecutedRun[]): readonly string[] {
  const { text } = context;
  return executed.flatMap(({ request, result }) => {
    const label = `${request.strategy.name} (seed ${request.seed})`;
    if (result.kind === "failed") return [text.runFailed(label, result.message)];
    if (result.kind === "not-started") return [text.notStarted(label)];
    if (result.kind === "complete") return [];
    return [text.stoppedAt(label, clockAt(request.scenario, result.step))];
  });
}

/** `8 h simulated in 1 min 10 s: 411× real time` */
export function speedLine(
  context: CliContext,
  executed: readonly ExecutedRun[],
  wallSeconds: number,
): string {
  const simulated = executed.reduce(
    (sum, { request, result }) => sum + ("step" in result ? result.step * request.scenario.stepSeconds : 0),
    0,
  );
  return context.text.speedSummary(
    formatDuration(simulated, context.text),
    formatDuration(wallSeconds, context.text),
    formatSpeedUp(simulated / wallSeconds),
  );
}

function clockAt(scenario: ReadyScenario, step: number): string {
  return formatClock(scenario.entry.startLocal, step * scenario.stepSeconds, "date-time");
}
