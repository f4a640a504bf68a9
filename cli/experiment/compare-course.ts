// The course of `compare`: prepare, take over what is kept, run what is missing until it is enough, answer.
import {
  type InputProblem,
  type KpiReport,
  kpiDefinition,
  mserBatch,
  mserBatchesMin,
  mserPeriodMinutes,
  type Scenario,
} from "../../scenarios/index.ts";
import type { RunOptions } from "../command-kit.ts";
import { concludeRuns } from "../conclude-runs.ts";
import { type CliContext, writeLines } from "../context.ts";
import type { ExitCode } from "../exit-code.ts";
import { formatNumber } from "../format.ts";
import { type PreparedRuns, prepareRuns } from "../prepare-runs.ts";
import { answerLines, percentText } from "../report/answer-lines.ts";
import { compareReport } from "../report/html/compare-report.ts";
import { announceRuns, reportBadInput } from "../report/messages.ts";
import { runsWanted } from "../run-and-conclude.ts";
import { type AnswerWanted, answerOf, seedsNeeded } from "./answer.ts";
import { claimFolder, warmUpProblem } from "./claim-folder.ts";
import { keepRuns, openExecutor } from "./stored-runs.ts";

const STRATEGIES_MAX = 32;
/** Fewer seeds tell too little about how far chance reaches. */
const PRECISION_SEEDS_MIN = 5;
/** Where a precision is asked for and no number of seeds is named. */
const PRECISION_SEEDS_MAX = 50;

export interface CompareOptions extends RunOptions {
  readonly strategies?: readonly string[];
  /** With a precision at most this many. */
  readonly seeds?: number;
  readonly minSeeds?: number;
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
  const { strategies, warmUp, precision, kpi } = options;
  const seeds = options.seeds ?? (precision === undefined ? 1 : PRECISION_SEEDS_MAX);
  const wanted = runsWanted({ scenario, options, strategies, strategiesMax: STRATEGIES_MAX, seeds });
  // MSER-5 looks at the whole run, whatever the scenario leaves out.
  const left = warmUp === undefined ? [] : [`warmupMinutes=${warmUp === "mser5" ? 0 : warmUp}`];
  const checked = await prepareRuns(context, { ...wanted, fields: [...wanted.fields, ...left] });
  if (!checked.ok) return reportBadInput(context, checked.problems.map(warmUpProblem));
  const prepared = warmUp === "mser5" ? withWindows(checked.value) : checked.value;
  const problems = optionProblems(options, prepared.scenario, seeds);
  const misplaced = problems.length > 0 ? problems : claimFolder(context, options.out, prepared);
  if (misplaced.length > 0) return reportBadInput(context, misplaced);
  announceRuns(context, prepared);
  if (precision !== undefined) {
    writeLines(context.err, [context.text.experiment.atMost(seeds, percentText(precision))]);
  }
  const asked: AnswerWanted = {
    kpi,
    mser: warmUp === "mser5",
    precision:
      precision === undefined
        ? null
        : { kpi, precision, seedsMin: options.minSeeds ?? Math.min(PRECISION_SEEDS_MIN, seeds) },
  };
  const startMs = context.now();
  const executor = openExecutor(context, options.workers ?? context.processors, options.out);
  const executed = await executor.run(
    prepared.jobs,
    (complete) => seedsNeeded(prepared, complete, asked) !== null,
  );
  const answer = answerOf(prepared, executed, asked);
  return concludeRuns(context, prepared, answer.executed, {
    out: options.out,
    json: options.json ?? false,
    kpis: "all",
    wallSeconds: (context.now() - startMs) / 1000,
    answer,
    answerLines: answerLines(context, answer),
    report: () => compareReport(prepared, answer, context),
    keep: (dir) => {
      const unclaimed = claimFolder(context, dir, prepared);
      if (unclaimed.length > 0) throw new Error(unclaimed[0]!.found);
      keepRuns(dir, executed, context.version);
    },
  });
}

/** Each run also gives the KPIs from every start that MSER-5 may find. */
function withWindows(prepared: PreparedRuns): PreparedRuns {
  const windowMinutes = mserBatch * mserPeriodMinutes(prepared.scenario);
  return { ...prepared, jobs: prepared.jobs.map((job) => ({ ...job, windowMinutes })) };
}

/** What does not fit between the options, or between them and the scenario. */
function optionProblems(options: CompareOptions, scenario: Scenario, seeds: number): readonly InputProblem[] {
  const problems: InputProblem[] = [];
  const problem = (source: string, expected: string, found: string, advice: string) =>
    problems.push({ source, path: "", expected, found, advice });
  const { warmUp, precision, minSeeds, kpi } = options;
  const minutes = scenario.hours * 60;
  const needed = mserBatchesMin * mserBatch * mserPeriodMinutes(scenario);
  if (warmUp === "mser5" && minutes < needed) {
    const advice = "Simulate longer with --hours, or give a time: --warm-up 5m";
    problem(
      "--warm-up mser5",
      `a run of at least ${needed} minutes`,
      `${formatNumber(minutes)} minutes`,
      advice,
    );
  }
  if (typeof warmUp === "number" && warmUp >= minutes) {
    const advice = "Simulate longer with --hours, or shorten the warm-up";
    const found = `${formatNumber(warmUp)} minutes`;
    problem("--warm-up", `less than the run's ${formatNumber(minutes)} minutes`, found, advice);
  }
  if (precision !== undefined && kpiDefinition(kpi).better === "neutral") {
    problem("--kpi", "a KPI of which more, or less, is better", kpi, "E.g. --kpi unitsPerHour");
  }
  if (precision !== undefined && seeds < 2) {
    problem("--precision", "at least two seeds", `--seeds ${seeds}`, "E.g. --precision 2% --seeds 50");
  }
  if (minSeeds !== undefined && precision === undefined) {
    problem("--min-seeds", "--precision beside it", "no --precision", "E.g. --precision 2% --min-seeds 5");
  }
  if (minSeeds !== undefined && precision !== undefined && minSeeds > seeds) {
    problem("--min-seeds", `at most --seeds, ${seeds}`, String(minSeeds), "Raise --seeds");
  }
  return problems;
}
