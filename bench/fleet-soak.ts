// npm run bench:fleet-soak -- [--hours 24] [--seed 1] [--robots 30] [--json]
// Robots of three releases, half of them with a quirk, in virtual time for a day: one transport after the other, and all the
// while one fault of the table after the other strikes somewhere. Counts transports lost and robots that touch, and says per hour
// how much memory is in use after a collection of garbage. Every run of one seed is the same.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { vdaVersions } from "../devices/vda5050/index.ts";
import { Random } from "../sim/kernel/index.ts";
import { type FaultRow, faultRows } from "../test/live/fault-rows.ts";
import { confirmAll, isWell } from "../test/live/fault-run.ts";
import { LiveWorld } from "../test/live/live-world.ts";
import { survivable } from "../test/vda5050/survivable-quirks.ts";
import { cpuSeconds, quantile, rounded } from "./fleet/measure.ts";
import { machine } from "./machine.ts";

const { values } = parseArgs({
  options: {
    hours: { type: "string", default: "24" },
    seed: { type: "string", default: "1" },
    robots: { type: "string", default: "30" },
    json: { type: "boolean", default: false },
  },
});
const [hours, seed, robots] = [Number(values.hours), Number(values.seed), Number(values.robots)];

const open = 40;
const line = { loss: 0.03, repeats: 0.03, delayMsMin: 10, delayMsMax: 300 };
const stepMs = 100;
/** A fault strikes about so often, and everybody at once more rarely. */
const faultEveryMs = 90_000;
const allEveryMs = 1_800_000;
/** A person looks at robots that wait for one. */
const personEveryMs = 10_000;
/** What is open at the end is carried within this. */
const endMsMax = 3_600_000;
const plan = Array.from({ length: 14 }, (_, y) =>
  Array.from({ length: 22 }, (_, x) =>
    x % 4 > 1 && x < 20 && (y === 2 || y === 3 || y === 6 || y === 7 || y === 10 || y === 11) ? "#" : ".",
  ).join(""),
);

interface Striking {
  readonly row: FaultRow;
  readonly victim: number;
  readonly endMs: number;
}

const world = new LiveWorld({
  seed,
  robots,
  plan,
  line,
  make: (robot) => {
    const version = vdaVersions[robot % 3]!;
    if (robot % 2 === 0) return { version };
    const [quirk, profile] = survivable[(robot + seed) % survivable.length]!;
    return { version, quirks: [quirk], profile };
  },
});
const random = new Random(seed, "bench/soak");
const struck = new Map<string, number>();
/** Per fault that hits everybody: seconds until all take releases again. */
const recoveries: number[] = [];
let striking: Striking[] = [];
let recoveringSinceMs: number | null = null;
let ordered = 0;
const startMs = world.now;
const [startWall, startCpu] = [performance.now(), cpuSeconds()];
const rows: object[] = [];
const heaps: number[] = [];
let [hourWall, hourCpu, hourDone] = [startWall, startCpu, 0];
let isTouched = false;

for (let hour = 0; hour < hours && !isTouched; hour += 1) {
  for (let i = 0; i < 3_600_000 / stepMs; i += 1) step(true);
  report(hour + 1);
  isTouched = world.collisions.length > 0;
}
for (const { row, victim } of striking) row.end(world, victim);
striking = [];
for (let i = 0; i < endMsMax / stepMs && !world.isAllDone; i += 1) step(false);
const result = {
  hours: rounded((world.now - startMs) / 3_600_000, 2),
  seed,
  robots,
  transportsOrdered: ordered,
  transportsDone: world.doneCount,
  transportsLost: ordered - world.doneCount,
  collisions: world.collisions.length,
  faults: Object.fromEntries([...struck].sort()),
  fleetWideRecoverySecondsMax: rounded(Math.max(0, ...recoveries)),
  fleetWideRecoverySecondsMedian: rounded(quantile(recoveries, 0.5)),
  heapMbFirstHour: heaps[0],
  heapMbLastHour: heaps.at(-1),
  timesRealTime: Math.round((world.now - startMs) / (performance.now() - startWall)),
  timesProcessorTime: Math.round((world.now - startMs) / 1000 / (cpuSeconds() - startCpu)),
};
console.table(rows);
console.log(result);
if (result.transportsLost > 0 || result.collisions > 0) {
  console.log(world.tale());
  process.exitCode = 1;
}
if (values.json) {
  const out = fileURLToPath(new URL("results/fleet-soak.json", import.meta.url));
  writeFileSync(out, `${JSON.stringify({ machine: machine(), ...result, perHour: rows }, null, 2)}\n`);
}

function step(strikes: boolean): void {
  if (strikes) {
    while (world.transports.openCount < open) {
      world.order();
      ordered += 1;
    }
    if (random.uniform() < stepMs / faultEveryMs) strike(faultRows.filter(({ all }) => all !== true));
    if (random.uniform() < stepMs / allEveryMs) strike(faultRows.filter(({ all }) => all === true));
  }
  for (const over of striking.filter(({ endMs }) => endMs <= world.now)) {
    over.row.end(world, over.victim);
    if (over.row.all === true) recoveringSinceMs = world.now;
  }
  striking = striking.filter(({ endMs }) => endMs > world.now);
  if ((world.now - startMs) % personEveryMs === 0) confirmAll(world);
  if (recoveringSinceMs !== null && striking.length === 0 && isWell(world)) {
    recoveries.push((world.now - recoveringSinceMs) / 1000);
    recoveringSinceMs = null;
  }
  world.step();
}
function strike(from: readonly FaultRow[]): void {
  const row = from[random.below(from.length)]!;
  const victim = random.below(robots);
  if (striking.some((other) => other.victim === victim || other.row.all === true)) return;
  if (row.all === true && striking.length > 0) return;
  row.begin(world, victim);
  striking.push({ row, victim, endMs: world.now + row.seconds * 1000 });
  struck.set(row.name, (struck.get(row.name) ?? 0) + 1);
}
function report(hour: number): void {
  globalThis.gc?.();
  const heapMb = rounded(process.memoryUsage().heapUsed / 1e6, 2);
  heaps.push(heapMb);
  const [wall, cpu] = [performance.now(), cpuSeconds()];
  const row = {
    hour,
    done: world.doneCount - hourDone,
    heapMb,
    timesRealTime: Math.round(3_600_000 / (wall - hourWall)),
    timesProcessorTime: Math.round(3_600 / (cpu - hourCpu)),
  };
  rows.push(row);
  console.error(JSON.stringify(row));
  [hourWall, hourCpu, hourDone] = [wall, cpu, world.doneCount];
}
