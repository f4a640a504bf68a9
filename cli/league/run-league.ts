// `peakfleet lorr`: carries a league run through with progress, until its last step or Ctrl-C, and writes its result.
import { dirname, resolve } from "node:path";
import {
  CellOrderExecutor,
  type LeagueRunner,
  type LeagueSummary,
  openLeagueRun,
} from "../../scenarios/index.ts";
import { writeLeagueResult } from "../../scenarios/node/index.ts";
import { type CliContext, writeLines } from "../context.ts";
import { ExitCode, exitCodeOf, type StopSignal } from "../exit-code.ts";
import { formatCount, formatNumber } from "../format.ts";
import { makeFolder, outFileProblems } from "../output/make-folder.ts";
import { fallbackDir } from "../output/writers.ts";
import { LeagueProgressView } from "../progress/league-progress.ts";
import { displayWidth, pad } from "../table/display-width.ts";
import { reportLeagueFaults, reportOutProblems } from "./bad-league-input.ts";
import { readInstance } from "./read-league-files.ts";

/** Ways of execution under the 2026 rules. */
export const executors = ["following", "order"] as const;

/** Options as read from the command line. */
export interface LeagueRunWords {
  readonly steps: number;
  readonly stepLimitMs: number;
  readonly iterations?: number;
  readonly rowMemoryMb: number;
  readonly executor: (typeof executors)[number];
  readonly seed?: number;
  readonly out?: string;
  readonly json?: boolean;
}

const bytesPerMegabyte = 1024 * 1024;
/** Version of the summary that `--json` prints. */
const summaryVersion = 1;

/** 0 done, 1 when a step or schedule was invalid or the result could not be written, 2 bad input, 130 after Ctrl-C. */
export async function runLeague(
  context: CliContext,
  instancePath: string,
  words: LeagueRunWords,
): Promise<ExitCode> {
  const { steps, stepLimitMs, iterations, seed, rowMemoryMb, json } = words;
  const read = readInstance(instancePath);
  if (!read.ok) return reportLeagueFaults(context, read.faults, json);
  const problems = outFileProblems(words.out);
  if (problems.length > 0) return reportOutProblems(context, problems, json);
  const instance = read.value;
  const { league } = context.text;
  const robots = formatCount(instance.starts.length);
  context.err.write(`${league.announce(instance.name, instance.year, robots, formatCount(steps))}\n`);
  const run = openLeagueRun({
    instance,
    steps,
    stepLimitMs,
    clock: { nowMs: () => performance.now() },
    rowBytesMax: rowMemoryMb * bytesPerMegabyte,
    createExecutor: (setup) =>
      new CellOrderExecutor(setup, { followsClosely: words.executor === "following" }),
    ...(iterations === undefined ? {} : { iterations }),
    ...(seed === undefined ? {} : { seed }),
  });
  await carryThrough(context, run, instance.year, steps);
  const interrupted = context.interrupted.aborted;
  const stopped = !run.isDone;
  const out = words.out ?? (interrupted ? `${fallbackDir(instance.name, context.now())}.json` : undefined);
  const summary = run.summary();
  const isWritten = out === undefined || writeResult(context, out, run);
  if (json) {
    const head = { format: "peakfleet-lorr", version: summaryVersion, instance: instance.name };
    const tail = { complete: !stopped, memoryBytes: peakBytes(), out: isWritten ? (out ?? null) : null };
    context.out.write(`${JSON.stringify({ ...head, ...summary, ...tail }, null, 2)}\n`);
  } else {
    if (stopped)
      writeLines(context.err, [
        league.stoppedAt(instance.year, formatCount(summary.steps), formatCount(steps)),
      ]);
    writeLines(context.out, summaryLines(context, summary));
  }
  if (interrupted) return exitCodeOf(context.interrupted.reason as StopSignal);
  return isWritten && summary.errors + summary.scheduleErrors === 0 ? ExitCode.done : ExitCode.failedRun;
}

/** Steps until the end or Ctrl-C, letting signals in between two steps. */
async function carryThrough(
  context: CliContext,
  run: LeagueRunner,
  year: number,
  steps: number,
): Promise<void> {
  const { interrupted, err, text } = context;
  const view = new LeagueProgressView(context, year);
  const progress = () => ({
    step: run.step,
    steps,
    tasks: run.tasksFinished,
    planningMs: run.recentPlanningMs,
  });
  const onInterrupt = (): void => err.write(`\n${text.stopping}\n`);
  interrupted.addEventListener("abort", onInterrupt, { once: true });
  try {
    while (!run.isDone && !interrupted.aborted) {
      run.advance();
      // The last state is drawn below, once.
      if (!run.isDone) view.show(progress());
      await new Promise<void>((resume) => setImmediate(resume));
    }
    if (!interrupted.aborted) view.finish(progress());
  } finally {
    interrupted.removeEventListener("abort", onInterrupt);
  }
}

/** False when the file could not be written. */
function writeResult(context: CliContext, path: string, run: LeagueRunner): boolean {
  const { err, text } = context;
  try {
    makeFolder(dirname(resolve(path)));
    writeLeagueResult(path, run.resultPieces());
    err.write(`${text.written(path)}\n`);
    return true;
  } catch (error) {
    err.write(`${text.notWritten(path, error instanceof Error ? error.message : String(error))}\n`);
    return false;
  }
}

function summaryLines({ text }: CliContext, summary: LeagueSummary): readonly string[] {
  const { league } = text;
  const { tasksFinished, tasksPerStep, errands, errors, scheduleErrors, timeouts } = summary;
  const { year, rowsBuilt, rowBytes, heldBack } = summary;
  const { mean, p99, max } = summary.planningMs;
  const megabytes = (bytes: number) => formatCount(bytes / bytesPerMegabyte);
  const rows: [string, string][] = [
    [league.tasks, league.perStep(year, formatCount(tasksFinished), tasksPerStep.toFixed(2))],
    [league.errands, formatCount(errands)],
    [league.planning, league.planningMs(year, formatNumber(mean), formatNumber(p99), formatNumber(max))],
    [league.memory, league.memoryUse(megabytes(peakBytes()), megabytes(rowBytes), formatCount(rowsBuilt))],
    [league.errors, league.errorCount(year, formatCount(errors + scheduleErrors), formatCount(timeouts))],
  ];
  if (heldBack !== undefined) rows.push([league.held, league.heldTicks(formatCount(heldBack))]);
  const width = Math.max(...rows.map(([name]) => displayWidth(name)));
  return rows.map(([name, value]) => `${pad(name, width, "left")}  ${value}`);
}

/** Most memory that the process has had in use. */
function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
