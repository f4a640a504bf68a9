// Orders by messages: each answered, the same twice taken once, rubbish counted and nothing worse.
import mqtt from "mqtt";
import { afterEach, expect, it } from "vitest";
import { startEmbeddedBroker } from "../../../devices/broker/index.ts";
import { createMemoryJournal } from "../../../devices/journal/index.ts";
import { AuditLog } from "../../../server/api/audit-log.ts";
import { messageLimits, type OrderMessages, takeOrderMessages } from "../../../server/api/index.ts";
import { openOrderLine } from "../../../server/live/index.ts";
import { type Site, startSite } from "./stand-in-site.ts";

let site: Site;
afterEach(() => site.close());

class Messages implements OrderMessages {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the test expects
  readonly answers: any[] = [];
  private listener: (payload: Uint8Array) => void = () => {};
  private onAnswer: (() => void) | null = null;
  subscribe(listener: (payload: Uint8Array) => void): () => void {
    this.listener = listener;
    return () => {
      this.listener = () => {};
    };
  }
  answer(payload: string): void {
    this.answers.push(JSON.parse(payload));
    this.onAnswer?.();
  }
  send(payload: unknown): void {
    this.listener(
      payload instanceof Uint8Array ? payload : new TextEncoder().encode(JSON.stringify(payload)),
    );
  }
  async answered(count: number): Promise<void> {
    while (this.answers.length < count)
      await new Promise<void>((resolve) => {
        this.onAnswer = resolve;
      });
  }
}

it("takes orders in, answers each, and keeps count", async () => {
  site = await startSite();
  const messages = new Messages();
  const audit = createMemoryJournal();
  const intake = takeOrderMessages(messages, { orders: site.desk, fleet: site.view, audit });
  const order = { kind: "transport", id: "M-1", from: "dock-1", to: "rack-7" };
  const rubbish: unknown[] = [
    Uint8Array.from([0xff, 0xfe, 0x00]),
    new TextEncoder().encode(`${"[".repeat(50_000)}`),
    new Uint8Array(messageLimits.payloadBytesMax + 1),
    { ...order, id: undefined },
    { ...order, id: "M-2", to: "moon" },
    { ...order, priority: 3 },
    null,
  ];
  messages.send(order);
  messages.send(order);
  await messages.answered(2);
  expect(await new AuditLog(audit).read(1, 10)).toMatchObject([{ key: "mqtt", path: "/v1/orders/M-1" }]);
  for (const message of rubbish) messages.send(message);
  await messages.answered(2 + rubbish.length);
  expect(messages.answers.slice(0, 2).map(({ order: taken }) => taken.id)).toEqual(["M-1", "M-1"]);
  // Answers come as they are ready, so their order may differ.
  expect(
    messages.answers
      .slice(2)
      .map(({ problem }) => problem.code)
      .sort(),
  ).toEqual([
    "conflict",
    "impossible-order",
    "invalid-input",
    "invalid-input",
    "not-json",
    "not-json",
    "too-large",
  ]);
  expect(intake.counts).toEqual({ accepted: 1, known: 1, refused: rubbish.length });
  intake.close();
  messages.send({ ...order, id: "M-9" });
  await site.desk.settle();
  expect(site.desk.status("M-9")).toBeUndefined();
});

it("refuses what would pile up", async () => {
  site = await startSite();
  const messages = new Messages();
  const intake = takeOrderMessages(messages, { orders: site.desk, fleet: site.view });
  const count = messageLimits.waitingMax + 50;
  for (let i = 0; i < count; i += 1)
    messages.send({ kind: "transport", id: `F-${i}`, from: "dock-1", to: "rack-7" });
  await messages.answered(count);
  expect(intake.counts).toEqual({ accepted: messageLimits.waitingMax, known: 0, refused: 50 });
});

it("takes orders from a broker in, and answers there", async () => {
  site = await startSite();
  const broker = await startEmbeddedBroker({ port: 0 });
  const theirs = await mqtt.connectAsync(broker.url);
  const line = openOrderLine({ url: broker.url }, "order-line", () => {});
  const intake = takeOrderMessages(line, { orders: site.desk, fleet: site.view });
  const answers: string[] = [];
  theirs.on("message", (_, payload) => answers.push(String(payload)));
  await theirs.subscribeAsync("peakfleet/order-answers", { qos: 1 });
  const order = { kind: "transport", id: "M-1", from: "dock-1", to: "rack-7" };
  // As long as nobody listens yet there is no answer: the same order is sent again.
  const sendAgain = async () => {
    await theirs.publishAsync("peakfleet/orders", JSON.stringify(order), { qos: 1 });
    return answers.length;
  };
  await expect.poll(sendAgain, { timeout: 30_000, interval: 200 }).toBeGreaterThan(0);
  expect(JSON.parse(answers[0]!)).toMatchObject({ order: { id: "M-1", state: "accepted" } });
  expect(site.fleet.submissions).toEqual(["M-1"]);
  intake.close();
  await Promise.all([line.close(), theirs.endAsync()]);
  await broker.close();
});
