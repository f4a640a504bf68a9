// The course of `compare`: warm-up, rounds of seeds until all are done or the differences are known well enough, conclusion.
import { type KpiReport, mser5, selectBest, widestHalfWidth } from "../../scenarios/index.ts";
import type { RunOptions } from "../command-kit.ts";
import { concludeRuns } from "../conclude-runs.ts";
import { type CliContext, writeLines } from "../context.ts";
import type { ExecutedRun } from "../execute-runs.ts";
import type { ExitCode } from "../exit-code.ts";
import { folderProblems } from "../output/make-folder.ts";
import { type PreparedRuns, prepareRuns } from "../prepare-runs.ts";
import { compareReport } from "../report/html/compare-report.ts";
import { announceRuns, reportBadInput } from "../report/messages.ts";
import { runsWanted } from "../run-and-conclude.ts";
import { comparedRuns } from "./compared-runs.ts";
import { selectionLines } from "./selection-lines.ts";
import { type Executor, openExecutor } from "./stored-runs.ts";

const STRATEGIES_MAX = 32;
/** Fewer seeds tell too little about how far chance reaches. */
const PRECISION_SEEDS_MIN = 5;

export interface CompareOptions extends RunOptions {
  readonly strategies?: readonly string[];
  readonly seeds: number;
  /** Minutes left out of the KPIs, or found from the runs. */
  readonly warmUp?: number | "mser5";
  /** Stop once every difference is known to this share of the baseline's mean. */
  readonly precision?: number;
  /** The KPI that precision and the best strategy are judged by. */
  readonly kpi: keyof KpiReport;
}

export async function compareAndConclude(
  context: CliContext,
  scenario: string,
  options: CompareOptions,
): Promise<ExitCode> {
  const { strategies, seeds, warmUp } = options;
  const course = { scenario, options, strategies, strategiesMax: STRATEGIES_MAX, seeds };
  const unwritable = folderProblems(options.out);
  if (unwritable.length > 0) return reportBadInput(context, unwritable);
  const executor = openExecutor(context, options.workers ?? context.processors, options.out);
  let wanted = runsWanted(course);
  if (typeof warmUp === "number") wanted = { ...wanted, fields: [...wanted.fields, warmUpField(warmUp)] };
  let prepared = await prepareRuns(context, wanted);
  if (!prepared.ok) return reportBadInput(context, prepared.problems);
  const startMs = context.now();
  announceRuns(context, prepared.value);
  if (warmUp === "mser5") {
    const minutes = await findWarmUp(context, executor, prepared.value);
    wanted = { ...wanted, fields: [...wanted.fields, warmUpField(minutes)] };
    prepared = await prepareRuns(context, wanted);
    if (!prepared.ok) return reportBadInput(context, prepared.problems);
  }
  const executed = await runRounds(context, executor, prepared.value, options);
  const compared = comparedRuns(executed);
  const selection = selectBest(compared, options.kpi);
  return concludeRuns(context, prepared.value, executed, {
    out: options.out,
    json: options.json ?? false,
    kpis: "all",
    wallSeconds: (context.now() - startMs) / 1000,
    notes: selection === null ? [] : selectionLines(context, selection),
    selection,
    report: () => compareReport(prepared.value, executed, selection, context),
  });
}

function warmUpField(minutes: number): string {
  return `warmupMinutes=${minutes}`;
}

/** Pilot runs of the first seed without a warm-up; the latest cut of any strategy holds for all. */
async function findWarmUp(context: CliContext, executor: Executor, prepared: PreparedRuns): Promise<number> {
  const { text, err } = context;
  writeLines(err, [text.experiment.pilot]);
  const first = prepared.jobs.filter((job) => job.seed === prepared.seeds[0]);
  const pilots = await executor.run(
    first.map((job) => ({ ...job, scenario: { ...job.scenario, warmupMinutes: 0 } })),
  );
  const cuts = pilots.flatMap(({ result }) => ("series" in result ? [mser5(result.series.unitsPicked)] : []));
  const minutes = Math.max(0, ...cuts.map(({ cut }) => cut));
  writeLines(err, [
    text.experiment.warmUpFound(minutes),
    ...(cuts.every(({ settled }) => settled) ? [] : [text.experiment.warmUpUnsettled]),
  ]);
  return minutes;
}

/** All seeds at once, or in rounds of a few until the wanted precision is reached. */
async function runRounds(
  context: CliContext,
  executor: Executor,
  prepared: PreparedRuns,
  { precision, kpi }: CompareOptions,
): Promise<readonly ExecutedRun[]> {
  const { jobs, seeds } = prepared;
  if (precision === undefined) return executor.run(jobs);
  const executed: ExecutedRun[] = [];
  for (let from = 0; from < seeds.length && !context.interrupted.aborted; ) {
    const to = from === 0 ? PRECISION_SEEDS_MIN : from + Math.max(2, context.processors);
    const round = new Set(seeds.slice(from, to));
    executed.push(...(await executor.run(jobs.filter((job) => round.has(job.seed)))));
    from = to;
    const half = widestHalfWidth(comparedRuns(executed), kpi);
    const done = Math.min(from, seeds.length);
    const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
    writeLines(context.err, [context.text.experiment.precision(done, percent(half), percent(precision))]);
    if (half <= precision) break;
  }
  return executed;
}
