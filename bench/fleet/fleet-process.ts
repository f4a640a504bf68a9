// The fleet side of the fleet benchmark, in a process of its own: host, order desk and journal as `serve` has them, with transports
// without end. A second process on the same journal goes on with the orders of the first.
import { openJournalStore } from "../../devices/journal/index.ts";
import { FleetHost, readIntents, sessionRecord } from "../../devices/live/edge/index.ts";
import { SiteOrders } from "../../devices/live/index.ts";
import { OrderDesk } from "../../devices/orders/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { freeCells, hallFleet, hallFloor } from "./hall.ts";
import { cpuSeconds, headOf } from "./measure.ts";
import type { FleetAnswer, FleetWish, OrderSaid } from "./messages.ts";

const [url = "", count = "0", folder = ""] = process.argv.slice(2);
const robots = Number(count);
/** Transports waiting for each robot that has one. */
const openPerRobot = 1.5;
const answer = (message: FleetAnswer) => process.send!(message);

const opened = await openJournalStore(folder);
if (opened.kind !== "open") throw new Error(`the journal's folder is ${opened.kind}`);
const intents = await opened.store.journal("intents");
const history = await readIntents(intents);
const options = hallFleet(robots, Date.now().toString(36));
await intents.append([sessionRecord(options.idPrefix)]);
const floor = hallFloor(robots);
const places = new Map(freeCells(floor).map((cell) => [options.site.map.node(cell).nodeId, cell]));
const desk = await OrderDesk.open({
  journal: await opened.store.journal("orders"),
  fleet: new SiteOrders(options.work, places, history.acted),
  nowMs: Date.now,
});

let isCounting = false;
let heard: number[][] = newHeard();
let planned = 0;
let said: OrderSaid[] = [];
let turnMs: number[] = [];
let turnCpuMs: number[] = [];
/** Newest state heard of each robot, and whether it came since the last turn. */
const heardId = new Int32Array(robots).fill(-1);
const isFresh = new Uint8Array(robots);
/** Cell that each robot was seen on, and per cell who left it last. */
const seenOn = new Int32Array(robots).fill(-1);
const leftBy = new Int32Array(floor.kind.length).fill(-1);
let [beganMs, cpuBefore] = [0, 0];

const host = new FleetHost({
  broker: { url },
  clientId: "bench-fleet",
  journal: intents,
  ownIds: history.ownIds,
  now: Date.now,
  onError: (message) => console.error(message),
  fleet: options,
  onEvent: (event) => {
    if (event.kind !== "passed") return;
    const before = seenOn[event.robot]!;
    if (before >= 0) leftBy[before] = event.robot;
    seenOn[event.robot] = host.fleet.map.placeOfNode(event.node.nodeId);
  },
  watch: {
    heard: (robot, topic, payload) => {
      if (topic !== "state") return;
      const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
      heardId[robot] = headOf(bytes.toString("latin1", 0, 60)).headerId;
      if (isCounting) heard[robot]!.push(heardId[robot]!);
      isFresh[robot] = 1;
    },
    said: (robot, { topic, payload, intent }) => {
      if (!isCounting || topic !== "order" || intent === null) return;
      const { orderId, orderUpdateId } = headOf(payload);
      const next = intent.nodeIds[1];
      const leaver = next === undefined ? -1 : leftBy[host.fleet.map.placeOfNode(next)]!;
      const cause = isFresh[robot] === 1 ? robot : leaver >= 0 && isFresh[leaver] === 1 ? leaver : -1;
      if (cause === -1) planned += 1;
      else said.push({ robot, orderId, orderUpdateId, cause: { robot: cause, headerId: heardId[cause]! } });
    },
    turnBegins: () => {
      [beganMs, cpuBefore] = [performance.now(), cpuSeconds()];
    },
    turnEnds: () => {
      isFresh.fill(0);
      if (!isCounting) return;
      turnMs.push(performance.now() - beganMs);
      turnCpuMs.push((cpuSeconds() - cpuBefore) * 1000);
    },
  },
});

function newHeard(): number[][] {
  return Array.from({ length: robots }, () => []);
}
const random = new Random(Date.now() % 1_000_000, "bench/transports");
const names = [...places.keys()];
const pick = () => names[random.below(names.length)]!;
const topUp = setInterval(() => {
  const missing = Math.ceil(robots * openPerRobot) - desk.book.openCount;
  for (let i = 0; i < missing; i += 1)
    void desk.accept({ kind: "transport", from: pick(), to: pick(), priority: 0 });
}, 200);

process.on("message", (wish: FleetWish) => {
  switch (wish.kind) {
    case "known": {
      const lacks: Record<string, number> = {};
      for (const lack of host.fleet.lacks) if (lack !== null) lacks[lack.kind] = (lacks[lack.kind] ?? 0) + 1;
      answer({ kind: "known", known: host.fleet.traffic !== null, lacks });
      break;
    }
    case "count":
      isCounting = wish.on;
      if (wish.on) {
        heard = newHeard();
        planned = 0;
        said = [];
        turnMs = [];
        turnCpuMs = [];
      }
      answer({ kind: "counting" });
      break;
    case "report": {
      const { heapUsed, rss } = process.memoryUsage();
      answer({
        kind: "report",
        heard,
        said,
        planned,
        turnMs,
        turnCpuMs,
        done: options.work.doneCount,
        failed: options.work.failedCount,
        heapMb: heapUsed / 1e6,
        rssMb: rss / 1e6,
        cpuSeconds: cpuSeconds(),
      });
      break;
    }
    case "end":
      clearInterval(topUp);
      void host
        .close()
        .then(() => desk.close())
        .then(() => opened.store.close())
        .then(() => process.exit(0));
  }
});
process.on("disconnect", () => process.exit(0));
