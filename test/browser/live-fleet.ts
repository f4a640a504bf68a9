// A fleet to look at: Mosquitto with MQTT over WebSocket, virtual robots of all three releases, and the live loop that sends
// them about. Everything is on this machine and on free ports.
import { createMemoryJournal } from "../../devices/journal/index.ts";
import { FleetHost } from "../../devices/live/edge/index.ts";
import { gridSite, TransportOrders } from "../../devices/live/index.ts";
import { RobotHost } from "../../devices/vda5050/edge/index.ts";
import { defaultProfile, vdaVersions } from "../../devices/vda5050/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { CellKind } from "../../sim/model/index.ts";
import { freePort, type MosquittoProcess, startMosquitto } from "../broker/mosquitto-process.ts";
import { hall } from "../live/live-world.ts";
import { drawFloor } from "../traffic/tiny-floor.ts";

export interface FleetToWatch {
  readonly broker: MosquittoProcess;
  /** For a browser. */
  readonly webSocketUrl: string;
  readonly host: FleetHost;
  readonly robots: RobotHost;
  readonly transports: TransportOrders;
  close(): Promise<void>;
}

export const manufacturer = "acme";
const mapId = "floor";

export async function startFleetToWatch(robotCount: number): Promise<FleetToWatch> {
  const webSocketPort = await freePort();
  const broker = await startMosquitto((_, port) =>
    [
      `listener ${port} 127.0.0.1`,
      `listener ${webSocketPort} 127.0.0.1`,
      "protocol websockets",
      "allow_anonymous true",
      "log_type none",
      "",
    ].join("\n"),
  );
  const floor = drawFloor(hall);
  const site = gridSite({ floor, mapId, seed: 1, forwardMs: 1_000, turnMs: 1_000 });
  const members = Array.from({ length: robotCount }, (_, i) => ({
    identity: { manufacturer, serialNumber: `r${i + 1}` },
    version: vdaVersions[i % vdaVersions.length]!,
  }));
  const transports = new TransportOrders({
    robotCount,
    robotName: (robot) => `${manufacturer}/r${robot + 1}`,
    runName: "watch",
  });
  const host = new FleetHost({
    broker: { url: broker.url },
    clientId: "watched-fleet",
    journal: createMemoryJournal(),
    now: Date.now,
    onError: () => {},
    fleet: {
      site,
      work: transports,
      idPrefix: "watch-",
      robots: members.map(({ identity, version }) => ({ identity, profile: defaultProfile(version) })),
    },
  });
  const free = [...floor.kind.keys()].filter((cell) => floor.kind[cell] !== CellKind.blocked);
  const robots = new RobotHost({
    broker: { url: broker.url },
    robots: members.map(({ identity, version }, i) => ({
      identity,
      version,
      body: { length: 0.7, width: 0.5 },
      start: { ...site.map.centre(free[Math.floor((i * free.length) / robotCount)]!), theta: 0, mapId },
    })),
  });
  const random = new Random(1, "test/browser/live");
  let count = 0;
  const work = setInterval(() => {
    while (transports.openCount < robotCount) {
      const [from, to] = [free[random.below(free.length)]!, free[random.below(free.length)]!];
      if (from === to) continue;
      count += 1;
      transports.submit({ id: `t${count}`, from, to, priority: 0 });
    }
  }, 300);
  return {
    broker,
    webSocketUrl: `ws://127.0.0.1:${webSocketPort}`,
    host,
    robots,
    transports,
    close: async () => {
      clearInterval(work);
      await robots.close();
      await host.close();
      await broker.stop();
    },
  };
}
