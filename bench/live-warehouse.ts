// The same strategy on the same demand: simulated robots, and virtual robots behind links, in virtual time. Prints units picked per
// hour and their ratio. `npx tsx bench/live-warehouse.ts [strategy,…] [seeds] [minutes]`; `--json file` writes the rows.
import { writeFileSync } from "node:fs";
import { createRun } from "../scenarios/index.ts";
import type { Observation } from "../sim/model/index.ts";
import { StationKind } from "../sim/model/index.ts";
import { badLine, closeSolver, goodLine, loadLive, WarehouseWorld } from "../test/live/warehouse-world.ts";

const robots = 20;
/** More orders than can be done, people who are faster than robots, robots that do not fail. */
const overrides = [
  "hours=2",
  "demand.ordinaryOrdersPerDay=150000",
  "stations.pick.secondsPerUnit=3",
  "faults.robotMeanHoursBetweenFailures=0",
];

function unitsPicked({ stations }: Observation): number {
  let units = 0;
  for (let station = 0; station < stations.count; station += 1)
    if (stations.kind[station] === StationKind.pick) units += stations.unitsDone[station]!;
  return units;
}

async function simulate(strategy: string, seed: number, minutes: number, motion: string): Promise<number> {
  const line = [...overrides, `motion=${motion}`, "delays.perRobotMinute=0"];
  const { carrier, ...request } = loadLive({ seed, robots, strategy, overrides: line });
  const { share: _share, count: _count, ...type } = request.scenario.fleet.types[0]!;
  const fleet = { ...request.scenario.fleet, types: [{ ...type, ...carrier }] };
  const made = createRun({ ...request, scenario: { ...request.scenario, fleet } });
  if (!made.ok) throw new Error(JSON.stringify(made.misfits));
  await made.value.advance(Math.round((minutes * 60) / request.scenario.stepSeconds));
  return unitsPicked(made.value.observation);
}

async function live(strategy: string, seed: number, minutes: number, line: typeof goodLine): Promise<number> {
  const world = new WarehouseWorld({ seed, robots, strategy, overrides, line });
  await world.run(minutes * 60);
  if (world.faults.length > 0) throw new Error(world.faults.join("\n"));
  return unitsPicked(world.see);
}

const plain = process.argv.slice(2).filter((word, i, all) => word !== "--json" && all[i - 1] !== "--json");
const [strategies = "pod-match,lp-plan,fcfs-nearest", seedCount = "3", minutesText = "20"] = plain;
const minutes = Number(minutesText);
const rows: Record<string, string | number>[] = [];
for (const strategy of strategies.split(",")) {
  const sums = { lockstep: 0, delayed: 0, goodLines: 0, badLines: 0 };
  for (let seed = 1; seed <= Number(seedCount); seed += 1) {
    sums.lockstep += await simulate(strategy, seed, minutes, "lockstep");
    sums.delayed += await simulate(strategy, seed, minutes, "delayed");
    sums.goodLines += await live(strategy, seed, minutes, goodLine);
    sums.badLines += await live(strategy, seed, minutes, badLine);
  }
  const perHour = (units: number) => Math.round((units * 60) / minutes / Number(seedCount));
  const row = {
    strategy,
    lockstep: perHour(sums.lockstep),
    delayed: perHour(sums.delayed),
    live: perHour(sums.goodLines),
    liveBadLines: perHour(sums.badLines),
    "live / lockstep": (sums.goodLines / sums.lockstep).toFixed(2),
    "live / delayed": (sums.goodLines / sums.delayed).toFixed(2),
    "bad lines / good": (sums.badLines / sums.goodLines).toFixed(2),
  };
  rows.push(row);
  console.log(JSON.stringify(row));
}
console.table(rows);
const file = process.argv[process.argv.indexOf("--json") + 1];
if (process.argv.includes("--json") && file !== undefined) writeFileSync(file, JSON.stringify(rows, null, 2));
await closeSolver();
