// The sentences around a run: what runs, what was wrong, how fast it was.
import type { InputProblem, PhaseTiming, Scenario } from "../../scenarios/index.ts";
import { type CliContext, writeLines } from "../context.ts";
import type { ExecutedRun } from "../execute-runs.ts";
import { ExitCode } from "../exit-code.ts";
import { formatClock, formatCount, formatDuration, formatNumber, formatSpeedUp } from "../format.ts";
import type { PreparedRuns } from "../prepare-runs.ts";
import { startSecondsOf } from "../scenario-time.ts";
import { problemText } from "../text/problem-text.ts";

/** Prints what is wrong with the input and gives the exit code for it. */
export function reportBadInput(context: CliContext, problems: readonly InputProblem[]): ExitCode {
  const lines = problems.map((problem) => problemText(problem, context.language));
  writeLines(context.err, [context.colors.red(`${context.text.badInput}:`), ...lines]);
  return ExitCode.badInput;
}

/** `double-11-2025: 11-10 20:00 to 11-11 00:00, seed 1, 2 runs` */
export function announceRuns(context: CliContext, prepared: PreparedRuns): void {
  const { scenario, seeds, jobs, notes } = prepared;
  const startSeconds = startSecondsOf(scenario);
  if (notes.length > 0) writeLines(context.err, notes);
  context.err.write(
    `${context.text.runningScenario(
      scenario.name,
      formatClock(startSeconds, 0, "date-time"),
      formatClock(startSeconds, scenario.hours * 3600, "date-time"),
      seeds[0]!,
      jobs.length,
    )}\n`,
  );
}

/** What a valid scenario is, in a sentence, and what there is to say about its files. */
export function scenarioLines({ text }: CliContext, { scenario, notes }: PreparedRuns): readonly string[] {
  const { name, start, hours, fleet } = scenario;
  return [
    text.valid(name, text.scenarioSummary(start.replace("T", " "), formatNumber(hours), fleet.count)),
    ...notes,
  ];
}

/** Runs that had not started are counted, not named, above this many. */
const notStartedNamedMax = 3;

/** One line for every run that did not reach its end. */
export function unfinishedLines(context: CliContext, executed: readonly ExecutedRun[]): readonly string[] {
  const { text } = context;
  const notStarted = executed.filter(({ result }) => result.kind === "not-started").length;
  const isCounted = notStarted > notStartedNamedMax;
  const lines = executed.flatMap(({ job, result }) => {
    const label = `${job.strategy.name} (seed ${job.seed})`;
    if (result.kind === "failed") return [text.runFailed(label, result.message)];
    if (result.kind === "not-started") return isCounted ? [] : [text.notStarted(label)];
    if (result.kind === "complete") return [];
    return [text.stoppedAt(label, clockAt(job.scenario, result.step))];
  });
  return isCounted ? [...lines, text.notStartedCount(notStarted)] : lines;
}

/** `8 h simulated in 1 min 10 s: 411× real time` */
export function speedLine(
  context: CliContext,
  executed: readonly ExecutedRun[],
  wallSeconds: number,
): string {
  const simulated = executed.reduce(
    (sum, { job, result }) => sum + ("step" in result ? result.step * job.scenario.stepSeconds : 0),
    0,
  );
  return context.text.speedSummary(
    formatDuration(simulated, context.text),
    formatDuration(wallSeconds, context.text),
    formatSpeedUp(simulated / wallSeconds),
  );
}

/**
 * `pod-match: dispatch 0.4 ms and traffic 1.2 ms of wall time per step …`, one line per strategy: means over its runs, 99 %
 * and the longest plan of its slowest run.
 */
export function timingLines({ text }: CliContext, executed: readonly ExecutedRun[]): readonly string[] {
  const names = [...new Set(executed.map(({ job }) => job.strategy.name))];
  return names.flatMap((name) => {
    const timings = executed.flatMap(({ job, result }) =>
      job.strategy.name === name && "timings" in result ? [result.timings] : [],
    );
    if (timings.length === 0) return [];
    const [dispatch, traffic, planning] = (["dispatch", "traffic", "planning"] as const).map((phase) =>
      overRuns(timings.map((timing) => timing[phase])),
    );
    const steps = text.timings(
      name,
      formatMs(dispatch!.meanMs),
      formatMs(traffic!.meanMs),
      formatMs(dispatch!.p99Ms),
      formatMs(traffic!.p99Ms),
    );
    const { calls, meanMs, maxMs } = planning!;
    if (calls === 0) return [steps];
    return [`${steps}; ${text.planTimings(formatCount(calls), formatMs(meanMs), formatMs(maxMs))}`];
  });
}

function overRuns(timings: readonly PhaseTiming[]): PhaseTiming {
  const sum = (of: (timing: PhaseTiming) => number) =>
    timings.reduce((total, timing) => total + of(timing), 0);
  const calls = sum((timing) => timing.calls);
  const totalMs = sum((timing) => timing.totalMs);
  return {
    calls,
    totalMs,
    meanMs: calls === 0 ? 0 : totalMs / calls,
    p99Ms: Math.max(...timings.map((timing) => timing.p99Ms)),
    maxMs: Math.max(...timings.map((timing) => timing.maxMs)),
  };
}

/** Two significant digits below 10 ms. */
function formatMs(ms: number): string {
  return ms < 1 ? ms.toFixed(2) : ms < 10 ? ms.toFixed(1) : formatCount(ms);
}

function clockAt(scenario: Scenario, step: number): string {
  return formatClock(startSecondsOf(scenario), step * scenario.stepSeconds, "date-time");
}
