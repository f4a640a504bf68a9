// Everything the command says, in English. The other languages have the same shape.
import { experimentEn } from "./experiment-en.ts";
import { fleetEn } from "./fleet-en.ts";
import { forecastEn } from "./forecast-en.ts";
import { layoutEn } from "./layout-en.ts";
import { planEn } from "./plan-en.ts";
import { probeEn } from "./probe-en.ts";
import { serveEn } from "./serve-en.ts";

export const en = {
  better: "better",
  worse: "worse",
  same: "same",
  unclear: "unclear",
  difference: "Difference",
  kpi: "KPI",
  value: "Value",
  ordersDone: (count: string) => `${count} done`,
  timeLeft: (duration: string) => `${duration} left`,
  hour: "h",
  minute: "min",
  second: "s",
  percentagePoints: "pp",
  runningScenario: (scenario: string, from: string, to: string, seed: number, runs: number) =>
    `${scenario}: ${from} to ${to}, seed ${seed}, ${runs} ${runs === 1 ? "run" : "runs"}`,
  watch: (url: string) => `Watch in the browser: ${url}`,
  portTaken: (wanted: number, got: number) => `Port ${wanted} is taken, using ${got}`,
  serving: "Serving the viewer. Press Ctrl-C to stop.",
  viewerMissing: (dir: string) => `The viewer is not built (no ${dir}). Run: npm run build:viewer`,
  noPort: (first: number, last: number, reason: string) =>
    `No port from ${first} to ${last} is free (${reason}). Name another with --port`,
  stopping: "Stopping; writing what is done so far. Press Ctrl-C again to leave at once.",
  stoppedAt: (label: string, clock: string) => `${label} stopped at ${clock}`,
  notStarted: (label: string) => `${label} had not started`,
  notStartedCount: (runs: number) => `${runs} runs had not started`,
  written: (dir: string) => `Written to ${dir}`,
  recorded: (file: string) => `Recorded in ${file}: drop it onto the viewer's page`,
  notWritten: (dir: string, why: string) => `Could not write to ${dir}: ${why}`,
  nothingDone: "Nothing was done yet, so nothing was written.",
  runFailed: (label: string, why: string) => `${label} failed: ${why}`,
  comparedWith: (base: string) => `Differences are against ${base}.`,
  partial: "The runs were stopped early: these KPIs cover only what was simulated.",
  speedSummary: (simulated: string, wall: string, speedUp: string) =>
    `${simulated} simulated in ${wall}: ${speedUp} real time`,
  valid: (name: string, summary: string) => `${name} is valid: ${summary}`,
  scenarioSummary: (from: string, hours: string, robots: number) =>
    `from ${from}, ${hours} h, ${robots} robots`,
  error: "error: ",
  badInput: "Bad input",
  internalError: "This is a fault in peakfleet, not in your input",
  debugHint: "Set PEAKFLEET_DEBUG=1 for the stack trace.",
  confidence: (share: string, seeds: number) =>
    `Mean over ${seeds} seeds; ± is the ${share} interval of the paired difference.`,
  oneSeed:
    "One seed only: a difference is a sign, not a result. Run more with --seeds to see how far chance reaches.",
  timings: (
    strategy: string,
    dispatchMs: string,
    trafficMs: string,
    dispatchP99Ms: string,
    trafficP99Ms: string,
  ) =>
    `${strategy}: dispatch ${dispatchMs} ms and traffic ${trafficMs} ms of wall time per step (99 %: ${dispatchP99Ms} and ${trafficP99Ms} ms)`,
  planTimings: (plans: string, meanMs: string, maxMs: string) =>
    `${plans} plans of ${meanMs} ms (at most ${maxMs} ms)`,
  experiment: experimentEn,
  forecast: forecastEn,
  probe: probeEn,
  plan: planEn,
  fleet: fleetEn,
  serve: serveEn,
  layout: layoutEn,
  league: {
    announce: (name: string, year: number, robots: string, steps: string) =>
      `${name}: rules of ${year}, ${robots} robots, ${steps} ${year === 2026 ? "ticks" : "steps"}`,
    progress: (year: number, tasks: string, rate: string, ms: string) =>
      year === 2026
        ? `${tasks} tasks  ${rate}/tick  ${ms} ms/plan`
        : `${tasks} tasks  ${rate}/step  ${ms} ms/step`,
    tasks: "Tasks finished",
    errands: "Errands done",
    planning: "Planning",
    planningMs: (year: number, mean: string, p99: string, max: string) =>
      `${mean} ms/${year === 2026 ? "plan" : "step"} on average, 99 % within ${p99} ms, at most ${max} ms`,
    memory: "Memory",
    memoryUse: (peak: string, rows: string, built: string) =>
      `${peak} MB at its peak; distance rows ${rows} MB, ${built} built`,
    errors: "Errors",
    errorCount: (year: number, errors: string, timeouts: string) =>
      `${errors} invalid decisions, ${timeouts} ${year === 2026 ? "plans that came too late" : "steps without a plan in time"}`,
    held: "Held back",
    heldTicks: (ticks: string) => `${ticks} robot-ticks, so as not to touch another`,
    perStep: (year: number, count: string, rate: string) =>
      `${count} (${rate} per ${year === 2026 ? "tick" : "step"})`,
    stoppedAt: (year: number, step: string, steps: string) =>
      `Stopped after ${step} of ${steps} ${year === 2026 ? "ticks" : "steps"}.`,
    checkedOk: (year: number, name: string, steps: string, tasks: string, errands: string) =>
      `${name} is right: ${steps} ${year === 2026 ? "ticks" : "steps"}, ${tasks} tasks, ${errands} errands`,
    checkedWrong: (name: string, count: string) => `${name} is wrong, ${count} faults:`,
    place: (year: number, step: number, robot: number) =>
      step === 0 && robot < 0
        ? "file"
        : [step > 0 ? `${year === 2026 ? "tick" : "step"} ${step}` : "", robot >= 0 ? `robot ${robot}` : ""]
            .filter(Boolean)
            .join(", "),
    more: (count: string) => `… and ${count} more`,
  },
  explained: (strategy: string) =>
    `What the rules of ${strategy} decided and why, with the latest example of each reason:`,
  nothingChosen: "; nothing could be chosen",
  column: {
    rule: "Rule",
    times: "Times",
    why: "Why",
    name: "Name",
    start: "Start",
    hours: "Hours",
    robots: "Robots",
    about: "About",
    decision: "Decision",
    rules: "Rules",
    mean: "Mean",
  },
  help: {
    program: "Simulates a warehouse through a sales festival and compares how its robots are driven",
    usage: "Usage:",
    options: "Options:",
    arguments: "Arguments:",
    commands: "Commands:",
    examples: "Examples:",
    exitCodes: "Exit codes: 0 done, 1 failed run, 2 bad input, 130 stopped by Ctrl-C, 143 by SIGTERM",
    showHelp: "show this help",
    showVersion: "show the version",
    helpFor: "show the help of a command",
    lang: "language: en or zh (default: from LANG)",
    start: "run two strategies on a festival evening and show both in the browser",
    run: "run one scenario with one strategy",
    compare: "run strategies on the same demand and compare their KPIs",
    validate: "check a scenario without running it",
    scenarios: "list the bundled scenarios",
    strategies: "list the strategies and the rules they choose from",
    viewer: "serve the viewer without running anything here",
    lorr: "run an instance of the League of Robot Runners (2023, 2024, 2026)",
    lorrCheck: "replay a league result without the planner and report what is wrong in it",
    leagueInstance: "path of the instance's JSON file",
    leagueResult: "path of the result's JSON file",
    leagueSteps: "steps to run (2026: ticks)",
    stepLimit: "time for one decision (2026: between two plans); 0 for no limit",
    executor:
      "2026: robots follow each other closely, or keep the order of the cells as the rules' own executor",
    iterations: "improvement tries per step (default: as many as the time allows)",
    leagueSeed: "seed of the planner's random stream (default: 1)",
    leagueOut: "write the result file of that year",
    rowMemory: "memory for distance rows, MB",
    scenario: "bundled name or path of a YAML file",
    json: "print JSON on standard output, progress on standard error",
    seed: "seed of the random streams (default: from the scenario)",
    warmUp: "time left out of the KPIs: 30m, 2h, or mser5 to find it (default: from the scenario)",
    precision: "stop once the differences are known to this share of the baseline, e.g. 2%",
    seedsToCompare:
      "how many seeds to run, counted up from the first (default: 1; with --precision at most so many, 50)",
    minSeeds: "fewest seeds before --precision may end the runs (default: 5)",
    kpi: "KPI that the best strategy and the precision are judged by",
    sweep: "run strategies over the values of a field: how many robots do I need?",
    vary: "field and its values: fleet.count=8..48:8 or fleet.count=8,16,32 (repeatable)",
    target: "find the first value that reaches it, e.g. lateShare<=2%",
    seeds: "how many seeds to run, counted up from the first",
    hours: "simulate only this many hours from the start",
    set: "change a scenario field, e.g. fleet.count=120 (repeatable)",
    rule: "change one rule of the strategy (repeatable)",
    inject: 'let a fault happen, e.g. "2h: robot 7 fails 10m" (repeatable; docs/faults.md)',
    strategy:
      "strategy to run: pod-match, pod-match+pod-choice=age, ./mine.yaml (default: the scenario's first)",
    explain: "say what the rules decided and why, and how often",
    record: "keep the run in a recording file (.pfrec), to be shown on the viewer's page",
    strategiesToCompare:
      "strategies to compare, separated by commas; +decision=rule composes (default: from the scenario)",
    out: "write result.json, kpis.csv and the series into this folder",
    port: "port of the viewer; the next free one if taken",
    exit: "end after the table instead of serving on",
    noViewer: "do not serve the viewer",
    workers: "runs at the same time",
  },
};

export type Text = typeof en;
