// The result of runs as plain data: what `--json` prints and result.json holds.
import {
  type BadRow,
  type BadRowReason,
  type Comparison,
  type DecisionTally,
  formatLocalSeconds,
  type KpiReport,
  type OrderFileReport,
  type RunResult,
  type RunTimings,
  type Selection,
  type WarmUp,
} from "../../scenarios/index.ts";
import type { ExecutedRun } from "../execute-runs.ts";
import type { Answer } from "../experiment/answer.ts";
import type { Language } from "../ports.ts";
import type { PreparedRuns } from "../prepare-runs.ts";
import { startSecondsOf } from "../scenario-time.ts";

/** Version of the result's shape; a field added keeps it, a field changed or removed raises it. */
export const RESULT_VERSION = 1;

export interface ResultJson {
  readonly format: "peakfleet-result";
  readonly version: typeof RESULT_VERSION;
  readonly versions: { readonly peakfleet: string; readonly node: string };
  readonly scenario: string;
  readonly start: string;
  readonly hours: number;
  readonly overrides: {
    readonly set: readonly string[];
    readonly rule: readonly string[];
    readonly inject: readonly string[];
  };
  /** False when at least one run was stopped or failed. */
  readonly complete: boolean;
  /** What came of reading the scenario's own order file; absent where it has none. */
  readonly orderFile?: OrderFileJson;
  readonly runs: readonly RunJson[];
  /** Paired over the seeds that every strategy has finished; absent for a single strategy. */
  readonly comparison?: ComparisonJson;
}

export interface ComparisonJson {
  readonly baseline: string;
  readonly seeds: readonly number[];
  readonly strategies: Comparison["strategies"];
  /** Strategies that may be the best in a KPI, all comparisons together at this confidence; null with too few seeds. */
  readonly selection: Selection | null;
  /** KPIs are measured from here on. */
  readonly measuredFromMinutes: number;
  /** What MSER-5 found; null where it was not asked. */
  readonly warmUp: WarmUp | null;
  /** Half width of the widest paired difference of the KPI over the baseline's mean; null where none was asked for. */
  readonly precision: Answer["precision"];
}

/** Every row of the file is either accepted or rejected. */
export interface OrderFileJson {
  readonly file: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly rejectedByReason: Readonly<Partial<Record<BadRowReason, number>>>;
  /** The rejected rows in file order, with their 1-based lines; the reader lists the first 20,000 of them. */
  readonly rejectedRows: readonly BadRow[];
}

export interface RunJson {
  readonly strategy: string;
  /** Rule by decision. */
  readonly rules: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly state: RunResult["kind"];
  readonly message?: string;
  readonly step?: number;
  readonly simulatedSeconds?: number;
  readonly wallSeconds?: number;
  /** Wall time of the run's parts; like `wallSeconds` it differs from run to run. */
  readonly timings?: RunTimings;
  readonly hash?: string;
  readonly ordersOpen?: number;
  /** A KPI that does not exist (no order done, no pod visit) is null. */
  readonly kpis?: KpiReport;
  /** With `--explain`: how often each reason decided, with the values it had last. */
  readonly decisions?: readonly DecisionTally[];
}

export interface ResultInput {
  readonly prepared: PreparedRuns;
  readonly executed: readonly ExecutedRun[];
  readonly peakfleetVersion: string;
  /** Of sentences in the files. */
  readonly language: Language;
  readonly answer: Answer | null;
  /** Makes the text of `report.html`; null = no report. */
  readonly report: (() => string) | null;
}

export function resultJson({ prepared, executed, peakfleetVersion, answer }: ResultInput): ResultJson {
  const { scenario, wanted, orderFile } = prepared;
  return {
    format: "peakfleet-result",
    version: RESULT_VERSION,
    versions: { peakfleet: peakfleetVersion, node: process.versions.node },
    scenario: scenario.name,
    start: formatLocalSeconds(startSecondsOf(scenario)),
    hours: scenario.hours,
    overrides: { set: wanted.fields, rule: wanted.rules, inject: wanted.injections },
    complete: executed.every((run) => run.result.kind === "complete"),
    ...(orderFile !== null && { orderFile: orderFileJson(orderFile) }),
    runs: executed.map((run) => runJson(run)),
    ...comparisonJson(answer),
  };
}

function comparisonJson(answer: Answer | null): { readonly comparison?: ComparisonJson } {
  if (answer === null || answer.comparison === null || answer.comparison.strategies.length < 2) return {};
  const { comparison, selection, fromMinutes, warmUp, precision } = answer;
  return { comparison: { ...comparison, selection, measuredFromMinutes: fromMinutes, warmUp, precision } };
}

function orderFileJson({ file, report }: OrderFileReport): OrderFileJson {
  const { rows, accepted, rejected, rejectedByReason, badRows } = report;
  const occurring = Object.entries(rejectedByReason).filter(([, count]) => count > 0);
  return {
    file,
    rows,
    accepted,
    rejected,
    rejectedByReason: Object.fromEntries(occurring),
    rejectedRows: badRows,
  };
}

function runJson({ job, result }: ExecutedRun): RunJson {
  const { name, rules } = job.strategy;
  const head = { strategy: name, rules, seed: job.seed, state: result.kind };
  if (result.kind === "failed") return { ...head, message: result.message };
  if (result.kind === "not-started") return head;
  return {
    ...head,
    step: result.step,
    simulatedSeconds: result.step * job.scenario.stepSeconds,
    wallSeconds: Math.round(result.wallSeconds * 1000) / 1000,
    timings: result.timings,
    hash: result.hash,
    ordersOpen: result.ordersOpen,
    kpis: result.kpis,
    ...(result.decisions && { decisions: result.decisions.tallies }),
  };
}
