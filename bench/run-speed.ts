// How fast is a whole run? Simulated seconds per wall second with planning, dispatch, traffic, world and KPIs on one
// thread (an LP solver's own thread is awaited, so it counts too). Usage: npm run bench [-- robots,robots] [strategy]
import { mkdirSync, writeFileSync } from "node:fs";
import { createNodeLpSolver } from "../devices/solver/node/index.ts";
import { createRun } from "../scenarios/create-run.ts";
import { parseScenario } from "../scenarios/load/load-scenario.ts";
import { openNodeLibrary } from "../scenarios/node/index.ts";
import { machine } from "./machine.ts";
import { type SpeedCase, speedCases } from "./speed-scenarios.ts";

/**
 * A strategy that plans (forecast, slotting LP, dispatch LP) but neither releases nor opens stations by the plan: a
 * saturated site has no demand to forecast. FCFS needs a pod visit for nearly every unit, which keeps the robots busy.
 */
const planningFcfs = {
  "order-release": "continuous",
  "order-station": "fcfs",
  "pod-choice": "nearest",
  "station-activation": "all",
  "robot-task": "nearest",
} as const;

interface SpeedResult {
  readonly robots: number;
  readonly cells: number;
  readonly strategy: string;
  readonly simulatedSeconds: number;
  readonly wallSeconds: number;
  readonly timesRealTime: number;
  readonly aim: number;
  readonly unitsPerHour: number;
  readonly robotBusyShare: number;
  readonly memoryMb: number;
}

async function measure(
  { robots, aim, warmupMinutes, yaml }: SpeedCase,
  strategyName: string,
): Promise<SpeedResult> {
  const library = openNodeLibrary();
  const parsed = parseScenario(yaml, `speed-${robots}`);
  if (!library.ok || !parsed.ok) throw new Error(JSON.stringify(library.ok ? parsed : library));
  const named = library.value.catalog.strategies.find(({ name }) => name === strategyName);
  if (named === undefined) throw new Error(`no strategy ${strategyName}`);
  const strategy = { ...named, rules: { ...named.rules, ...planningFcfs } };
  const { scenario } = parsed.value;
  const solver = createNodeLpSolver();
  const created = createRun({ scenario, seed: 1, strategy, solver });
  if (!created.ok) throw new Error(JSON.stringify(created.misfits));
  const run = created.value;
  const warmupSteps = Math.round((warmupMinutes * 60) / run.setup.stepSeconds);
  await run.advance(warmupSteps);
  const started = performance.now();
  await run.advance(run.horizonSteps);
  const wallSeconds = (performance.now() - started) / 1000;
  const simulatedSeconds = (run.horizonSteps - warmupSteps) * run.setup.stepSeconds;
  await solver.close();
  return {
    robots,
    cells: run.floor.width * run.floor.height,
    strategy: `${strategyName}, fcfs picks`,
    simulatedSeconds: Math.round(simulatedSeconds),
    wallSeconds,
    timesRealTime: simulatedSeconds / wallSeconds,
    aim,
    unitsPerHour: run.kpis().unitsPerHour,
    robotBusyShare: run.kpis().robotBusyShare,
    memoryMb: process.memoryUsage().rss / 1e6,
  };
}

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell) => String(cell).padStart(20)).join("");
}

const [wanted, strategy = "lp-plan"] = process.argv.slice(2);
const sizes = wanted?.split(",").map(Number);
const results: SpeedResult[] = [];
console.log(
  row(["robots", "cells", "strategy", "x real time", "aim", "units/h", "robots busy", "memory MB"]),
);
for (const speedCase of speedCases) {
  if (sizes !== undefined && !sizes.includes(speedCase.robots)) continue;
  const result = await measure(speedCase, strategy);
  results.push(result);
  console.log(
    row([
      result.robots,
      result.cells,
      result.strategy,
      result.timesRealTime.toFixed(1),
      `>= ${result.aim}`,
      result.unitsPerHour.toFixed(0),
      `${(result.robotBusyShare * 100).toFixed(0)} %`,
      result.memoryMb.toFixed(0),
    ]),
  );
}
mkdirSync(new URL("results", import.meta.url), { recursive: true });
const file = new URL("results/run-speed.json", import.meta.url);
writeFileSync(file, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
console.log(`written: bench/results/run-speed.json`);
