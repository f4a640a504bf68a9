// The course of `sweep`: every combination of the varied values, under every strategy, over the seeds; a curve of each.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checked, InputProblem, KpiReport, RunJob, Target } from "../../scenarios/index.ts";
import type { RunOptions } from "../command-kit.ts";
import { type CliContext, writeLines } from "../context.ts";
import type { ExecutedRun } from "../execute-runs.ts";
import { ExitCode, exitCodeOf, type StopSignal } from "../exit-code.ts";
import type { Variation } from "../option-values.ts";
import { sweepCsv, sweepJson } from "../output/sweep-files.ts";
import { fallbackDir } from "../output/writers.ts";
import { type PreparedRuns, prepareRuns } from "../prepare-runs.ts";
import { sweepReport } from "../report/html/sweep-report.ts";
import { announceRuns, reportBadInput, speedLine, unfinishedLines } from "../report/messages.ts";
import { sweepLines } from "../report/sweep-table.ts";
import { runsWanted } from "../run-and-conclude.ts";
import { claimFolder, warmUpProblem } from "./claim-folder.ts";
import { keepRuns, openExecutor } from "./stored-runs.ts";

const STRATEGIES_MAX = 32;
const POINTS_MAX = 400;

export interface SweepOptions extends RunOptions {
  readonly vary: readonly Variation[];
  readonly strategies?: readonly string[];
  readonly seeds: number;
  readonly warmUp?: number | "mser5";
  readonly kpi: keyof KpiReport;
  readonly target?: Target;
}

/** One combination of values and the reports of its finished runs, by strategy in the order of `Sweep.strategies`. */
export interface SweepPoint {
  readonly values: readonly string[];
  readonly reports: readonly (readonly KpiReport[])[];
}

export interface Sweep {
  readonly scenario: PreparedRuns["scenario"];
  readonly variations: readonly Variation[];
  readonly strategies: readonly string[];
  readonly seeds: readonly number[];
  readonly kpi: keyof KpiReport;
  readonly target: Target | null;
  readonly points: readonly SweepPoint[];
}

export async function sweepAndConclude(
  context: CliContext,
  scenario: string,
  options: SweepOptions,
): Promise<ExitCode> {
  const problems = varyProblems(context, options);
  if (problems.length > 0) return reportBadInput(context, problems);
  const combinations = combine(options.vary);
  const prepared: PreparedRuns[] = [];
  for (const values of combinations) {
    const at = await preparePoint(context, scenario, options, values);
    if (!at.ok) return reportBadInput(context, at.problems.map(warmUpProblem));
    prepared.push(at.value);
  }
  const first = prepared[0]!;
  const varied = options.vary.map(({ path }) => path);
  const misplaced = claimFolder(context, options.out, first, varied);
  if (misplaced.length > 0) return reportBadInput(context, misplaced);
  announceRuns(context, { ...first, jobs: prepared.flatMap(({ jobs }) => jobs) });
  const strategies = [...new Set(first.jobs.map((job) => job.strategy.name))];
  const { experiment } = context.text;
  writeLines(context.err, [experiment.points(combinations.length, strategies.length, first.seeds.length)]);
  const startMs = context.now();
  const executor = openExecutor(context, options.workers ?? context.processors, options.out);
  // Seed by seed over all points, so that a stopped sweep has whole curves.
  const jobs: RunJob[] = first.seeds.flatMap((seed) =>
    prepared.flatMap((point) => point.jobs.filter((job) => job.seed === seed)),
  );
  const executed = await executor.run(jobs);
  const sweep: Sweep = {
    scenario: first.scenario,
    variations: options.vary,
    strategies,
    seeds: first.seeds,
    kpi: options.kpi,
    target: options.target ?? null,
    points: prepared.map((point, i) => ({
      values: combinations[i]!,
      reports: strategies.map((name) =>
        executed.flatMap(({ job, result }) =>
          point.jobs.includes(job) && job.strategy.name === name && result.kind === "complete"
            ? [result.kpis]
            : [],
        ),
      ),
    })),
  };
  if (options.json) context.out.write(`${JSON.stringify(sweepJson(sweep, context.version), null, 2)}\n`);
  else {
    const wallSeconds = (context.now() - startMs) / 1000;
    const done = executed.filter(({ kept }) => kept !== true);
    const speed = done.length > 0 ? [speedLine(context, done, wallSeconds)] : [];
    writeLines(context.out, [...sweepLines(context, sweep), ...speed]);
  }
  const unfinished = unfinishedLines(context, executed);
  if (unfinished.length > 0) writeLines(context.err, unfinished);
  const isComplete = (run: ExecutedRun) => run.result.kind === "complete";
  const interrupted = context.interrupted.aborted && executed.some(isComplete);
  const out = options.out ?? (interrupted ? fallbackDir(first.scenario.name, context.now()) : undefined);
  const written = writeSweep(context, sweep, out, (dir) => {
    if (options.out !== undefined) return;
    const unclaimed = claimFolder(context, dir, first, varied);
    if (unclaimed.length > 0) throw new Error(unclaimed[0]!.found);
    keepRuns(dir, executed, context.version);
  });
  if (written && interrupted && out !== undefined) writeLines(context.err, [experiment.goOn(out)]);
  if (context.interrupted.aborted) return exitCodeOf(context.interrupted.reason as StopSignal);
  return written && executed.every(isComplete) ? ExitCode.done : ExitCode.failedRun;
}

function varyProblems(context: CliContext, options: SweepOptions): readonly InputProblem[] {
  const points = options.vary.reduce((product, { values }) => product * values.length, 1);
  if (options.warmUp === "mser5") {
    const expected = "a time such as 30m: every point of a sweep leaves out the same time";
    return [{ source: "--warm-up mser5", path: "", expected, found: "mser5" }];
  }
  if (points <= POINTS_MAX) return [];
  const expected = context.text.experiment.tooManyPoints(points, POINTS_MAX);
  return [{ source: "--vary", path: "", expected, found: String(points) }];
}

/** All combinations, the last field changing fastest. */
function combine(variations: readonly Variation[]): readonly (readonly string[])[] {
  return variations.reduce<readonly (readonly string[])[]>(
    (combinations, { values }) =>
      combinations.flatMap((combination) => values.map((value) => [...combination, value])),
    [[]],
  );
}

async function preparePoint(
  context: CliContext,
  scenario: string,
  options: SweepOptions,
  values: readonly string[],
): Promise<Checked<PreparedRuns>> {
  const { strategies, seeds, warmUp } = options;
  const wanted = runsWanted({ scenario, options, strategies, strategiesMax: STRATEGIES_MAX, seeds });
  const fields = values.map((value, i) => `${options.vary[i]!.path}=${value}`);
  if (typeof warmUp === "number") fields.push(`warmupMinutes=${warmUp}`);
  const checked = await prepareRuns(context, { ...wanted, fields: [...wanted.fields, ...fields] });
  return checked.ok ? checked : { ...checked, problems: checked.problems.map(varied(fields)) };
}

/** Values of `--vary` are carried out as overrides; their problems name the option that was typed. */
function varied(fields: readonly string[]) {
  return (problem: InputProblem): InputProblem =>
    fields.some((field) => problem.source === `--set ${field}`)
      ? { ...problem, source: problem.source.replace("--set", "--vary") }
      : problem;
}

/** False when the files could not be written. */
function writeSweep(
  context: CliContext,
  sweep: Sweep,
  out: string | undefined,
  keep: (dir: string) => void,
): boolean {
  if (out === undefined) return true;
  try {
    keep(out);
    writeFileSync(join(out, "sweep.json"), `${JSON.stringify(sweepJson(sweep, context.version), null, 2)}\n`);
    writeFileSync(join(out, "sweep.csv"), sweepCsv(sweep));
    writeFileSync(join(out, "report.html"), sweepReport(sweep, context));
    context.err.write(`${context.text.written(out)}\n`);
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    context.err.write(`${context.text.notWritten(out, why)}\n`);
    return false;
  }
}
