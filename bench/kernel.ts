// How many events per second does the event queue take and give? Hold model: the earliest event is taken and pushed again
// with a delay of U(0, 2 N), N events pending; one event = one pop and one push.
// Usage: npx tsx bench/kernel.ts [pending,pending]
import { mkdirSync, writeFileSync } from "node:fs";
import { EventQueue, type QueuedEvent, Random } from "../sim/kernel/index.ts";
import { machine } from "./machine.ts";

const sizes = (process.argv[2] ?? "50,500,5000,50000").split(",").map(Number);
const warmupEvents = 1_000_000;
const measuredEvents = 5_000_000;
const repeats = 5;
/** What the project asks for at 5,000 pending. */
const aim = { pending: 5000, eventsPerSecond: 3_000_000 };
/** Delays are drawn beforehand: measured is the queue and not the random stream. */
const delays = 1 << 16;

const row = (parts: readonly (string | number)[]) => parts.map((part) => String(part).padStart(14)).join("");
console.log(row(["pending", "median M/s", "slowest M/s", "fastest M/s", "aim M/s"]));
const results = sizes.map((pending) => {
  const random = new Random(1, "bench/kernel");
  const delay = Float64Array.from({ length: delays }, () => random.between(0, 2 * pending));
  const queue = new EventQueue(pending);
  for (let i = 0; i < pending; i += 1) queue.push(delay[i % delays]!, 0, i & 7, i);
  hold(queue, delay, warmupEvents);
  const rates = Array.from({ length: repeats }, () => hold(queue, delay, measuredEvents)).sort(
    (a, b) => a - b,
  );
  const result = {
    pending,
    events: measuredEvents,
    repeats,
    eventsPerSecondMedian: Math.round(rates[repeats >> 1]!),
    eventsPerSecondMin: Math.round(rates[0]!),
    eventsPerSecondMax: Math.round(rates[repeats - 1]!),
    ...(pending === aim.pending && { aimEventsPerSecond: aim.eventsPerSecond }),
  };
  const shown = [result.eventsPerSecondMedian, result.eventsPerSecondMin, result.eventsPerSecondMax];
  console.log(
    row([
      pending,
      ...shown.map((rate) => (rate / 1e6).toFixed(2)),
      pending === aim.pending ? `>= ${aim.eventsPerSecond / 1e6}` : "",
    ]),
  );
  return result;
});
mkdirSync(new URL("results", import.meta.url), { recursive: true });
const file = new URL("results/kernel.json", import.meta.url);
writeFileSync(file, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`);
console.log("written: bench/results/kernel.json");

/** Events per second of wall time. */
function hold(queue: EventQueue, delay: Float64Array, events: number): number {
  const event: QueuedEvent = { time: 0, kind: 0, a: 0, b: 0 };
  const started = performance.now();
  for (let i = 0; i < events; i += 1) {
    queue.pop(event);
    queue.push(event.time + delay[i & (delays - 1)]!, 0, event.kind, event.a, event.b);
  }
  return (events * 1000) / (performance.now() - started);
}
