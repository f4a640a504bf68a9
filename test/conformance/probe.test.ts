// The vehicle of vda-5050-lib 1.4.0 under our probe: what is known of it is found. Minutes of waiting, for the vehicle keeps real time;
// over Mosquitto where it is installed, else over the embedded broker, and over both with CONFORMANCE=all.
import { AgvController, VirtualAgvAdapter } from "vda-5050-lib";
import { afterEach, describe, expect, it } from "vitest";
import { startEmbeddedBroker } from "../../devices/broker/index.ts";
import { ProbeHost } from "../../devices/probe/edge/index.ts";
import { hasMosquitto, startMosquitto } from "../broker/mosquitto-process.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const identity = { manufacturer: "Siemens", serialNumber: "agv1" };

async function openVehicle(kind: string): Promise<string> {
  const broker = kind === "embedded" ? await startEmbeddedBroker({ port: 0 }) : await startMosquitto();
  closing.push(() => ("close" in broker ? broker.close() : broker.stop()));
  const vehicle = new AgvController(
    identity,
    { interfaceName: "uagv", transport: { brokerUrl: broker.url }, vdaVersion: "2.0.0" },
    { agvAdapterType: VirtualAgvAdapter },
    {
      initialPosition: { mapId: "floor", x: 0, y: 0, theta: 0, lastNodeId: "n0" },
      vehicleSpeed: 1,
      timeLapse: 3,
    },
  );
  await vehicle.start();
  closing.push(() => vehicle.stop());
  return broker.url;
}

const brokers =
  process.env.CONFORMANCE === "all" ? ["embedded", "mosquitto"] : [hasMosquitto ? "mosquitto" : "embedded"];

describe.each(brokers)("vda-5050-lib's vehicle over the %s broker", (kind) => {
  it.skipIf(kind === "mosquitto" && !hasMosquitto)(
    "is found out",
    async () => {
      const url = await openVehicle(kind);
      const host: ProbeHost = new ProbeHost({
        broker: { url },
        probe: {
          ...{ identity, version: "auto", idPrefix: "conformance-", action: "noop" },
          checks: [
            "connection.qos",
            "factsheet.content",
            "header.other-patch",
            "order.rejection-errors",
            "order.stitch",
            "stitch.with-actions",
            "cancel.stops",
            "order.not-json",
          ],
        },
        onNote: ({ kind: what }) => {
          if (what === "plan") host.confirm();
        },
        onError: () => {},
      });
      const report = await host.finish();
      expect(report.outcome).toBe("complete");
      expect(report.version).toBe("2.0");
      const verdicts = Object.fromEntries(report.results.map(({ id, verdict }) => [id, verdict]));
      expect(verdicts).toMatchObject({
        // Its quirks (see docs/vda5050.md) …
        "connection.qos": "deviation",
        "instant.key": "deviation",
        "factsheet.content": "deviation",
        "header.other-patch": "deviation",
        "stitch.with-actions": "deviation",
        "order.not-json": "deviation",
        // … and what it does well.
        "connection.retained": "conformant",
        "order.rejection-errors": "conformant",
        "order.simple": "conformant",
        "order.stitch": "conformant",
        "stitch.without-actions": "conformant",
        "cancel.stops": "conformant",
      });
      expect(report.profile).toEqual({
        instantActionsKey: "instantActions",
        versionText: "2.0.0",
        stitchingActions: "without",
      });
    },
    600_000,
  );
});
