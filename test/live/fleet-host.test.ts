// The live loop and virtual robots of three releases over a real broker: the journal is written before an order is published.
import { afterEach, describe, expect, it } from "vitest";
import { startEmbeddedBroker } from "../../devices/broker/index.ts";
import { createMemoryJournal, type JournalRecord } from "../../devices/journal/index.ts";
import { FleetHost } from "../../devices/live/edge/index.ts";
import { gridSite, TransportOrders } from "../../devices/live/index.ts";
import { RobotHost } from "../../devices/vda5050/edge/index.ts";
import { defaultProfile, vdaVersions } from "../../devices/vda5050/index.ts";
import { hasMosquitto, startMosquitto } from "../broker/mosquitto-process.ts";
import { drawFloor } from "../traffic/tiny-floor.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe.each(["embedded", "mosquitto"])("on the %s broker", (kind) => {
  it.skipIf(kind === "mosquitto" && !hasMosquitto)(
    "robots of three releases carry something from here to there, also when the broker was away",
    async () => {
      const broker = kind === "embedded" ? await startEmbeddedBroker({ port: 0 }) : await startMosquitto();
      closing.push(() => ("close" in broker ? broker.close() : broker.stop()));
      const speedUp = 5;
      const startMs = Date.now();
      const now = () => startMs + (Date.now() - startMs) * speedUp;
      const floor = drawFloor(["......", "......", "......"]);
      const identities = vdaVersions.map((_, i) => ({ manufacturer: "peakfleet", serialNumber: `r${i}` }));
      const journal = createMemoryJournal();
      const transports = new TransportOrders({ robotCount: vdaVersions.length });
      const host = new FleetHost({
        broker: { url: broker.url },
        clientId: "test-fleet",
        journal,
        now,
        onError: () => {},
        fleet: {
          site: gridSite({ floor, mapId: "floor", seed: 1, forwardMs: 1_000, turnMs: 1_000 }),
          work: transports,
          idPrefix: "test-",
          robots: vdaVersions.map((version, i) => ({
            identity: identities[i]!,
            profile: defaultProfile(version),
          })),
        },
      });
      closing.push(() => host.close());
      const robots = new RobotHost({
        broker: { url: broker.url },
        speedUp,
        robots: vdaVersions.map((version, i) => ({
          identity: identities[i]!,
          version,
          body: { length: 0.7, width: 0.5 },
          start: { ...host.fleet.map.centre(6 * i), theta: 0, mapId: "floor" },
        })),
      });
      closing.push(() => robots.close());
      for (let i = 0; i < 3; i += 1)
        transports.submit({ id: `a${i}`, from: 2 + 6 * i, to: 17 - 6 * i, priority: 0 });
      await expect.poll(() => transports.doneCount, { timeout: 60_000, interval: 100 }).toBe(3);
      if ("restart" in broker) {
        await broker.restart();
        for (let i = 0; i < 3; i += 1)
          transports.submit({ id: `b${i}`, from: 17 - 6 * i, to: 2 + 6 * i, priority: 0 });
        await expect.poll(() => transports.doneCount, { timeout: 60_000, interval: 100 }).toBe(6);
      }
      const records: JournalRecord[] = [];
      for await (const { record } of journal.readFrom(1)) records.push(record);
      expect(records.some(({ robot }) => robot === "peakfleet/r2")).toBe(true);
      expect(host.strangers.size).toBe(0);
    },
    180_000,
  );
});
