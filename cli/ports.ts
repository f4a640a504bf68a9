// What the commands need from the rest of the house; cli/services.ts fits the other rooms to it, tests bring stand-ins.
import type { Run } from "../scenarios/index.ts";

export type KpiId = keyof KpiReport;
export type KpiReport = ReturnType<Run["kpis"]>;
export type KpiSeries = ReturnType<Run["series"]>;

/** How a KPI is shown. */
export interface KpiDefinition {
  readonly id: KpiId;
  readonly unit: string;
  readonly decimals: number;
  readonly better: "higher" | "lower" | "neutral";
  readonly label: Bilingual;
}

export type Language = "en" | "zh";
export type Bilingual = Readonly<Record<Language, string>>;

/** One KPI of a strategy against the baseline, over `n` common seeds. */
export interface PairedKpi {
  readonly id: KpiId;
  readonly n: number;
  readonly difference: number;
  /** 95 % interval of the difference; NaN with one seed. */
  readonly low: number;
  readonly high: number;
  readonly verdict: "better" | "worse" | "open";
}

export interface ComparedStrategy {
  readonly name: string;
  readonly means: KpiReport;
  /** Empty for the baseline. */
  readonly paired: readonly PairedKpi[];
}

export interface Comparison {
  /** The strategy all others are compared with, the first one. */
  readonly baseline: string;
  readonly seeds: readonly number[];
  readonly strategies: readonly ComparedStrategy[];
}

/** A value, or what is wrong with the input: one line each, ready to print. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] };

export interface ScenarioRequest {
  /** A bundled name, or a path to a YAML file. */
  readonly nameOrPath: string;
  readonly hours: number | undefined;
  /** As typed: `fleet.count=120`. */
  readonly fields: readonly string[];
}

export interface ScenarioEntry {
  readonly name: string;
  readonly description: Bilingual;
  /** The site's own clock at step 0, `2025-11-10T20:00`. */
  readonly startLocal: string;
  readonly hours: number;
  readonly robots: number;
  /** False for a file of the user's own, which the viewer does not know. */
  readonly bundled: boolean;
}

/** A valid scenario, ready to run. */
export interface ReadyScenario {
  readonly entry: ScenarioEntry;
  readonly seed: number;
  /** Strategies to compare when none is named. */
  readonly strategies: readonly string[];
  readonly stepSeconds: number;
  readonly horizonSteps: number;
  /** The scenarios room's own form of it, opaque here. */
  readonly handle: unknown;
}

export interface StrategyEntry {
  /** Tells overridden rules too: `pod-match+pod-choice=nearest`. */
  readonly name: string;
  readonly summary: Bilingual;
  readonly rules: Readonly<Record<string, string>>;
}

export interface RunRequest {
  readonly scenario: ReadyScenario;
  readonly strategy: StrategyEntry;
  readonly seed: number;
}

export interface RunProgress {
  readonly step: number;
  readonly ordersDone: number;
  readonly ordersOpen: number;
}

export interface RunOutcome {
  readonly kind: "complete" | "stopped";
  readonly step: number;
  readonly kpis: KpiReport;
  readonly series: KpiSeries;
  readonly hash: string;
}

/** A run that could not be carried on; the message says why. */
export interface RunFailure {
  readonly kind: "failed";
  readonly message: string;
}

/** A run that was still queued when everything was stopped. */
export interface RunSkipped {
  readonly kind: "not-started";
}

export type RunResult = RunOutcome | RunFailure | RunSkipped;

export interface RunPool {
  /** Queues a run; never rejects. Aborting `signal` stops it at the next step with what is done so far. */
  run(
    request: RunRequest,
    onProgress: (progress: RunProgress) => void,
    signal: AbortSignal,
  ): Promise<RunResult>;
  close(): Promise<void>;
}

export interface Services {
  readonly kpiDefinitions: readonly KpiDefinition[];
  /** Name and unit: `Units per hour (units/h)`. */
  kpiLabel(kpi: KpiDefinition, language: Language): string;
  /** The number without its unit, `88.1 %` for a share, a dash for a value that does not exist. */
  formatKpi(kpi: KpiDefinition, value: number, language: Language): string;
  /** Means and paired differences; null when no seed is finished by every strategy. */
  compareRuns(
    runs: readonly { readonly strategy: string; readonly seed: number; readonly kpis: KpiReport }[],
  ): Comparison | null;
  listScenarios(): Promise<Checked<readonly ScenarioEntry[]>>;
  loadScenario(request: ScenarioRequest): Promise<Checked<ReadyScenario>>;
  listStrategies(): readonly StrategyEntry[];
  /** Rules that a decision may take; decisions in the order of the pipeline. */
  listRules(): Readonly<Record<string, readonly string[]>>;
  /** The strategies of these names with rules overridden as typed: `pod-choice=nearest`. */
  resolveStrategies(names: readonly string[], rules: readonly string[]): Checked<readonly StrategyEntry[]>;
  openPool(workers: number): RunPool;
}
