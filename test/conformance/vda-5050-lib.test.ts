// Against the other side's library: our fleet side drives the AgvController of vda-5050-lib 1.4.0 with its virtual vehicle, and its
// MasterController drives our virtual robot, over the embedded broker and over Mosquitto.

import {
  AgvController,
  BlockingType,
  type Headerless,
  MasterController,
  type Order,
  VirtualAgvAdapter,
} from "vda-5050-lib";
import { afterEach, describe, expect, it } from "vitest";
import { startEmbeddedBroker } from "../../devices/broker/index.ts";
import { MqttConnection, RobotHost } from "../../devices/vda5050/edge/index.ts";
import {
  defaultProfile,
  type LinkEvent,
  parseTopic,
  RobotLink,
  type RouteNode,
  topicFilter,
  topicPrefix,
  topicText,
} from "../../devices/vda5050/index.ts";
import { hasMosquitto, startMosquitto } from "../broker/mosquitto-process.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(kind: string): Promise<string> {
  const broker = kind === "embedded" ? await startEmbeddedBroker({ port: 0 }) : await startMosquitto();
  closing.push(() => ("close" in broker ? broker.close() : broker.stop()));
  return broker.url;
}

const identity = { manufacturer: "Siemens", serialNumber: "agv1" };
const prefix = topicPrefix("2.0");
const place = (i: number): RouteNode => ({ nodeId: `n${i}`, x: i * 2, y: 0, mapId: "floor", actions: [] });

/** A link on a broker, with all that has happened to it. */
function openLink(url: string) {
  const link = new RobotLink({
    identity,
    // What the library needs: its own key for instant actions, and no actions on stitching nodes.
    profile: { ...defaultProfile("2.0"), instantActionsKey: "both", stitchingActions: "without" },
    idPrefix: "conformance-",
  });
  const events: LinkEvent[] = [];
  const connection = new MqttConnection({
    address: { url },
    clientId: "conformance-fleet",
    subscriptions: (["state", "connection", "factsheet"] as const).map((name) => ({
      filter: topicFilter(prefix, name),
      qos: 0 as const,
    })),
    onConnect: () => {},
    onLost: () => {},
    onMessage: (topic, payload) => {
      const parsed = parseTopic(prefix, topic);
      if (parsed !== undefined) link.receivePayload(parsed.name, payload, Date.now());
    },
  });
  const timer = setInterval(() => {
    link.tick(Date.now());
    events.push(...link.takeEvents());
    for (const { topic, payload } of link.takeOutbox())
      connection.publish(topicText(prefix, identity, topic), payload, 0, false);
  }, 50);
  closing.push(async () => {
    clearInterval(timer);
    await connection.close();
  });
  const passed = () => events.flatMap((event) => (event.kind === "passed" ? [event.node.nodeId] : []));
  return { link, events, passed };
}

const patience = { timeout: 120_000, interval: 100 };

describe.each(["embedded", "mosquitto"])("vda-5050-lib over the %s broker", (kind) => {
  it.skipIf(kind === "mosquitto" && !hasMosquitto)(
    "its vehicle completes, stitches, cancels and charges under our fleet side",
    async () => {
      const url = await open(kind);
      const vehicle = new AgvController(
        identity,
        { interfaceName: "uagv", transport: { brokerUrl: url }, vdaVersion: "2.0.0" },
        { agvAdapterType: VirtualAgvAdapter },
        {
          initialPosition: { mapId: "floor", x: 0, y: 0, theta: 0, lastNodeId: "n0" },
          vehicleSpeed: 2,
          timeLapse: 5,
        },
      );
      await vehicle.start();
      closing.push(() => vehicle.stop());
      const { link, events, passed } = openLink(url);
      link.place(place(0));
      await expect.poll(() => link.isFree, patience).toBe(true);
      link.extend([place(1), place(2), place(3)], Date.now());
      await expect.poll(() => passed().length, patience).toBeGreaterThan(0);
      // A second piece while the first is under way: stitched on.
      link.extend([place(4), place(5)], Date.now());
      await expect.poll(passed, patience).toEqual(["n1", "n2", "n3", "n4", "n5"]);
      await expect
        .poll(() => events.filter(({ kind: what }) => what === "order-done").length, patience)
        .toBe(1);
      const charge = link.instruct("startCharging", [], Date.now());
      await expect
        .poll(
          () =>
            events.some(
              (event) =>
                event.kind === "instant" &&
                event.outcome.action.actionId === charge &&
                event.outcome.status === "FINISHED",
            ),
          patience,
        )
        .toBe(true);
      link.instruct("stopCharging", [], Date.now());
      await expect.poll(() => link.watch.state?.powerSupply.charging, patience).toBe(false);
      link.extend([place(4), place(3), place(2), place(1), place(0)], Date.now());
      await expect.poll(() => passed().length, patience).toBeGreaterThan(5);
      link.abandon(Date.now());
      await expect
        .poll(
          () => events.some((event) => event.kind === "order-lost" && event.cause === "cancelled"),
          patience,
        )
        .toBe(true);
      await expect.poll(() => link.isFree, patience).toBe(true);
    },
    400_000,
  );

  it.skipIf(kind === "mosquitto" && !hasMosquitto)(
    "its master drives our virtual robot, actions included",
    async () => {
      const url = await open(kind);
      const robots = new RobotHost({
        broker: { url },
        speedUp: 3,
        robots: [{ identity, version: "2.0", start: { x: 0, y: 0, theta: 0, mapId: "floor", nodeId: "n0" } }],
      });
      closing.push(() => robots.close());
      const master = new MasterController(
        { interfaceName: "uagv", transport: { brokerUrl: url }, vdaVersion: "2.0.0" },
        {},
      );
      await master.start();
      closing.push(() => master.stop());
      await expect.poll(() => robots.connectedCount, patience).toBe(1);
      const node = (i: number, actions: Headerless<Order>["nodes"][number]["actions"] = []) => ({
        nodeId: `n${i}`,
        sequenceId: 2 * i,
        released: true,
        nodePosition: { x: 2 * i, y: 0, mapId: "floor" },
        actions,
      });
      const edge = (i: number) => ({
        edgeId: `e${i}`,
        sequenceId: 2 * i + 1,
        released: true,
        startNodeId: `n${i}`,
        endNodeId: `n${i + 1}`,
        actions: [],
      });
      const pick = {
        actionType: "pick",
        actionId: "p1",
        blockingType: BlockingType.Hard,
        actionParameters: [],
      };
      const traversed: string[] = [];
      const outcome = await new Promise<{ error: unknown; cancelled: boolean }>((resolve, reject) => {
        master
          .assignOrder(
            identity,
            {
              orderId: "theirs",
              orderUpdateId: 0,
              nodes: [node(0), node(1), node(2, [pick])],
              edges: [edge(0), edge(1)],
            },
            {
              onOrderProcessed: (error, cancelled) => resolve({ error, cancelled }),
              onNodeTraversed: ({ nodeId }) => traversed.push(nodeId),
            },
          )
          .catch(reject);
      });
      expect(outcome).toEqual({ error: undefined, cancelled: false });
      expect(traversed).toEqual(["n0", "n1", "n2"]);
      expect(robots.robots[0]!.condition.loads).toHaveLength(1);
    },
    400_000,
  );
});
