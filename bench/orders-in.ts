// Orders into a durable journal: how many per second, how long one waits, and how long a restart takes.
// `npm run bench:orders`; a table here, figures in bench/results/orders-in.json.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openJournalStore } from "../devices/journal/index.ts";
import type { FleetOrders } from "../devices/orders/index.ts";
import { OrderDesk } from "../devices/orders/index.ts";
import { machine } from "./machine.ts";

const fleet: FleetOrders = {
  submit: () => ({ kind: "taken" }),
  cancel: () => {},
  setPriority: () => {},
  subscribe: () => () => {},
};
const folder = mkdtempSync(join(tmpdir(), "peakfleet-bench-"));

async function open() {
  const result = await openJournalStore(folder);
  if (result.kind !== "open") throw new Error(result.kind);
  const desk = await OrderDesk.open({
    journal: await result.store.journal("orders"),
    fleet,
    nowMs: () => Date.now(),
  });
  return { desk, store: result.store };
}

/** So many senders, each with one order under way at a time. */
async function send(desk: OrderDesk, senders: number, count: number) {
  const waitsMs: number[] = [];
  let left = count;
  const startMs = performance.now();
  await Promise.all(
    Array.from({ length: senders }, async () => {
      while (left > 0) {
        left -= 1;
        const sentMs = performance.now();
        await desk.accept({ kind: "transport", from: "dock-1", to: "rack-7", priority: 0 });
        waitsMs.push(performance.now() - sentMs);
      }
    }),
  );
  const seconds = (performance.now() - startMs) / 1000;
  waitsMs.sort((a, b) => a - b);
  const at = (share: number) => Number(waitsMs[Math.floor(share * (waitsMs.length - 1))]!.toFixed(2));
  return { senders, orders: count, perSecond: Math.round(count / seconds), p50Ms: at(0.5), p99Ms: at(0.99) };
}

try {
  const { desk, store } = await open();
  const rows = [await send(desk, 1, 1_000), await send(desk, 16, 8_000), await send(desk, 256, 41_000)];
  console.table(rows);
  await desk.close();
  await store.close();
  const startMs = performance.now();
  const again = await open();
  const restart = {
    openOrders: again.desk.book.openCount,
    milliseconds: Math.round(performance.now() - startMs),
  };
  console.table([restart]);
  await again.store.close();
  const out = fileURLToPath(new URL("results/orders-in.json", import.meta.url));
  writeFileSync(out, `${JSON.stringify({ machine: machine(), rows, restart }, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
