// `peakfleet plan`: loads, runs to the moment, prints the plan and writes its models.
import { writeFileSync } from "node:fs";
import {
  type Checked,
  type InputProblem,
  lpText,
  type PlanOutcome,
  type SolvedModel,
  type SolverPreference,
} from "../../scenarios/index.ts";
import { type CliContext, writeLines } from "../context.ts";
import { ExitCode, exitCodeOf, type StopSignal } from "../exit-code.ts";
import { formatClock } from "../format.ts";
import { type PreparedRuns, prepareRuns } from "../prepare-runs.ts";
import { reportBadInput } from "../report/messages.ts";
import { horizonStepsOf, startSecondsOf } from "../scenario-time.ts";
import { textOf } from "../text/index.ts";
import { planPicture } from "./plan-picture.ts";
import { hourlyPrices, priceSentences } from "./plan-prices.ts";
import { planLines } from "./plan-report.ts";
import { planSeconds } from "./plan-time.ts";

export interface PlanWords {
  readonly at?: string;
  readonly strategy: string;
  readonly solver: SolverPreference;
  readonly exportLp?: string;
  readonly report?: string;
  readonly seed?: number;
  readonly set?: readonly string[];
  readonly rule?: readonly string[];
  readonly inject?: readonly string[];
  readonly json?: boolean;
}

/** Version of what `--json` prints. */
const resultVersion = 1;
/** A plan is told about once in this many ms while the run goes there. */
const tellEveryMs = 3000;

export async function runPlan(context: CliContext, scenario: string, words: PlanWords): Promise<ExitCode> {
  const { plan: text } = context.text;
  const prepared = await prepareRuns(context, {
    scenario,
    hours: undefined,
    fields: words.set ?? [],
    rules: words.rule ?? [],
    injections: words.inject ?? [],
    strategies: [words.strategy],
    strategiesMax: 1,
    firstSeed: words.seed,
    seeds: 1,
  });
  if (!prepared.ok) return reportBadInput(context, prepared.problems);
  const job = prepared.value.jobs[0]!;
  const startSeconds = startSecondsOf(job.scenario);
  const at = atStepOf(context, prepared.value, words.at);
  if (!at.ok) return reportBadInput(context, at.problems);
  const clock = (step: number) => formatClock(startSeconds, step * job.scenario.stepSeconds, "date-time");
  const announced = text.running(job.scenario.name, clock(0), clock(at.value), job.strategy.name, job.seed);
  context.err.write(`${announced}\n`);

  let toldMs = context.now();
  const result = await context.services.makePlan(
    { ...job, atStep: at.value },
    {
      preference: words.solver,
      clock: context.now,
      signal: context.interrupted,
      onStep: (step) => {
        if (context.now() - toldMs < tellEveryMs) return;
        toldMs = context.now();
        context.err.write(`${Math.floor((100 * step) / Math.max(1, at.value))}%  ${clock(step)}\n`);
      },
    },
  );
  switch (result.kind) {
    case "stopped":
      return exitCodeOf(context.interrupted.reason as StopSignal);
    case "failed":
      context.err.write(`${text.failed(result.message)}\n`);
      return ExitCode.failedRun;
    case "no-plan":
      return reportBadInput(context, [
        {
          source: "--strategy",
          path: "",
          expected: text.noPlanner,
          found: words.strategy,
          advice: text.noPlannerAdvice,
        },
      ]);
    case "planned":
      break;
  }
  if (words.exportLp !== undefined) {
    const problem = exportModels(context, words.exportLp, result.solved);
    if (problem !== undefined) return reportBadInput(context, [problem]);
  }
  if (words.report !== undefined) {
    const problem = writePicture(context, words.report, job.scenario.name, result, startSeconds);
    if (problem !== undefined) return reportBadInput(context, [problem]);
  }
  if (words.json) context.out.write(`${JSON.stringify(planDocument(context, job, result, startSeconds))}\n`);
  else writeLines(context.out, planLines(context, result, startSeconds));
  const unsolved = result.solved.filter(({ solution }) => solution.x.length === 0);
  for (const { model, solution } of unsolved) {
    context.err.write(`${text.notSolved(model.name, solution.message)}\n`);
  }
  return unsolved.length === 0 ? ExitCode.done : ExitCode.failedRun;
}

function atStepOf(
  { text: { plan: text } }: CliContext,
  { scenario }: PreparedRuns,
  words: string | undefined,
): Checked<number> {
  const startSeconds = startSecondsOf(scenario);
  const lastStep = horizonStepsOf(scenario) - 1;
  const seconds = words === undefined ? 0 : planSeconds(words, startSeconds);
  const step = seconds === undefined ? Number.NaN : Math.round(seconds / scenario.stepSeconds);
  if (step >= 0 && step <= lastStep) return { ok: true, value: step };
  const clock = (at: number) => formatClock(startSeconds, at * scenario.stepSeconds, "date-time");
  const expected = text.expectedAt(clock(0), clock(lastStep));
  return {
    ok: false,
    problems: [{ source: "--at", path: "", expected, found: words ?? "", advice: text.atAdvice }],
  };
}

function writePicture(
  context: CliContext,
  file: string,
  scenario: string,
  outcome: PlanOutcome,
  startSeconds: number,
): InputProblem | undefined {
  const { plan: text, written } = context.text;
  const [en, zh] = (["en", "zh"] as const).map((language) =>
    priceSentences({ ...context, text: textOf(language) }, outcome, startSeconds),
  );
  const time = formatClock(startSeconds, outcome.madeAtStep * outcome.stepSeconds, "date-time");
  const title = `peakfleet plan · ${scenario} · ${time}`;
  const sentences = en!.map((sentence, i) => ({ en: sentence, zh: zh![i]! }));
  try {
    writeFileSync(file, planPicture(context.language, title, outcome, startSeconds, sentences));
  } catch (error) {
    const found = text.notWritten(file, error instanceof Error ? error.message : String(error));
    return { source: "--report", path: "", expected: text.expectedFile, found };
  }
  context.err.write(`${written(file)}\n`);
  return undefined;
}

/** `plan.lp` → `plan.dispatch.lp` and `plan.slotting.lp`; what went wrong, if anything did. */
function exportModels(
  context: CliContext,
  file: string,
  solved: readonly SolvedModel[],
): InputProblem | undefined {
  const { plan: text, written } = context.text;
  const base = file.replace(/\.lp$/i, "");
  for (const { model } of solved) {
    const path = `${base}.${model.name.replace(/[^\w-]+/g, "-")}.lp`;
    try {
      writeFileSync(path, lpText(model));
    } catch (error) {
      const found = text.notWritten(path, error instanceof Error ? error.message : String(error));
      return { source: "--export-lp", path: "", expected: text.expectedFile, found };
    }
    context.err.write(`${written(path)}\n`);
  }
  return undefined;
}

/** Everything as plain numbers, times as seconds after the scenario's start. */
function planDocument(
  context: CliContext,
  job: { readonly scenario: { readonly name: string; readonly start: string }; readonly seed: number },
  outcome: PlanOutcome,
  startSeconds: number,
) {
  const { dispatch, slotting, forecast, stepSeconds } = outcome;
  return {
    version: resultVersion,
    scenario: job.scenario.name,
    start: job.scenario.start,
    seed: job.seed,
    madeAtSeconds: outcome.madeAtStep * stepSeconds,
    ordersOpen: outcome.ordersOpen,
    zones: outcome.zones,
    zoneShare:
      slotting === null
        ? null
        : Array.from({ length: slotting.zoneShare.length / slotting.zoneCount }, (_, sku) =>
            Array.from(slotting.zoneShare.subarray(sku * slotting.zoneCount, (sku + 1) * slotting.zoneCount)),
          ),
    forecastOrders: forecast === null ? null : Array.from(forecast.orders),
    dispatch:
      dispatch === null
        ? null
        : Object.fromEntries(
            Object.entries({ ...dispatch, periodSeconds: dispatch.periodSteps * stepSeconds }).map(
              ([key, value]) => [key, value instanceof Float64Array ? Array.from(value) : value],
            ),
          ),
    prices: {
      robot: hourlyPrices(outcome, "robotHourPrice"),
      pickStation: hourlyPrices(outcome, "stationHourPrice"),
      sentences: priceSentences(context, outcome, startSeconds),
    },
    models: outcome.solved.map(({ model, solution, atStep, wallSeconds }) => ({
      name: model.name,
      columns: model.columnCount,
      rows: model.rowCount,
      entries: model.value.length,
      solvedAtSeconds: atStep * stepSeconds,
      solver: solution.solver,
      status: solution.status,
      objective: solution.objective,
      gap: solution.gap,
      iterations: solution.iterations,
      wallSeconds,
      message: solution.message,
    })),
  };
}
