import { expect, it } from "vitest";
import { parseIdentity } from "../../devices/vda5050/model/index.ts";
import { deliveryOf, parseTopic, topicFilter, topicPrefix, topicText } from "../../devices/vda5050/topics.ts";

it("makes and reads the topics of each release, with interface names of one's own", () => {
  const robot = { manufacturer: "KIT", serialNumber: "0001" };
  expect(topicText(topicPrefix("2.0"), robot, "order")).toBe("uagv/v2/KIT/0001/order");
  expect(topicText(topicPrefix("3.0"), robot, "state")).toBe("vda5050/v3/KIT/0001/state");
  const prefix = topicPrefix("2.1", "site/a");
  expect(topicFilter(prefix, "state")).toBe("site/a/v2/+/+/state");
  expect(parseTopic(prefix, "site/a/v2/KIT/0001/state")).toEqual({ identity: robot, name: "state" });
});

it("takes no topic that is not one of a robot", () => {
  for (const topic of [
    "uagv/v2/KIT/0001",
    "uagv/v2/KIT/0001/other",
    "uagv/v2/KIT/00 01/state",
    "uagv/v3/KIT/0001/state",
    "uagv/v2/a/b/c/state",
  ])
    expect(parseTopic("uagv/v2", topic)).toBeUndefined();
  expect(parseIdentity("KIT/0/1")).toBeUndefined();
  expect(parseIdentity("KIT/0001")).toEqual({ manufacturer: "KIT", serialNumber: "0001" });
});

it("keeps connections, and factsheets from 2.1 on", () => {
  expect(deliveryOf("connection", "2.0")).toEqual({ qos: 1, retain: true });
  expect(deliveryOf("factsheet", "2.0")).toEqual({ qos: 0, retain: false });
  expect(deliveryOf("factsheet", "3.0")).toEqual({ qos: 0, retain: true });
  expect(deliveryOf("order", "3.0")).toEqual({ qos: 0, retain: false });
});
