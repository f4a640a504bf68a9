// npm run bench:fleet -- [--robots 1000] [--seconds 60] [--state-ms-min 1000] [--json] [--profile folder]
// One fleet side and virtual robots in processes of their own, over Mosquitto. What arrives, how long a turn of the loop takes,
// how long from a state to the order that it made possible, whose processor time it is, and how long a restart takes after a
// kill. Starts its broker on a free port of this machine and ends what it has started.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { hasMosquitto, startMosquitto } from "../test/broker/mosquitto-process.ts";
import { processUsage, quantile, rounded } from "./fleet/measure.ts";
import type { FleetAnswer, FleetReport, FleetWish, RobotsAnswer, RobotsWish } from "./fleet/messages.ts";
import { Helper, sleep, until } from "./fleet/processes.ts";
import { machine } from "./machine.ts";

const { values } = parseArgs({
  options: {
    robots: { type: "string", default: "1000" },
    seconds: { type: "string", default: "60" },
    processes: { type: "string", default: "1" },
    "state-ms-min": { type: "string", default: "1000" },
    profile: { type: "string" },
    json: { type: "boolean", default: false },
    "no-restart": { type: "boolean", default: false },
  },
});
const robots = Number(values.robots);
const seconds = Number(values.seconds);
const processes = Number(values.processes);
const startMsMax = 300_000;
const warmSeconds = 15;
/** What is on its way when counting ends has so long to arrive. */
const settleMs = 3_000;

if (!hasMosquitto) {
  console.error(
    "This benchmark needs Mosquitto (Debian: apt-get install mosquitto); no program of that name was found.",
  );
  process.exit(1);
}

type Fleet = Helper<FleetWish, FleetAnswer>;
type Robots = Helper<RobotsWish, RobotsAnswer>;

const folder = mkdtempSync(join(tmpdir(), "peakfleet-fleet-"));
const broker = await startMosquitto();
const startFleet = (profile?: string): Fleet =>
  new Helper("fleet-process.ts", [broker.url, robots, join(folder, "journal")], profile);
const groups: Robots[] = [];
let fleet: Fleet | undefined;
// Broken off from outside: the helpers end with the channel to them, the broker would not.
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void broker.stop().finally(() => process.exit(1));
  });

try {
  const say = (text: string) => console.error(text);
  for (let i = 0; i < processes; i += 1) {
    const [from, to] = [i, i + 1].map((k) => Math.round((k * robots) / processes));
    groups.push(new Helper("robots-process.ts", [broker.url, robots, from!, to!, values["state-ms-min"]]));
  }
  const connected = async () => {
    const answers = await Promise.all(groups.map((group) => group.ask({ kind: "connected" }, "connected")));
    return answers.reduce((sum, { count }) => sum + count, 0);
  };
  await until("all robots connected", async () => (await connected()) === robots, startMsMax);
  fleet = startFleet(values.profile);
  const startSeconds = (await untilDriven(fleet)) / 1000;
  say(`${robots} robots driven after ${startSeconds.toFixed(1)} s`);
  await sleep(warmSeconds * 1000);
  const load = await measureLoad(fleet);
  console.table(load);
  const restart = values["no-restart"] ? null : await measureRestart();
  if (restart !== null) console.table(restart);
  const result = { machine: machine(), robots, startSeconds: rounded(startSeconds), load, restart };
  if (values.json) {
    const out = fileURLToPath(new URL("results/fleet.json", import.meta.url));
    writeFileSync(out, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await fleet?.end({ kind: "end" });
  await Promise.all(groups.map((group) => group.end({ kind: "end" })));
  await broker.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** All robots known and each told an order. Returns milliseconds. */
async function untilDriven(side: Fleet): Promise<number> {
  for (const group of groups) group.tell({ kind: "forget-told" });
  const knownMs = await untilKnown(side);
  return (
    knownMs + (await until("every robot has an order", async () => (await told()) >= robots, startMsMax))
  );
}
async function untilKnown(side: Fleet): Promise<number> {
  return until(
    "all robots known",
    async () => (await side.ask({ kind: "known" }, "known")).known,
    startMsMax,
  );
}
async function told(): Promise<number> {
  const answers = await Promise.all(groups.map((group) => group.ask({ kind: "told" }, "told")));
  return answers.reduce((sum, { count }) => sum + count, 0);
}

async function measureLoad(side: Fleet) {
  const pids = { fleet: [side.pid], robots: groups.map(({ pid }) => pid), broker: [broker.pid] };
  await side.ask({ kind: "count", on: true }, "counting");
  const before = await side.ask({ kind: "report" }, "report");
  const cpuBefore = cpuOf(pids);
  const startMs = performance.now();
  await Promise.all(groups.map((group) => group.ask({ kind: "count", on: true }, "counting")));
  await sleep(seconds * 1000);
  await Promise.all(groups.map((group) => group.ask({ kind: "count", on: false }, "counting")));
  const took = (performance.now() - startMs) / 1000;
  const cpuAfter = cpuOf(pids);
  const memory = { fleet: rssOf(pids.fleet), robots: rssOf(pids.robots), broker: rssOf(pids.broker) };
  await sleep(settleMs);
  const report = await side.ask({ kind: "report" }, "report");
  const reports = await Promise.all(groups.map((group) => group.ask({ kind: "report" }, "report")));
  const states = reports.flatMap((one) => one.states);
  const heard = report.heard.map((ids) => new Set(ids));
  const arrived = states.filter(({ robot, headerId }) => heard[robot]!.has(headerId)).length;
  const latency = latencies(
    report,
    states,
    reports.flatMap((one) => one.arrivals),
  );
  const share = (name: keyof typeof pids) => rounded((100 * (cpuAfter[name] - cpuBefore[name])) / took);
  return {
    seconds: rounded(took),
    statesPerSecond: rounded(states.length / took),
    statesSent: states.length,
    statesArrivedPercent: rounded((100 * arrived) / states.length, 3),
    ordersPerSecond: rounded((report.said.length + report.planned) / took),
    ordersAfterAState: latency.length,
    stateToOrderMsP50: rounded(quantile(latency, 0.5)),
    stateToOrderMsP99: rounded(quantile(latency, 0.99)),
    turnMsP50: rounded(quantile(report.turnMs, 0.5)),
    turnMsP99: rounded(quantile(report.turnMs, 0.99)),
    turnMsMax: rounded(Math.max(...report.turnMs)),
    turnCpuMsP50: rounded(quantile(report.turnCpuMs, 0.5)),
    turnCpuMsP99: rounded(quantile(report.turnCpuMs, 0.99)),
    turnCpuMsMax: rounded(Math.max(...report.turnCpuMs)),
    turnsPerSecond: rounded(report.turnMs.length / (took + settleMs / 1000)),
    cpuPercentFleet: share("fleet"),
    cpuPercentRobots: share("robots"),
    cpuPercentBroker: share("broker"),
    memoryMbFleet: memory.fleet,
    memoryMbRobots: memory.robots,
    memoryMbBroker: memory.broker,
    transportsDone: report.done - before.done,
    transportsFailed: report.failed - before.failed,
    machineLoad: rounded(loadavg()[0]!),
  };
}

/** Milliseconds from the state that made an order possible to the order's arrival. */
function latencies(
  { said }: FleetReport,
  states: Extract<RobotsAnswer, { kind: "report" }>["states"],
  arrivals: Extract<RobotsAnswer, { kind: "report" }>["arrivals"],
): readonly number[] {
  const sentAt = new Map(states.map(({ robot, headerId, atMs }) => [`${robot} ${headerId}`, atMs]));
  const arrivedAt = new Map<string, number>();
  for (const { orderId, orderUpdateId, atMs } of arrivals) {
    const key = `${orderId} ${orderUpdateId}`;
    if (!arrivedAt.has(key)) arrivedAt.set(key, atMs);
  }
  return said.flatMap(({ orderId, orderUpdateId, cause }) => {
    const from = sentAt.get(`${cause.robot} ${cause.headerId}`);
    const to = arrivedAt.get(`${orderId} ${orderUpdateId}`);
    return from === undefined || to === undefined ? [] : [to - from];
  });
}

/** The fleet side is killed, and another begins with its journal. */
async function measureRestart() {
  await fleet!.kill();
  const startMs = performance.now();
  fleet = startFleet();
  for (const group of groups) group.tell({ kind: "forget-told" });
  await untilKnown(fleet);
  const knownSeconds = (performance.now() - startMs) / 1000;
  for (const group of groups) group.tell({ kind: "forget-told" });
  const at = async (share: number) => {
    await until(
      `${share} of the robots have an order`,
      async () => (await told()) >= share * robots,
      startMsMax,
      100,
    );
    return rounded((performance.now() - startMs) / 1000);
  };
  return {
    allKnownSeconds: rounded(knownSeconds),
    halfDrivenSeconds: await at(0.5),
    mostDrivenSeconds: await at(0.95),
    allDrivenSeconds: await at(1),
    machineLoad: rounded(loadavg()[0]!),
  };
}

function cpuOf<Name extends string>(pids: Readonly<Record<Name, readonly number[]>>): Record<Name, number> {
  const entries = Object.entries<readonly number[]>(pids).map(([name, of]) => [
    name,
    of.reduce((sum, pid) => sum + (processUsage(pid)?.cpuSeconds ?? 0), 0),
  ]);
  return Object.fromEntries(entries) as Record<Name, number>;
}
function rssOf(pids: readonly number[]): number {
  return rounded(pids.reduce((sum, pid) => sum + (processUsage(pid)?.rssMb ?? 0), 0));
}
