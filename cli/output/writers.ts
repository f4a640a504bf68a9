// Writes results into a folder: result.json, kpis.csv, and one series file (per simulated minute) for each run.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Comparison,
  type DecisionNote,
  formatLocalSeconds,
  type KpiSeries,
  kpiDefinitions,
  reasonSentence,
  type Scenario,
} from "../../scenarios/index.ts";
import { activityNames } from "../../sim/model/index.ts";
import type { ExecutedRun } from "../execute-runs.ts";
import type { Language } from "../ports.ts";
import { startSecondsOf } from "../scenario-time.ts";
import { csvText } from "./csv.ts";
import { makeFolder } from "./make-folder.ts";
import { type ResultInput, resultJson } from "./result.ts";

/**
 * Creates `dir` if need be and writes into it; files of an earlier run with the same names are replaced. Gives the names
 * of the files; throws the system's error when the folder cannot be written.
 */
export function writeResults(dir: string, input: ResultInput): readonly string[] {
  const { executed } = input;
  const files: (readonly [string, string])[] = [
    ["result.json", `${JSON.stringify(resultJson(input), null, 2)}\n`],
    ["kpis.csv", kpisCsv(executed)],
  ];
  if (input.answer?.comparison != null) files.push(["paired.csv", pairedCsv(input.answer.comparison)]);
  const severalSeeds = new Set(executed.map((run) => run.job.seed)).size > 1;
  for (const { job, result } of executed) {
    if (result.kind !== "complete" && result.kind !== "stopped") continue;
    const seed = severalSeeds ? `-seed-${job.seed}` : "";
    files.push([
      `series-${fileName(job.strategy.name)}${seed}.csv`,
      seriesCsv(result.series, startSecondsOf(job.scenario)),
    ]);
    if (result.decisions !== undefined) {
      const text = decisionsCsv(result.decisions.notes, job.scenario, input.language);
      files.push([`decisions-${fileName(job.strategy.name)}${seed}.csv`, text]);
    }
  }
  makeFolder(dir);
  for (const [name, content] of files) writeFileSync(join(dir, name), content);
  if (input.report !== null) {
    files.push(["report.html", input.report()]);
    writeFileSync(join(dir, "report.html"), files.at(-1)![1]);
  }
  return files.map(([name]) => name);
}

/** One line per run, one column per KPI. */
function kpisCsv(executed: readonly ExecutedRun[]): string {
  const ids = kpiDefinitions.map(({ id }) => id);
  const rows = executed.map(({ job, result }) => {
    const head = [job.scenario.name, job.strategy.name, job.seed, result.kind];
    if (result.kind === "failed" || result.kind === "not-started")
      return [...head, "", "", ...ids.map(() => "")];
    return [...head, result.step, result.hash, ...ids.map((id) => result.kpis[id])];
  });
  return csvText(["scenario", "strategy", "seed", "state", "step", "hash", ...ids], rows);
}

/** One line per strategy and KPI: the difference from the baseline with its interval. */
function pairedCsv({ baseline, strategies }: Comparison): string {
  const columns = [
    "n",
    "meanA",
    "meanB",
    "difference",
    "low",
    "high",
    "relative",
    "relativeLow",
    "relativeHigh",
    "wins",
    "losses",
    "verdict",
  ] as const;
  const rows = strategies.flatMap(({ name, paired }) =>
    paired.map((kpi) => [name, baseline, kpi.id, ...columns.map((column) => kpi[column])]),
  );
  const names = columns.map((column) => pairedNames[column] ?? column);
  return csvText(["strategy", "baseline", "kpi", ...names], rows);
}

/** Columns that are called otherwise in the file. */
const pairedNames: Readonly<Record<string, string>> = { n: "seeds", meanA: "meanBaseline", meanB: "mean" };

/** One line per simulated minute; robots as the mean number in each activity. */
function seriesCsv(series: KpiSeries, startSeconds: number): string {
  const columns: readonly (readonly [string, Float64Array])[] = [
    ["ordersArrived", series.ordersArrived],
    ["ordersDone", series.ordersDone],
    ["unitsPicked", series.unitsPicked],
    ["backlog", series.backlog],
    ["lateOrders", series.lateOrders],
    ["stationsBusy", series.stationsBusy],
  ];
  const robotColumns = activityNames.map((name) => `robots_${name}`);
  const rows = Array.from({ length: series.minutes }, (_, minute) => [
    minute,
    formatLocalSeconds(startSeconds + minute * 60),
    ...columns.map(([, values]) => values[minute]!),
    ...activityNames.map((_name, activity) => series.robots[activity * series.minutes + minute]!),
  ]);
  return csvText(["minute", "localTime", ...columns.map(([name]) => name), ...robotColumns], rows);
}

/** The latest decisions one by one: first and last time, what it was about, what was chosen, why. */
function decisionsCsv(notes: readonly DecisionNote[], scenario: Scenario, language: Language): string {
  const at = (step: number) =>
    formatLocalSeconds(startSecondsOf(scenario) + Math.floor(step * scenario.stepSeconds));
  const rows = notes.map(({ decision, rule, fromStep, toStep, subject, chosen, because }) => [
    at(fromStep),
    at(toStep),
    decision,
    rule,
    Object.entries(subject)
      .map(([name, id]) => `${name} ${id}`)
      .join(" "),
    chosen ?? "",
    because.code,
    reasonSentence(because, language),
  ]);
  return csvText(["from", "to", "decision", "rule", "about", "chosen", "reason", "why"], rows);
}

/** `pod-match+pod-choice=nearest` → `pod-match+pod-choice-nearest` */
function fileName(strategy: string): string {
  return strategy.replaceAll(/[^\w+.-]/g, "-");
}

/** `out/double-11-2025-2025-11-10-20-00-00`: where results go when Ctrl-C comes and no folder was named. */
export function fallbackDir(scenario: string, wallMs: number): string {
  const stamp = new Date(wallMs).toISOString().slice(0, 19).replaceAll(/[T:]/g, "-");
  return join("out", `${scenario}-${stamp}`);
}
