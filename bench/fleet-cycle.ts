// npm run bench:fleet-cycle -- [--robots 1000] [--seconds 60] [--json]
// The decisions of one fleet side in virtual time, without broker: processor time of each turn of the loop, which does not depend
// on what else the machine has to do; and in virtual seconds how soon robots are driven from the start and after the fleet side has
// died. `npm run bench:fleet` measures the same over Mosquitto by the wall clock.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { LiveFleet } from "../devices/live/index.ts";
import { VirtualRobot } from "../devices/vda5050/index.ts";
import { Random } from "../sim/kernel/index.ts";
import { freeCells, hallFleet, hallFloor, hallRobots } from "./fleet/hall.ts";
import { cpuSeconds, quantile, rounded } from "./fleet/measure.ts";
import { machine } from "./machine.ts";

const { values } = parseArgs({
  options: {
    robots: { type: "string", default: "1000" },
    seconds: { type: "string", default: "60" },
    json: { type: "boolean", default: false },
  },
});
const count = Number(values.robots);
const seconds = Number(values.seconds);
const stepMs = 100;
/** Transports open for each robot. */
const openPerRobot = 1.5;

const free = freeCells(hallFloor(count));
const random = new Random(1, "bench/transports");
const encoder = new TextEncoder();
let now = Date.UTC(2026, 10, 11);
let [runs, orders] = [0, 0];
const robots = hallRobots(count, 1_000).map((options) => new VirtualRobot(options, now));
for (const robot of robots) robot.connect(now);

/** A fleet side that knows `known` transports: order, from, to, and the robot that had it. */
function newSide(known: readonly Known[]) {
  runs += 1;
  const options = hallFleet(count, `run${runs}`);
  const side = { work: options.work, fleet: new LiveFleet(options, now) };
  for (const { id, from, to, robot } of known)
    side.work.submit({ id, from, to, priority: 0 }, robot < 0 ? undefined : { robot: String(robot) });
  return side;
}
interface Known {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly robot: number;
}

function measure(name: string, { fleet, work }: ReturnType<typeof newSide>) {
  const turns: number[] = [];
  const hearing: number[] = [];
  const told = new Set<number>();
  let [states, sent, allKnown, mostTold] = [0, 0, Number.NaN, Number.NaN];
  for (let step = 1; step <= (seconds * 1_000) / stepMs; step += 1) {
    now += stepMs;
    while (work.openCount < count * openPerRobot) {
      orders += 1;
      const [from, to] = [free[random.below(free.length)]!, free[random.below(free.length)]!];
      work.submit({ id: `t${orders}`, from, to, priority: 0 });
    }
    const heard = robots.map((robot) => {
      robot.advance(now);
      return robot.takeOutbox().map(({ topic, payload }) => ({ topic, bytes: encoder.encode(payload) }));
    });
    const hearingFrom = cpuSeconds();
    for (const [i, messages] of heard.entries()) {
      for (const { topic, bytes } of messages) fleet.receive(i, topic, bytes, now);
      states += messages.filter(({ topic }) => topic === "state").length;
    }
    const turnFrom = cpuSeconds();
    fleet.advance(now);
    fleet.takeFleetEvents();
    const said = robots.map((_, i) => fleet.takeOutbox(i));
    turns.push(1_000 * (cpuSeconds() - turnFrom));
    hearing.push(1_000 * (turnFrom - hearingFrom));
    for (const [i, messages] of said.entries()) {
      for (const { topic, payload } of messages) {
        sent += 1;
        if (topic === "order") told.add(i);
        robots[i]!.receive(topic, encoder.encode(payload), now);
      }
    }
    const at = (step * stepMs) / 1_000;
    const isKnown = fleet.traffic !== null && fleet.lacks.every((lack) => lack === null);
    if (Number.isNaN(allKnown) && isKnown) allKnown = at;
    if (Number.isNaN(mostTold) && told.size >= 0.95 * count) mostTold = at;
  }
  const perSecond = (total: number) => rounded(total / seconds);
  return {
    name,
    turnCpuMsP50: rounded(quantile(turns, 0.5)),
    turnCpuMsP99: rounded(quantile(turns, 0.99)),
    turnCpuMsMax: rounded(Math.max(...turns)),
    statesPerSecond: perSecond(states),
    sentPerSecond: perSecond(sent),
    fleetCpuPercent: rounded(
      (turns.reduce((sum, ms) => sum + ms, 0) + hearing.reduce((sum, ms) => sum + ms, 0)) / (10 * seconds),
    ),
    cpuMicrosPerState: rounded((1_000 * hearing.reduce((sum, ms) => sum + ms, 0)) / states),
    allKnownSeconds: allKnown,
    mostToldSeconds: mostTold,
    transportsDone: work.doneCount,
  };
}

const first = newSide([]);
const rows = [measure("start", first), measure("in full work", first)];
const open = first.work.list().filter(({ phase }) => !["done", "failed", "cancelled"].includes(phase));
rows.push(measure("after a crash", newSide(open)));
console.table(rows);
if (values.json) {
  const out = fileURLToPath(new URL("results/fleet-cycle.json", import.meta.url));
  writeFileSync(out, `${JSON.stringify({ machine: machine(), robots: count, seconds, rows }, null, 2)}\n`);
}
