// Virtual robots on real brokers: online with a will, orders in, states out, and back after the line was cut.
import mqtt from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import { startEmbeddedBroker } from "../../devices/broker/index.ts";
import { createCodec } from "../../devices/vda5050/codec/index.ts";
import { RobotHost } from "../../devices/vda5050/edge/index.ts";
import type { Message } from "../../devices/vda5050/model/index.ts";
import { topicPrefix, topicText } from "../../devices/vda5050/topics.ts";
import { hasMosquitto, startMosquitto } from "../broker/mosquitto-process.ts";
import { line } from "./robot-rig.ts";

const identity = { manufacturer: "peakfleet", serialNumber: "r1" };
const start = { x: 0, y: 0, theta: 0, mapId: "floor", nodeId: "n0" };
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe.each(["embedded", "mosquitto"])("on the %s broker", (kind) => {
  it.skipIf(kind === "mosquitto" && !hasMosquitto)(
    "a robot says that it is there, drives an order, and is missed when its line is cut",
    async () => {
      const broker = kind === "embedded" ? await startEmbeddedBroker({ port: 0 }) : await startMosquitto();
      closing.push(() => ("close" in broker ? broker.close() : broker.stop()));
      const client = await mqtt.connectAsync(broker.url);
      closing.push(() => client.endAsync(true));
      const codec = createCodec({ version: "3.0" });
      const prefix = topicPrefix("3.0");
      const heard: Message[] = [];
      client.on("message", (topic, payload) => {
        const name = topic.split("/").at(-1) as Message["topic"];
        const decoded = codec.decode(name, identity, payload);
        if (decoded.kind === "message") heard.push(decoded.message);
      });
      const newest = (topic: Message["topic"]) =>
        heard.findLast((message) => message.topic === topic)?.content as never;
      const host = new RobotHost({
        broker: { url: broker.url },
        robots: [{ identity, version: "3.0", start, stateIntervalMs: 1_000 }],
        speedUp: 10,
      });
      closing.push(() => host.close());
      await expect.poll(() => host.connectedCount, { timeout: 10_000 }).toBe(1);
      // Subscribed after it came: what it said is retained.
      await client.subscribeAsync(`${prefix}/+/+/+`);
      await expect
        .poll(() => newest("connection"), { timeout: 10_000 })
        .toEqual({ connectionState: "ONLINE" });
      await expect
        .poll(() => newest("factsheet"), { timeout: 10_000 })
        .toMatchObject({ physical: { width: 0.6 } });
      const header = { headerId: 0, timestampMs: Date.now(), version: "3.0.0", ...identity };
      const order = {
        topic: "order",
        header,
        content: line([
          [0, 0],
          [6, 0],
        ]),
      } as Message;
      await client.publishAsync(topicText(prefix, identity, "order"), codec.encode(order));
      await expect
        .poll(() => newest("state"), { timeout: 20_000 })
        .toMatchObject({ lastNodeId: "n1", nodeStates: [] });
      host.cut(0);
      await expect
        .poll(() => newest("connection"), { timeout: 20_000 })
        .toEqual({ connectionState: "CONNECTION_BROKEN" });
      await expect
        .poll(() => newest("connection"), { timeout: 20_000 })
        .toEqual({ connectionState: "ONLINE" });
      await host.close();
      closing.pop();
      await expect
        .poll(() => newest("connection"), { timeout: 10_000 })
        .toEqual({ connectionState: "OFFLINE" });
    },
  );
});
