// The robots of the fleet benchmark, in a process of their own. Talks with the benchmark over the channel of the fork.
import { RobotHost } from "../../devices/vda5050/edge/index.ts";
import { hallRobots } from "./hall.ts";
import { cpuSeconds, headOf } from "./measure.ts";
import type { OrderArrival, RobotsAnswer, RobotsWish } from "./messages.ts";

const [url = "", count = "0", first = "0", last = "0", stateMsMin = "1000"] = process.argv.slice(2);
const [from, to] = [Number(first), Number(last)];
const answer = (message: RobotsAnswer) => process.send!(message);

/** Wall time at which each state was given to the client, by header id, per robot. */
const sentAt = Array.from({ length: to - from }, () => new Map<number, number>());
let isCounting = false;
let arrivals: OrderArrival[] = [];
let told = new Set<number>();

const host = new RobotHost({
  broker: { url },
  robots: hallRobots(Number(count), Number(stateMsMin)).slice(from, to),
  watch: {
    said: (index, { topic, payload }) => {
      if (!isCounting || topic !== "state") return;
      sentAt[index]!.set(headOf(payload).headerId, Date.now());
    },
    heard: (index, topic, payload) => {
      if (topic !== "order") return;
      told.add(from + index);
      if (!isCounting) return;
      const { orderId, orderUpdateId } = headOf(Buffer.from(payload).toString("latin1", 0, 400));
      arrivals.push({ robot: from + index, orderId, orderUpdateId, atMs: Date.now() });
    },
  },
});

process.on("message", (wish: RobotsWish) => {
  switch (wish.kind) {
    case "connected":
      answer({ kind: "connected", count: host.connectedCount });
      break;
    case "count":
      isCounting = wish.on;
      if (wish.on) {
        arrivals = [];
        for (const times of sentAt) times.clear();
      }
      answer({ kind: "counting" });
      break;
    case "forget-told":
      told = new Set();
      break;
    case "told":
      answer({ kind: "told", count: told.size });
      break;
    case "report":
      answer({
        kind: "report",
        arrivals,
        states: sentAt.flatMap((times, i) =>
          [...times].map(([headerId, atMs]) => ({ robot: from + i, headerId, atMs })),
        ),
        metres: host.robots.reduce((sum, { driver }) => sum + driver.metres, 0),
        cpuSeconds: cpuSeconds(),
      });
      break;
    case "end":
      void host.close().then(() => process.exit(0));
  }
});
// Whoever started it is gone: nothing is left running.
process.on("disconnect", () => process.exit(0));
