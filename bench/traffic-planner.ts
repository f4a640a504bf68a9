// How long does the traffic engine take per step? Generated floors under random errands, one thread. CPU time counts
// (errands included, they are cheap); wall time also shows what else the machine was doing.
// Usage: npx tsx bench/traffic-planner.ts [robots,robots] [improvement tries per step]
import { mkdirSync, writeFileSync } from "node:fs";
import { createTraffic } from "../controller/traffic/index.ts";
import { generateFloor } from "../sim/floor/index.ts";
import { machine } from "./machine.ts";
import { TrafficErrands } from "./traffic-errands.ts";

const cases = [
  { robots: 100, blocksAcross: 10, blocksDown: 20, pickStations: 20, replenishStations: 8, aimMs: 0.3 },
  { robots: 1000, blocksAcross: 30, blocksDown: 60, pickStations: 60, replenishStations: 24, aimMs: 5 },
  { robots: 5000, blocksAcross: 60, blocksDown: 120, pickStations: 110, replenishStations: 60, aimMs: 60 },
] as const;
const measuredSteps = 300;

const sizes = process.argv[2]?.split(",").map(Number);
const iterations = Number(process.argv[3] ?? 0);
const results: object[] = [];
const row = (parts: readonly (string | number)[]) => parts.map((part) => String(part).padStart(12)).join("");
console.log(
  row([
    "robots",
    "cells",
    "tries",
    "cpu ms",
    "ms mean",
    "ms p99",
    "ms max",
    "aim",
    "goals/step",
    "wait %",
    "rows/step",
    "row MB",
  ]),
);
for (const { robots, aimMs, ...shape } of cases) {
  if (sizes !== undefined && !sizes.includes(robots)) continue;
  const made = generateFloor(shape);
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  const { floor } = made;
  const traffic = createTraffic({ floor, robotCount: robots, seed: 1, iterations });
  const errands = new TrafficErrands(floor, robots, 1);
  // Small fleets need more steps before the engine's code is compiled.
  const warmupSteps = Math.max(60, Math.floor(100_000 / robots));
  for (let step = 0; step < warmupSteps; step += 1) errands.execute(traffic.plan(errands.input));
  const before = { ...traffic.statistics };
  const reachedBefore = errands.reached;
  const times = new Float64Array(measuredSteps);
  const cpuBefore = process.cpuUsage();
  for (let step = 0; step < measuredSteps; step += 1) {
    const started = performance.now();
    const actions = traffic.plan(errands.input);
    times[step] = performance.now() - started;
    errands.execute(actions);
  }
  const after = traffic.statistics;
  const cpu = process.cpuUsage(cpuBefore);
  times.sort();
  const result = {
    robots,
    cells: floor.kind.length,
    iterations,
    cpuMsMean: (cpu.user + cpu.system) / 1000 / measuredSteps,
    msMean: times.reduce((sum, ms) => sum + ms, 0) / measuredSteps,
    msP99: times[Math.floor(measuredSteps * 0.99)]!,
    msMax: times[measuredSteps - 1]!,
    aimMs,
    goalsPerStep: (errands.reached - reachedBefore) / measuredSteps,
    waitShare: (after.waitSteps - before.waitSteps) / (robots * measuredSteps),
    rowsPerStep: (after.rowsBuilt - before.rowsBuilt) / measuredSteps,
    rowBytes: after.rowBytes,
  };
  results.push(result);
  console.log(
    row([
      robots,
      result.cells,
      iterations,
      result.cpuMsMean.toFixed(2),
      result.msMean.toFixed(2),
      result.msP99.toFixed(2),
      result.msMax.toFixed(2),
      `<= ${aimMs}`,
      result.goalsPerStep.toFixed(2),
      (result.waitShare * 100).toFixed(1),
      result.rowsPerStep.toFixed(1),
      (result.rowBytes / 1e6).toFixed(0),
    ]),
  );
}
mkdirSync(new URL("results", import.meta.url), { recursive: true });
const file = new URL("results/traffic-planner.json", import.meta.url);
writeFileSync(file, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
console.log("written: bench/results/traffic-planner.json");
