// The embedded broker stays up whatever is thrown at it.
import { connect as connectSocket } from "node:net";
import mqtt from "mqtt";
import { afterEach, expect, it } from "vitest";
import { type EmbeddedBroker, startEmbeddedBroker } from "../../devices/broker/index.ts";

let broker: EmbeddedBroker;
afterEach(() => broker.close());

it("passes messages on and keeps retained ones", async () => {
  broker = await startEmbeddedBroker({ port: 0 });
  const sender = await mqtt.connectAsync(broker.url);
  await sender.publishAsync("a/b", "kept", { qos: 1, retain: true });
  const listener = await mqtt.connectAsync(broker.url);
  const heard = new Promise<string>((resolve) =>
    listener.once("message", (_, payload) => resolve(String(payload))),
  );
  await listener.subscribeAsync("a/+");
  expect(await heard).toBe("kept");
  await Promise.all([sender.endAsync(), listener.endAsync()]);
});

it("slows a flood down instead of falling over: every message arrives, in order, and others are heard meanwhile", async () => {
  broker = await startEmbeddedBroker({
    port: 0,
    limits: { messagesPerSecondMax: 4_000, messagesPerSecondPerClientMax: 2_000, burstMessages: 200 },
  });
  const listener = await mqtt.connectAsync(broker.url);
  const heard = new Map<string, number[]>();
  let othersHeardDuringFlood = 0;
  listener.on("message", (topic, payload) => {
    if (topic === "quiet") {
      if ((heard.get("flood/0")?.length ?? 0) < 3_000) othersHeardDuringFlood += 1;
      return;
    }
    heard.set(topic, [...(heard.get(topic) ?? []), Number(payload)]);
  });
  await listener.subscribeAsync(["flood/+", "quiet"]);
  const floods = await Promise.all([0, 1].map(() => mqtt.connectAsync(broker.url)));
  const quiet = await mqtt.connectAsync(broker.url);
  for (let i = 0; i < 3_000; i += 1)
    for (const [k, flood] of floods.entries()) flood.publish(`flood/${k}`, String(i));
  await quiet.publishAsync("quiet", "still here");
  while ([0, 1].some((k) => (heard.get(`flood/${k}`)?.length ?? 0) < 3_000)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  for (const k of [0, 1]) expect(heard.get(`flood/${k}`)).toEqual(Array.from({ length: 3_000 }, (_, i) => i));
  expect(othersHeardDuringFlood).toBe(1);
  expect(broker.counts.slowed).toBeGreaterThan(1_000);
  await Promise.all([listener, quiet, ...floods].map((client) => client.endAsync(true)));
});

it("closes a connection that announces too large a packet, and refuses one too many", async () => {
  broker = await startEmbeddedBroker({ port: 0, limits: { connectionsMax: 2, packetBytesMax: 1_000 } });
  const good = await mqtt.connectAsync(broker.url);
  const bad = await mqtt.connectAsync(broker.url, { reconnectPeriod: 0 });
  const closed = new Promise<void>((resolve) => bad.once("close", () => resolve()));
  bad.publish("a", "x".repeat(5_000));
  await closed;
  const second = await mqtt.connectAsync(broker.url);
  const third = connectSocket(broker.port, "127.0.0.1");
  await new Promise<void>((resolve) => third.once("close", () => resolve()));
  expect(broker.counts.refused).toBe(2);
  expect(good.connected).toBe(true);
  await Promise.all([good.endAsync(), second.endAsync()]);
});

it("survives bytes that are no MQTT", async () => {
  broker = await startEmbeddedBroker({ port: 0 });
  const socket = connectSocket(broker.port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\n\r\n");
  await new Promise<void>((resolve) => socket.once("close", () => resolve()));
  const client = await mqtt.connectAsync(broker.url);
  await client.endAsync();
});
