// Writes results into a folder: result.json, kpis.csv, and one series file (per simulated minute) for each run.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { activityNames } from "../../sim/model/index.ts";
import type { KpiDefinition, KpiSeries } from "../ports.ts";
import { csvText } from "./csv.ts";
import { type ResultInput, resultJson } from "./result.ts";

/**
 * Creates `dir` if need be and writes into it; files of an earlier run with the same names are replaced.
 * Throws the system's error when the folder cannot be written.
 */
export function writeResults(
  dir: string,
  input: ResultInput,
  definitions: readonly KpiDefinition[],
): readonly string[] {
  mkdirSync(dir, { recursive: true });
  const files: (readonly [string, string])[] = [
    ["result.json", `${JSON.stringify(resultJson(input), null, 2)}\n`],
    ["kpis.csv", kpisCsv(input, definitions)],
  ];
  const severalSeeds = new Set(input.executed.map((run) => run.request.seed)).size > 1;
  for (const { request, result } of input.executed) {
    if (result.kind !== "complete" && result.kind !== "stopped") continue;
    const seed = severalSeeds ? `-seed-${request.seed}` : "";
    const startSeconds = Date.parse(`${request.scenario.entry.startLocal.slice(0, 16)}:00Z`) / 1000;
    files.push([
      `series-${fileName(request.strategy.name)}${seed}.csv`,
      seriesCsv(result.series, startSeconds),
    ]);
  }
  for (const [name, content] of files) writeFileSync(join(dir, name), content);
  return files.map(([name]) => name);
}

/** One line per run, one column per KPI. */
function kpisCsv(input: ResultInput, definitions: readonly KpiDefinition[]): string {
  const header = [
    "scenario",
    "strategy",
    "seed",
    "state",
    "step",
    "hash",
    ...definitions.map((kpi) => kpi.id),
  ];
  const rows = input.executed.map(({ request, result }) => {
    const head = [request.scenario.entry.name, request.strategy.name, request.seed, result.kind];
    if (result.kind === "failed" || result.kind === "not-started") {
      return [...head, "", "", ...definitions.map(() => "")];
    }
    return [...head, result.step, result.hash, ...definitions.map((kpi) => result.kpis[kpi.id])];
  });
  return csvText(header, rows);
}

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
    new Date((startSeconds + minute * 60) * 1000).toISOString().slice(0, 16),
    ...columns.map(([, values]) => values[minute]!),
    ...activityNames.map((_name, activity) => series.robots[activity * series.minutes + minute]!),
  ]);
  return csvText(["minute", "localTime", ...columns.map(([name]) => name), ...robotColumns], rows);
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
