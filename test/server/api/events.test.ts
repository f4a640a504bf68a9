// The event stream: nothing twice, nothing missed, whatever breaks off; slow listeners cost nothing.
import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { streamLimits } from "../../../server/api/event-stream.ts";
import { makeApiKey } from "../../../server/api/index.ts";
import { call } from "./call.ts";
import { readEvents } from "./event-reader.ts";
import { type Site, startSite } from "./stand-in-site.ts";

let site: Site;
afterEach(() => site.close());
const transport = { kind: "transport", from: "dock-1", to: "rack-7" };

it("begins now, goes on after the last event that was seen, and from the beginning when asked", async () => {
  site = await startSite();
  await call(site.url, "POST", "/v1/orders", transport);
  const first = await readEvents(site.url, "/v1/events");
  await call(site.url, "POST", "/v1/orders", transport);
  site.fleet.start("order-1", "acme/r1");
  expect((await first.atLeast(2)).map(({ id, event }) => [id, event])).toEqual([
    [2, "order-accepted"],
    [3, "order-started"],
  ]);
  first.close();
  site.fleet.end("order-1", "done");
  site.fleet.start("order-2", "acme/r2");
  const second = await readEvents(site.url, "/v1/events", { "last-event-id": "3" });
  expect((await second.atLeast(2)).map(({ id, data }) => [id, data.kind, data.id])).toEqual([
    [4, "order-done", "order-1"],
    [5, "order-started", "order-2"],
  ]);
  const all = await readEvents(site.url, "/v1/events", { "last-event-id": "0" });
  expect((await all.atLeast(5)).map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
  second.close();
  all.close();
  const wrong = await call(site.url, "GET", "/v1/events?topics=orders,weather");
  expect(wrong).toMatchObject({
    status: 400,
    body: { faults: [{ where: "query.topics", found: '"weather"' }] },
  });
  expect((await call(site.url, "GET", "/v1/events", undefined, { "last-event-id": "-1" })).status).toBe(400);
});

it("reads from the journal what is no longer at hand, and says when even that is gone", async () => {
  site = await startSite({
    compactAfterRecords: 30,
    stream: { ...streamLimits, listenersMax: 5, recentEvents: 3 },
  });
  for (let i = 0; i < 20; i += 1) await site.desk.accept({ ...transport, kind: "transport", priority: 0 });
  const kept = await readEvents(site.url, "/v1/events", { "last-event-id": "4" });
  expect((await kept.atLeast(16)).map(({ id }) => id)).toEqual(Array.from({ length: 16 }, (_, i) => i + 5));
  for (let i = 0; i < 60; i += 1) await site.desk.accept({ ...transport, kind: "transport", priority: 0 });
  await site.desk.settle();
  expect(site.desk.firstSequence).toBe(31);
  // Whoever kept up missed nothing of it.
  expect((await kept.atLeast(76)).map(({ id }) => id)).toEqual(Array.from({ length: 76 }, (_, i) => i + 5));
  const late = await readEvents(site.url, "/v1/events", { "last-event-id": "4" });
  const events = await late.atLeast(51);
  expect(events[0]).toEqual({ id: 30, event: "reset", data: { read: "/v1/orders" } });
  expect(events.slice(1).map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, i) => i + 31));
  kept.close();
  late.close();
});

it("tells robots and alarms as they are now, the newest only", async () => {
  site = await startSite();
  const reader = await readEvents(site.url, "/v1/events?topics=robots,alarms");
  await reader.atLeast(2);
  await call(site.url, "POST", "/v1/robots/acme%2Fr2/hold");
  site.view.tell({ kind: "alarm", id: "a1" });
  const events = await reader.atLeast(4);
  expect(events.map(({ event }) => event)).toEqual(["robot", "robot", "robot", "alarm-over"]);
  expect(events[2]!.data).toMatchObject({ name: "acme/r2", held: true });
  expect(events[2]!.id).toBeUndefined();
  reader.close();
});

it("cuts off who never reads, and keeps serving the others", async () => {
  site = await startSite({
    stream: { ...streamLimits, listenersMax: 2, stuckMs: 300, recentEvents: 10 },
  });
  const { port } = new URL(site.url);
  const deaf = connect(Number(port), "127.0.0.1");
  deaf.pause();
  deaf.write(`GET /v1/events?topics=robots HTTP/1.1\r\nhost: localhost:${port}\r\n\r\n`);
  const good = await readEvents(site.url, "/v1/events");
  while (!(await metric("peakfleet_event_listeners")).includes("2")) await pause();
  expect((await call(site.url, "GET", "/v1/events")).status).toBe(503);
  site.view.message = "x".repeat(1_000_000);
  const closed = new Promise<void>((resolve) => deaf.once("close", () => resolve()));
  while (!(await metric("peakfleet_event_listeners_cut_off")).includes("1")) {
    site.view.tell({ kind: "robot", name: "acme/r1" });
    await pause();
  }
  deaf.resume();
  deaf.on("error", () => {});
  await closed;
  await call(site.url, "POST", "/v1/orders", transport);
  expect(await good.atLeast(1)).toHaveLength(1);
  good.close();
});

it("ends when the server closes, which waits for nobody", async () => {
  site = await startSite();
  const reader = await readEvents(site.url, "/v1/events");
  await site.server.close();
  await reader.ended;
});

async function metric(name: string): Promise<string> {
  const text = String((await call(site.url, "GET", "/metrics")).body);
  return new RegExp(`^${name} (.*)$`, "m").exec(text)?.[1] ?? "";
}
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

it("ends when its key is taken away, and others go on", async () => {
  const [kept, gone] = [makeApiKey("screen", "read"), makeApiKey("old", "read")];
  site = await startSite({ access: { kind: "keys", keys: [kept.entry, gone.entry] } });
  const open = ({ key }: typeof kept) =>
    readEvents(site.url, "/v1/events?topics=robots", { "x-api-key": key });
  const [screen, old] = [await open(kept), await open(gone)];
  site.server.setKeys([kept.entry]);
  await old.ended;
  const { length } = await screen.atLeast(2);
  site.view.tell({ kind: "robot", name: "acme/r1" });
  expect((await screen.atLeast(length + 1)).length).toBeGreaterThan(length);
});
