// What a broker and who else is on it can do to a running fleet of 24 robots, over Mosquitto: nothing is lost, nobody touches, and
// the process lives on within bounds.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MqttConnection } from "../../devices/vda5050/edge/index.ts";
import { hasMosquitto, type MosquittoProcess, startMosquitto } from "../broker/mosquitto-process.ts";
import { BrokerFleet } from "./broker-fleet.ts";

const robots = 24;
const speedUp = 3;
const patient = { timeout: 150_000, interval: 100 };
const atOnce = 36;

let broker: MosquittoProcess;
let fleet: BrokerFleet;
let closing: (() => Promise<void>)[] = [];

describe.skipIf(!hasMosquitto)("24 robots on Mosquitto", () => {
  beforeEach(async () => {
    broker = await startMosquitto();
    fleet = new BrokerFleet(broker.url, robots, 1, speedUp);
    closing = [() => broker.stop(), () => fleet.close()];
    fleet.order(atOnce);
    await expect.poll(() => fleet.transports.doneCount, patient).toBeGreaterThan(2);
  }, 200_000);
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  }, 60_000);

  it("go on after the broker was away, twice, under load", async () => {
    for (let time = 1; time <= 2; time += 1) {
      await broker.restart();
      fleet.order(12);
      await expect.poll(() => fleet.host.isConnected && fleet.robots.connectedCount, patient).toBe(robots);
      const before = fleet.transports.doneCount;
      await expect.poll(() => fleet.transports.doneCount, patient).toBeGreaterThan(before + 2);
    }
    await allIsDone();
  }, 400_000);

  it("bear floods of what is no message, ten megabytes at a time and as fast as it goes", async () => {
    const stranger = await connect("stranger");
    const wrongs: readonly (readonly [string, string])[] = [
      ["not-json", "{oops"],
      ["too-deep", "[".repeat(5_000)],
      ["wrong-identity", fleet.stateOf(0, { serialNumber: "r1" })],
      ["wrong-version", fleet.stateOf(0, { version: "9.1.0" })],
      ["wrong-shape", fleet.stateOf(0, { operatingMode: "SOMEHOW" })],
      ["too-long", fleet.stateOf(0, { errors: Array.from({ length: 5_000 }, () => ({})) })],
      ["too-large", " ".repeat(10_000_000)],
    ];
    const { watch } = fleet.host.fleet.links[0]!;
    const heapBefore = heapInUse();
    for (const [kind, payload] of wrongs) {
      stranger.publish(fleet.stateTopic(0), payload, 1, false);
      await expect.poll(() => watch.lastRefusal?.kind, patient).toBe(kind);
    }
    const refusedBefore = watch.counts.refused;
    const flood = setInterval(() => {
      for (let i = 0; i < 200; i += 1)
        stranger.publish(fleet.stateTopic(i % robots), wrongs[i % 6]![1], 0, false);
      stranger.publish("uagv/v2/nobody/n1/state", fleet.stateOf(0, {}), 0, false);
    }, 100);
    closing.push(async () => clearInterval(flood));
    const before = fleet.transports.doneCount;
    fleet.order(12);
    await expect.poll(() => fleet.transports.doneCount, patient).toBeGreaterThan(before + 4);
    await expect.poll(() => watch.isGarbled(fleet.now()), patient).toBe(true);
    for (let i = 0; i < 10; i += 1) stranger.publish(fleet.stateTopic(0), " ".repeat(10_000_000), 1, false);
    await expect.poll(() => watch.counts.refused, patient).toBeGreaterThan(refusedBefore + 100);
    expect(watch.state?.operatingMode).toBe("AUTOMATIC");
    expect([...fleet.host.strangers]).toEqual(["nobody/n1"]);
    clearInterval(flood);
    await allIsDone();
    await expect.poll(heapInUse, patient).toBeLessThan(heapBefore + 60);
  }, 400_000);

  it("trust no robot that is suddenly elsewhere, until a person has looked", async () => {
    const spoofed = 5;
    const stranger = await connect("stranger");
    const far = { x: 15.5, y: 0.5, theta: 0, mapId: "floor" };
    const { x, y } = fleet.robots.robots[spoofed]!.pose;
    if (Math.hypot(far.x - x, far.y - y) < 8) far.x = 0.5;
    stranger.publish(
      fleet.stateTopic(spoofed),
      fleet.stateOf(spoofed, {
        agvPosition: { ...far, positionInitialized: true },
        mobileRobotPosition: { ...far, localized: true },
      }),
      1,
      false,
    );
    const status = () => fleet.host.fleet.status(spoofed, fleet.now());
    await expect.poll(() => status().reason, patient).toBe("distrusted");
    const before = fleet.transports.doneCount;
    await expect.poll(() => fleet.transports.doneCount, patient).toBeGreaterThan(before + 2);
    expect(status()).toMatchObject({ reason: "distrusted", needsPerson: true });
    fleet.host.fleet.confirm(spoofed, fleet.now());
    await allIsDone();
  }, 400_000);

  it("go on when another client takes a robot's name at the broker, again and again", async () => {
    const named = 7;
    const rival = await connect(fleet.clientIdOf(named));
    await expect.poll(() => fleet.host.fleet.status(named, fleet.now()).reason, patient).toBe("offline");
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await rival.close();
    await expect.poll(() => fleet.robots.connectedCount, patient).toBe(robots);
    await allIsDone();
  }, 400_000);
});

async function allIsDone(): Promise<void> {
  const { transports, collisions } = fleet;
  await expect.poll(() => transports.openCount, patient).toBe(0);
  expect(transports.failedCount).toBe(0);
  expect([...collisions]).toEqual([]);
}
async function connect(clientId: string): Promise<MqttConnection> {
  const connection = new MqttConnection({
    address: { url: broker.url },
    clientId,
    subscriptions: [],
    onConnect: () => {},
    onLost: () => {},
    onMessage: () => {},
  });
  closing.push(() => connection.close());
  await expect.poll(() => connection.isConnected, patient).toBe(true);
  return connection;
}
/** Megabytes after a collection of garbage. */
function heapInUse(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
