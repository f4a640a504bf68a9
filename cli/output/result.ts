// The result of runs as plain data: what `--json` prints and result.json holds.
import type { ExecutedRun } from "../execute-runs.ts";
import type { KpiReport, ReadyScenario } from "../ports.ts";

/** Version of the result's shape; a field added keeps it, a field changed or removed raises it. */
export const RESULT_VERSION = 1;

export interface ResultJson {
  readonly format: "peakfleet-result";
  readonly version: typeof RESULT_VERSION;
  readonly versions: { readonly peakfleet: string; readonly node: string };
  readonly scenario: string;
  readonly start: string;
  readonly hours: number;
  readonly overrides: { readonly set: readonly string[]; readonly rule: readonly string[] };
  /** False when at least one run was stopped or failed. */
  readonly complete: boolean;
  readonly runs: readonly RunJson[];
}

export interface RunJson {
  readonly strategy: string;
  /** Rule by decision. */
  readonly rules: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly state: "complete" | "stopped" | "failed" | "not-started";
  readonly message?: string;
  readonly step?: number;
  readonly simulatedSeconds?: number;
  readonly wallSeconds?: number;
  readonly hash?: string;
  readonly kpis?: KpiReport;
}

export interface ResultInput {
  readonly scenario: ReadyScenario;
  /** As typed behind `--set` and `--rule`. */
  readonly fields: readonly string[];
  readonly rules: readonly string[];
  readonly executed: readonly ExecutedRun[];
  readonly peakfleetVersion: string;
}

export function resultJson(input: ResultInput): ResultJson {
  const { scenario, executed } = input;
  return {
    format: "peakfleet-result",
    version: RESULT_VERSION,
    versions: { peakfleet: input.peakfleetVersion, node: process.versions.node },
    scenario: scenario.entry.name,
    start: scenario.entry.startLocal,
    hours: (scenario.horizonSteps * scenario.stepSeconds) / 3600,
    overrides: { set: input.fields, rule: input.rules },
    complete: executed.every((run) => run.result.kind === "complete"),
    runs: executed.map((run) => runJson(run)),
  };
}

function runJson({ request, result, wallSeconds }: ExecutedRun): RunJson {
  const { name, rules } = request.strategy;
  const head = { strategy: name, rules, seed: request.seed, state: result.kind };
  if (result.kind === "failed") return { ...head, message: result.message };
  if (result.kind === "not-started") return head;
  return {
    ...head,
    step: result.step,
    simulatedSeconds: result.step * request.scenario.stepSeconds,
    wallSeconds: Math.round(wallSeconds * 1000) / 1000,
    hash: result.hash,
    kpis: result.kpis,
  };
}
