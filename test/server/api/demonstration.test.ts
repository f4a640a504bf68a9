// The whole way, killed in between: orders over HTTP into a durable journal, a fleet that carries them out, a listener that breaks
// off with the server. Every order that was answered is done, once, and the listener has heard everything once.
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { Random } from "../../../sim/kernel/index.ts";
import { temporaryFolder } from "../../journal/temporary-folder.ts";
import { call } from "./call.ts";
import { type ReadEvent, readEvents } from "./event-reader.ts";

const child = fileURLToPath(new URL("serving-child.ts", import.meta.url));
const seed = Number(process.env["KILL_SEED"] ?? 1);
const kills = 3;
const ordersPerRun = 60;

interface Served {
  readonly url: string;
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
}

async function serve(folder: string): Promise<Served> {
  const run = spawn(process.execPath, ["--import", "tsx", child, folder], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => {
    run.kill("SIGKILL");
  });
  let errors = "";
  run.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve) => run.once("close", (code) => resolve(code)));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: run.stdout }).once("line", resolve);
    run.once("close", () => reject(new Error(errors)));
  });
  return { url, process: run, ended };
}

/** Sends until all are answered or the server is gone; whoever got no answer has to send again. */
async function send(served: Served, ids: readonly string[], answered: Set<string>, killAfter: number) {
  const sending: Promise<void>[] = [];
  for (const [i, id] of ids.entries()) {
    const order = { kind: "transport", id, from: "dock-1", to: "rack-7" };
    sending.push(
      call(served.url, "POST", "/v1/orders", order).then(
        ({ status }) => {
          expect([200, 201]).toContain(status);
          answered.add(id);
        },
        () => {},
      ),
    );
    if (i % 4 === 0) await sending.at(-1);
    if (i === killAfter) served.process.kill("SIGKILL");
  }
  await Promise.all(sending);
}

it(`loses no order and no event (KILL_SEED=${seed} npx vitest run test/server/api/demonstration.test.ts)`, async () => {
  const folder = temporaryFolder();
  const random = new Random(seed, "demonstration");
  const wanted: string[] = [];
  const answered = new Set<string>();
  const heard: ReadEvent[] = [];
  for (let run = 0; run < kills; run += 1) {
    const served = await serve(folder);
    const reader = await readEvents(served.url, "/v1/events", { "last-event-id": lastId(heard) });
    const again = wanted.filter((id) => !answered.has(id));
    const more = Array.from({ length: ordersPerRun }, (_, i) => `T-${run}-${i}`);
    wanted.push(...more);
    await send(served, [...again, ...more], answered, Math.floor(random.uniform() * (ordersPerRun - 4)));
    await Promise.all([served.ended, reader.ended]);
    expect(answered.size).toBeLessThan(wanted.length);
    heard.push(...reader.events);
  }
  const served = await serve(folder);
  const reader = await readEvents(served.url, "/v1/events", { "last-event-id": lastId(heard) });
  const early = (await call(served.url, "GET", "/v1/orders?limit=1000")).body.orders;
  const known = new Set(early.map(({ id }: { id: string }) => id));
  for (const id of answered) expect(known).toContain(id);
  await send(
    served,
    wanted.filter((id) => !answered.has(id)),
    answered,
    -1,
  );
  let open = 1;
  while (open > 0) open = (await call(served.url, "GET", "/v1/orders?open=true&limit=1")).body.orders.length;
  const { orders } = (await call(served.url, "GET", "/v1/orders?limit=1000")).body;
  const states = new Map(orders.map(({ id, state }: { id: string; state: string }) => [id, state]));
  expect(states).toEqual(new Map(wanted.map((id) => [id, "done"])));
  const total = Number(
    /^peakfleet_journal_sequence (\d+)$/m.exec((await call(served.url, "GET", "/metrics")).body)![1],
  );
  heard.push(...(await reader.atLeast(total - heard.length)));
  served.process.kill("SIGTERM");
  expect(await served.ended).toBe(0);
  expect(heard.map(({ id }) => id)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
  for (const kind of ["order-accepted", "order-done"]) {
    const ids = heard.filter(({ event }) => event === kind).map(({ data }) => data.order?.id ?? data.id);
    expect(ids.toSorted()).toEqual(wanted.toSorted());
  }
}, 240_000);

function lastId(events: readonly ReadEvent[]): string {
  return String(events.at(-1)?.id ?? 0);
}
