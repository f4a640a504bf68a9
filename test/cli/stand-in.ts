// A command's surroundings without a simulation: captured output, a pool whose runs take no time, a Ctrl-C at will.
import { tmpdir } from "node:os";
import { join } from "node:path";
import pc from "picocolors";
import type { CliContext, Output } from "../../cli/context.ts";
import type {
  KpiDefinition,
  KpiReport,
  KpiSeries,
  Language,
  ReadyScenario,
  RunPool,
  Services,
  StrategyEntry,
} from "../../cli/ports.ts";
import { runProgram } from "../../cli/program.ts";
import { textOf } from "../../cli/text/index.ts";
import { activityNames } from "../../sim/model/index.ts";

export const kpiDefinitions: readonly KpiDefinition[] = [
  kpi("ordersDone", "orders", 0, "higher", "Orders done", "完成订单"),
  kpi("pileOn", "units", 2, "higher", "Pile-on", "单次搬运拣选件数"),
  kpi("lateShare", "share", 1, "lower", "Late orders", "延误订单"),
  kpi("robotRestShare", "share", 1, "neutral", "Robots at rest", "机器人闲置"),
];

function kpi(
  id: KpiDefinition["id"],
  unit: string,
  decimals: number,
  better: KpiDefinition["better"],
  en: string,
  zh: string,
): KpiDefinition {
  return { id, unit, decimals, better, label: { en, zh } };
}

export function reportOf(ordersDone: number, pileOn: number, lateShare: number): KpiReport {
  return { ordersDone, pileOn, lateShare, robotRestShare: 0.25 } as KpiReport;
}

function seriesOf(minutes: number): KpiSeries {
  const column = (value: number) => new Float64Array(minutes).fill(value);
  return {
    minutes,
    ordersArrived: column(5),
    ordersDone: column(4),
    unitsPicked: column(6),
    backlog: column(1),
    lateOrders: column(0),
    robots: new Float64Array(minutes * activityNames.length).fill(2),
    stationsBusy: column(3),
  };
}

export const scenario: ReadyScenario = {
  entry: {
    name: "tiny",
    description: { en: "Two robots", zh: "两台机器人" },
    startLocal: "2025-11-10T20:00",
    hours: 1,
    robots: 2,
    bundled: true,
  },
  seed: 1,
  strategies: ["pod-match", "fcfs"],
  stepSeconds: 1,
  horizonSteps: 3600,
  handle: null,
};

export const strategies: readonly StrategyEntry[] = ["pod-match", "fcfs", "nearest"].map((name) => ({
  name,
  summary: { en: `About ${name}`, zh: `关于 ${name}` },
  rules: { "pod-choice": name },
}));

/** KPIs that each stand-in strategy reaches; seeds add one order each. */
const reports: Readonly<Record<string, KpiReport>> = {
  "pod-match": reportOf(1000, 4, 0.02),
  fcfs: reportOf(600, 1.7, 0.1),
  nearest: reportOf(1000, 2, 0.02),
};

export interface Stage {
  readonly context: CliContext;
  stdout(): string;
  stderr(): string;
  pressCtrlC(): void;
  /** Runs `peakfleet …words`. */
  run(...words: string[]): Promise<number>;
}

export interface StageOptions {
  readonly language?: Language;
  readonly columns?: number;
  readonly isTerminal?: boolean;
  readonly viewerDir?: string;
  readonly openPool?: (stage: Stage) => RunPool;
  readonly now?: () => number;
}

export function openStage(options: StageOptions = {}): Stage {
  const written = { out: "", err: "" };
  const ctrlC = new AbortController();
  const output = (name: "out" | "err"): Output => ({
    isTerminal: options.isTerminal ?? false,
    columns: options.columns ?? 80,
    write: (text) => {
      written[name] += text;
    },
  });
  const language = options.language ?? "en";
  const context: CliContext = {
    out: output("out"),
    err: output("err"),
    colors: pc.createColors(false),
    language,
    text: textOf(language),
    services: { ...standInServices, openPool: () => options.openPool?.(stage) ?? instantPool },
    interrupted: ctrlC.signal,
    now: options.now ?? (() => 1_000_000),
    viewerDir: options.viewerDir ?? join(tmpdir(), "peakfleet-no-viewer-here"),
    version: "1.2.3",
    processors: 2,
  };
  const stage: Stage = {
    context,
    stdout: () => written.out,
    stderr: () => written.err,
    pressCtrlC: () => ctrlC.abort(),
    run: (...words) => runProgram(context, words),
  };
  return stage;
}

const instantPool: RunPool = {
  run: async (request, onProgress) => {
    const { horizonSteps } = request.scenario;
    onProgress({ step: horizonSteps / 2, ordersDone: 10, ordersOpen: 3 });
    onProgress({ step: horizonSteps, ordersDone: 20, ordersOpen: 1 });
    const report = reports[request.strategy.name]!;
    return {
      kind: "complete",
      step: horizonSteps,
      kpis: { ...report, ordersDone: report.ordersDone + request.seed - 1 },
      series: seriesOf(60),
      hash: `hash-of-${request.strategy.name}-${request.seed}`,
    };
  },
  close: async () => {},
};

/** Reports half an hour, then waits until it is stopped. */
export const endlessPool = (afterFirstReport: () => void): RunPool => ({
  run: async (request, onProgress, signal) => {
    onProgress({ step: 1800, ordersDone: 7, ordersOpen: 2 });
    if (!signal.aborted) {
      const stopped = new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      afterFirstReport();
      await stopped;
    }
    return {
      kind: "stopped",
      step: 1800,
      kpis: reports[request.strategy.name]!,
      series: seriesOf(30),
      hash: "half",
    };
  },
  close: async () => {},
});

const standInServices: Omit<Services, "openPool"> = {
  kpiDefinitions,
  kpiLabel: (definition, language) => `${definition.label[language]} (${definition.unit})`,
  formatKpi: (definition, value) =>
    definition.unit === "share" ? `${(value * 100).toFixed(1)} %` : value.toFixed(definition.decimals),
  compareRuns: (runs) => {
    const names = [...new Set(runs.map((run) => run.strategy))];
    const seeds = [...new Set(runs.map((run) => run.seed))];
    if (names.length === 0) return null;
    const means = (name: string): KpiReport => runs.find((run) => run.strategy === name)!.kpis;
    return {
      baseline: names[0]!,
      seeds,
      strategies: names.map((name) => ({
        name,
        means: means(name),
        paired: kpiDefinitions.map(({ id }) => {
          const difference = means(name)[id] - means(names[0]!)[id];
          const half = seeds.length > 1 ? 3 : Number.NaN;
          return {
            id,
            n: seeds.length,
            difference,
            low: difference - half,
            high: difference + half,
            verdict: Math.abs(difference) > 3 ? "worse" : "open",
          } as const;
        }),
      })),
    };
  },
  listScenarios: async () => ({ ok: true, value: [scenario.entry] }),
  loadScenario: async (request) =>
    request.nameOrPath === "tiny"
      ? { ok: true, value: scenario }
      : { ok: false, problems: [`${request.nameOrPath}: expected a scenario. Did you mean tiny?`] },
  listStrategies: () => strategies,
  listRules: () => ({ "pod-choice": ["pod-match", "fcfs", "nearest"] }),
  resolveStrategies: (names) => {
    const missing = names.filter((name) => !strategies.some((strategy) => strategy.name === name));
    if (missing.length > 0) return { ok: false, problems: missing.map((name) => `no strategy ${name}`) };
    return { ok: true, value: names.map((name) => strategies.find((entry) => entry.name === name)!) };
  },
};
