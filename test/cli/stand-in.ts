// A command's surroundings without a simulation: captured output, a pool whose runs take no time, a Ctrl-C at will.
import { tmpdir } from "node:os";
import { join } from "node:path";
import pc from "picocolors";
import type { CliContext, Output } from "../../cli/context.ts";
import type { StopSignal } from "../../cli/exit-code.ts";
import type { Language, Services } from "../../cli/ports.ts";
import { runProgram } from "../../cli/program.ts";
import { textOf } from "../../cli/text/index.ts";
import {
  type Checked,
  type KpiReport,
  type KpiSeries,
  kpiDefinitions,
  type OrderFileReport,
  type PhaseTiming,
  type RunOutcome,
  type RunTimings,
  type Scenario,
  type ScenarioLibrary,
  type Strategy,
  withRules,
} from "../../scenarios/index.ts";
import type { RunPool } from "../../scenarios/node/index.ts";
import { activityNames } from "../../sim/model/index.ts";

/** A report of a warehouse in which everything unnamed is 0. */
export function reportOf(some: Partial<KpiReport>): KpiReport {
  return {
    ...(Object.fromEntries(kpiDefinitions.map(({ id }) => [id, 0])) as unknown as KpiReport),
    ...{ parcelsPerRobotHour: Number.NaN, misSorts: Number.NaN, chuteFullShare: Number.NaN },
    ...some,
  };
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

/** What the command line reads of a scenario; the stand-in pool reads nothing else. */
export const scenario = {
  name: "tiny",
  description: { en: "Two robots", zh: "两台机器人" },
  start: "2025-11-10T20:00",
  hours: 1,
  stepSeconds: 1,
  warmupMinutes: 0,
  seed: 1,
  fleet: { count: 2 },
  faults: { planned: [], robotMeanHoursBetweenFailures: 0 },
  people: { shifts: [] },
  supply: {},
  strategies: ["pod-match", "fcfs"],
} as unknown as Scenario;

export const strategies = ["pod-match", "fcfs", "nearest"].map((name) => ({
  name,
  summary: { en: `About ${name}`, zh: `关于 ${name}` },
  rules: { "pod-choice": "demand" },
})) as unknown as readonly Strategy[];

/** KPIs that each stand-in strategy reaches; each seed adds an order, and to fcfs two more and some pile-on. */
const reports: Readonly<Record<string, KpiReport>> = {
  "pod-match": reportOf({ ordersDone: 1000, pileOn: 4, lateShare: 0.02, robotRestShare: 0.25 }),
  fcfs: reportOf({ ordersDone: 600, pileOn: 1.7, lateShare: 0.1, robotRestShare: 0.25 }),
  nearest: reportOf({ ordersDone: 1000, pileOn: 2, lateShare: 0.02 }),
};

export interface Stage {
  readonly context: CliContext;
  stdout(): string;
  stderr(): string;
  pressCtrlC(): void;
  terminate(): void;
  /** Runs `peakfleet …words`. */
  run(...words: string[]): Promise<number>;
}

export interface StageOptions {
  /** In place of stand-ins. */
  readonly services?: Partial<CliContext["services"]>;
  readonly language?: Language;
  readonly columns?: number;
  readonly isTerminal?: boolean;
  readonly viewerDir?: string;
  readonly openPool?: (stage: Stage) => RunPool;
  readonly now?: () => number;
}

export function openStage(options: StageOptions = {}): Stage {
  const written = { out: "", err: "" };
  const stop = new AbortController();
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
    services: {
      ...standInServices,
      ...options.services,
      openPool: () => options.openPool?.(stage) ?? instantPool,
    },
    interrupted: stop.signal,
    now: options.now ?? (() => 1_000_000),
    viewerDir: options.viewerDir ?? join(tmpdir(), "peakfleet-no-viewer-here"),
    version: "1.2.3",
    processors: 2,
  };
  const stage: Stage = {
    context,
    stdout: () => written.out,
    stderr: () => written.err,
    pressCtrlC: () => stop.abort("SIGINT" satisfies StopSignal),
    terminate: () => stop.abort("SIGTERM" satisfies StopSignal),
    run: (...words) => runProgram(context, words),
  };
  return stage;
}

/** Dispatch takes 0.25 ms, traffic 1.5 ms, each of `plans` plans 20 ms. */
function timingsOf(plans: number): RunTimings {
  const phase = (calls: number, meanMs: number): PhaseTiming => ({
    calls,
    totalMs: calls * meanMs,
    meanMs: calls === 0 ? 0 : meanMs,
    p99Ms: calls === 0 ? 0 : 2 * meanMs,
    maxMs: calls === 0 ? 0 : 3 * meanMs,
  });
  return {
    planning: phase(plans, 20),
    solver: phase(plans, 10),
    dispatch: phase(3600, 0.25),
    traffic: phase(3600, 1.5),
    world: phase(3600, 0.1),
    recorder: phase(3600, 0.1),
  };
}

function outcomeOf(
  kind: RunOutcome["kind"],
  name: string,
  seed: number,
  step: number,
  minutes: number,
): RunOutcome {
  const report = reports[name.split("+")[0]!]!;
  const more = seed - 1;
  const ordersDone = report.ordersDone + more * (name === "fcfs" ? 3 : 1);
  const pileOn = report.pileOn + more * (name === "fcfs" ? 3 : 0);
  return {
    kind,
    step,
    horizonSteps: 3600,
    ordersArrived: 1001,
    ordersDone,
    ordersOpen: 1,
    openOrders: [],
    kpis: { ...report, ordersDone, pileOn },
    series: seriesOf(minutes),
    hash: `hash-of-${name}-${seed}`,
    wallSeconds: 2,
    timings: timingsOf(name === "fcfs" ? 0 : 8),
    lastSolves: [],
  };
}

const progressAt = (step: number) => ({
  step,
  horizonSteps: 3600,
  ordersArrived: 10,
  ordersDone: 7,
  ordersOpen: 3,
  kpis: reportOf({}),
});

export const instantPool: RunPool = {
  run: async ({ strategy, seed }, onProgress) => {
    onProgress?.(progressAt(1800));
    onProgress?.(progressAt(3600));
    return outcomeOf("complete", strategy.name, seed, 3600, 60);
  },
  pause: () => {},
  close: async () => {},
};

/** Reports half an hour, then waits until it is stopped. */
export const endlessPool = (afterFirstReport: () => void): RunPool => ({
  run: async ({ strategy, seed }, onProgress, signal) => {
    onProgress?.(progressAt(1800));
    if (signal !== undefined && !signal.aborted) {
      const stopped = new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      afterFirstReport();
      await stopped;
    }
    return outcomeOf("stopped", strategy.name, seed, 1800, 30);
  },
  pause: () => {},
  close: async () => {},
});

function refused(source: string, expected: string, found: string, advice: string): Checked<never> {
  return { ok: false, problems: [{ source, path: "", expected, found, advice }] };
}

/** What reading the stand-in's own orders came to, behind `--set demand.kind=orders`. */
const orderFile: OrderFileReport = {
  file: "orders.csv",
  report: {
    rows: 3,
    accepted: 1,
    rejected: 2,
    rejectedByReason: {
      "missing-field": 0,
      "bad-time": 1,
      "bad-due": 0,
      "bad-quantity": 0,
      "negative-quantity": 1,
      "zero-quantity": 0,
      "broken-row": 0,
    },
    badRows: [
      { line: 2, reason: "negative-quantity", detail: "-1" },
      { line: 4, reason: "bad-time", detail: "yesterday" },
    ],
  },
};

const library = {
  catalog: { strategies, rules: { "pod-choice": ["demand", "nearest"] } },
  scenarioNames: ["tiny"],
  list: () => ({
    ok: true,
    value: [{ ...scenario, robots: 2 }],
  }),
} as unknown as ScenarioLibrary;

const standInServices: Omit<Services, "openPool"> = {
  makePlan: async () => ({ kind: "no-plan" }),
  openLibrary: () => ({ ok: true, value: library }),
  loadScenario: async (_library, nameOrPath, options) => {
    if (nameOrPath !== "tiny") return refused("scenario", "a scenario", nameOrPath, "Did you mean tiny?");
    const large = options.overrides?.find((text) => /=100+$/.test(text));
    if (large !== undefined) return refused(`--set ${large}`, "at most 9600", large.split("=")[1]!, "");
    const names = options.strategies ?? scenario.strategies;
    const unknown = names.find((name) => !strategies.some((strategy) => strategy.name === name));
    if (unknown !== undefined) return refused("strategy", "a strategy", unknown, "Known: pod-match, fcfs");
    const changes = (options.rules ?? []).map((text) => text.split("=")) as unknown as Parameters<
      typeof withRules
    >[1];
    const chosen = names.map((name) => strategies.find((strategy) => strategy.name === name)!);
    const inputs = {};
    const ownOrders = options.overrides?.includes("demand.kind=orders") ? orderFile : null;
    return {
      ok: true,
      value: {
        scenario,
        inputs,
        orderFile: ownOrders,
        notes: [],
        strategies: chosen.map((strategy) => withRules(strategy, changes)),
      },
    };
  },
};
