// How close is the simulated warehouse to the published reference, and how fast? Runs rows of the RMFS reference table
// (measured with RAWSim-O: 30 min of warm-up, 2 h) over a few seeds and prints ours beside theirs.
// Usage: npm run bench:reference [-- --seeds 3] [--only row,row]
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createNodeLpSolver } from "../devices/solver/node/index.ts";
import { createRun } from "../scenarios/create-run.ts";
import { openNodeLibrary } from "../scenarios/node/index.ts";
import type { KpiReport } from "../sim/record/index.ts";
import { machine } from "./machine.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One row: what is changed in the base, and what the reference measured. */
interface ReferenceRow {
  readonly name: string;
  readonly strategy?: string;
  readonly rules?: readonly string[];
  readonly set?: readonly string[];
  readonly unitsPerHour: number | null;
  readonly pileOn?: number;
}
const rows: readonly ReferenceRow[] = [
  { name: "base: pod-match", unitsPerHour: 1262, pileOn: 4.25 },
  { name: "random orders", rules: ["order-station=random"], unitsPerHour: 750, pileOn: 1.7 },
  { name: "fcfs", rules: ["order-station=fcfs"], unitsPerHour: 762, pileOn: 1.72 },
  { name: "earliest-due", rules: ["order-station=earliest-due"], unitsPerHour: 725, pileOn: 1.63 },
  { name: "workload", rules: ["order-station=workload"], unitsPerHour: 720, pileOn: 1.67 },
  { name: "related", rules: ["order-station=related"], unitsPerHour: 758, pileOn: 1.74 },
  { name: "lines-in-common", rules: ["order-station=lines-in-common"], unitsPerHour: 969, pileOn: 2.55 },
  { name: "queue", rules: ["order-station=queue"], unitsPerHour: 992, pileOn: 2.56 },
  { name: "8 robots", set: ["fleet.count=8"], unitsPerHour: 476, pileOn: 2.8 },
  { name: "24 robots", set: ["fleet.count=24"], unitsPerHour: 1404, pileOn: 3.9 },
  { name: "32 robots", set: ["fleet.count=32"], unitsPerHour: 1425, pileOn: 3.6 },
  { name: "best-known", strategy: "best-known", unitsPerHour: null },
];

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "3" }, only: { type: "string" } },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);
const only = values.only?.split(",");

async function measure(row: ReferenceRow, seed: number): Promise<{ kpis: KpiReport; timesRealTime: number }> {
  const library = openNodeLibrary();
  if (!library.ok) throw new Error(JSON.stringify(library.problems));
  const loaded = library.value.load("reference-rmfs", {
    strategies: [row.strategy ?? "pod-match"],
    rules: row.rules ?? [],
    overrides: row.set ?? [],
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const solver = createNodeLpSolver();
  const created = createRun({ ...loaded.value, seed, strategy: loaded.value.strategies[0]!, solver });
  if (!created.ok) throw new Error(JSON.stringify(created.misfits));
  const run = created.value;
  const started = performance.now();
  await run.advance(run.horizonSteps);
  const wallSeconds = (performance.now() - started) / 1000;
  await solver.close();
  return { kpis: run.kpis(), timesRealTime: (run.horizonSteps * run.setup.stepSeconds) / wallSeconds };
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
const round = (value: number, digits: number) => Number(value.toFixed(digits));
const results = [];
for (const row of rows) {
  if (only !== undefined && !only.some((name) => row.name.includes(name))) continue;
  const runs: Awaited<ReturnType<typeof measure>>[] = [];
  for (const seed of seeds) runs.push(await measure(row, seed));
  const of = (value: (kpis: KpiReport) => number) => mean(runs.map(({ kpis }) => value(kpis)));
  const units = of((kpis) => kpis.unitsPerHour);
  results.push({
    row: row.name,
    unitsPerHour: round(units, 0),
    reference: row.unitsPerHour,
    difference: row.unitsPerHour === null ? null : `${round(100 * (units / row.unitsPerHour - 1), 0)} %`,
    pileOn: round(
      of((kpis) => kpis.pileOn),
      2,
    ),
    referencePileOn: row.pileOn ?? null,
    podVisitsPerStationHour: round(
      of((kpis) => kpis.podVisitsPerStationHour),
      0,
    ),
    stationIdleShare: round(
      of((kpis) => kpis.stationIdleShare),
      2,
    ),
    metresPerUnit: round(
      of((kpis) => kpis.metresPerUnit),
      1,
    ),
    tripSeconds: round(
      of((kpis) => kpis.tripSecondsMean),
      0,
    ),
    orderTurnoverSeconds: round(
      of((kpis) => kpis.orderTurnoverSecondsMean),
      0,
    ),
    lateShare: round(
      of((kpis) => kpis.lateShare),
      3,
    ),
    timesRealTime: round(mean(runs.map((run) => run.timesRealTime)), 0),
  });
}
console.table(results);
if (only === undefined) {
  mkdirSync(here("results"), { recursive: true });
  const result = { machine: machine(), seeds, rows: results };
  writeFileSync(here("results/reference-rmfs.json"), `${JSON.stringify(result, null, 2)}\n`);
  console.log("written: bench/results/reference-rmfs.json");
}
