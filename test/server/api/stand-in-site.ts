// A site without robots behind the API: stations, two robots, and a fleet that does as it is told.

import { createMemoryStore, type JournalStore } from "../../../devices/journal/index.ts";
import { type NewOrder, OrderDesk } from "../../../devices/orders/index.ts";
import { PictureBoard, pictureVersion, type SitePicture } from "../../../devices/picture/index.ts";
import type {
  AlarmView,
  ApiPorts,
  Fault,
  FleetChange,
  FleetView,
  OperationAnswer,
  RobotOperation,
  RobotView,
} from "../../../server/api/index.ts";
import { type ApiServer, type ApiServerOptions, createApiServer } from "../../../server/api/index.ts";
import { StandInFleet } from "../../orders/stand-in-fleet.ts";

export class StandInView implements FleetView {
  readonly names = ["dock-1", "rack-7", "rack-8"];
  held = new Set<string>();
  alarmList: AlarmView[] = [];
  lackList: string[] = [];
  readonly picture = new PictureBoard("stand-in", 2);
  nowMs = 0;
  /** Of what robots say beside their reason. */
  message: string | undefined;
  private readonly listeners = new Set<(change: FleetChange) => void>();

  robots(): readonly RobotView[] {
    return ["acme/r1", "acme/r2"].map((name, i) => ({
      name,
      connection: "online" as const,
      reason: this.held.has(name) ? "held" : "idle",
      held: this.held.has(name),
      needsPerson: false,
      ...(this.message === undefined ? {} : { message: this.message }),
      x: 2 * i,
      y: 0,
      charge: 0.8,
      stateAgeMs: 400,
    }));
  }
  robot(name: string): RobotView | undefined {
    return this.robots().find((robot) => robot.name === name);
  }
  stations() {
    return this.names.map((name, i) => ({ name, kind: i === 0 ? "dock" : "rack", x: i, y: 1 }));
  }
  alarms(): readonly AlarmView[] {
    return this.alarmList;
  }
  alarm(id: string): AlarmView | undefined {
    return this.alarmList.find((alarm) => alarm.id === id);
  }
  site(language: "en" | "zh"): SitePicture {
    return {
      version: pictureVersion,
      session: this.picture.session,
      mapId: "floor",
      grid: { width: 3, height: 2, cellMetres: 1, rows: ["w.p", "c#p"] },
      stations: this.stations(),
      chargers: [{ name: "charger-1", kind: "charger", x: 0.5, y: 0.5 }],
      robots: this.robots().map(({ name }) => ({ name, vda: "2.1", length: 0.7, width: 0.5 })),
      reasons: [
        { code: "idle", message: language === "zh" ? "无任务" : "has nothing to do", advice: "" },
        { code: "driving", message: language === "zh" ? "行驶中" : "driving", advice: "" },
      ],
    };
  }
  sessionMs(): number {
    return this.nowMs;
  }
  lacks(): readonly string[] {
    return this.lackList;
  }
  async operate(
    robot: string,
    operation: RobotOperation,
    _language: "en" | "zh" = "en",
    places: readonly string[] = [],
  ): Promise<OperationAnswer> {
    if (!this.robots().some(({ name }) => name === robot)) return { kind: "unknown-robot" };
    const unknown = places.find((name) => !this.names.includes(name));
    if (unknown !== undefined) return { kind: "unknown-place", name: unknown };
    if (operation === "charge")
      return { kind: "refused", reason: "no charger on this floor", advice: "Add one to the layout." };
    if (operation === "hold") this.held.add(robot);
    else this.held.delete(robot);
    this.tell({ kind: "robot", name: robot });
    return { kind: "done" };
  }
  async operateAll(operation: "hold" | "resume"): Promise<OperationAnswer> {
    for (const { name } of this.robots()) await this.operate(name, operation);
    return { kind: "done" };
  }
  decideLoad(id: string): boolean {
    return id === "lost-1";
  }
  checkOrder(order: NewOrder): readonly Fault[] {
    if (order.kind === "warehouse") return [];
    return (["from", "to"] as const).flatMap((field) =>
      this.names.includes(order[field])
        ? []
        : [
            {
              where: `body.${field}`,
              expected: "a station of this site",
              found: order[field],
              advice: "List stations at /v1/stations.",
            },
          ],
    );
  }
  subscribe(listener: (change: FleetChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  tell(change: FleetChange): void {
    for (const listener of this.listeners) listener(change);
  }
}

export interface Site {
  readonly url: string;
  readonly fleet: StandInFleet;
  readonly view: StandInView;
  readonly desk: OrderDesk;
  readonly server: ApiServer;
  close(): Promise<void>;
}

export interface SiteOptions extends Partial<ApiServerOptions> {
  readonly store?: JournalStore;
  readonly fleet?: StandInFleet;
  readonly compactAfterRecords?: number;
  /** Default: any free one. */
  readonly port?: number;
}

/** A clock that begins on one day and goes on a second with every look: examples come out the same every time. */
export function startSite(options: SiteOptions = {}): Promise<Site> {
  return open(options);
}

async function open({
  store = createMemoryStore(),
  fleet = new StandInFleet(),
  port = 0,
  ...options
}: SiteOptions) {
  let wallMs = Date.parse("2025-11-10T20:00:00Z");
  const nowMs = () => {
    wallMs += 1000;
    return wallMs;
  };
  const view = new StandInView();
  const { compactAfterRecords } = options;
  const desk = await OrderDesk.open({
    journal: await store.journal("orders"),
    fleet,
    nowMs,
    ...(compactAfterRecords === undefined ? {} : { compactAfterRecords }),
  });
  const ports: ApiPorts = {
    orders: desk,
    fleet: view,
    audit: await store.journal("audit"),
    nowMs,
    monotonicMs: () => performance.now(),
  };
  const server = createApiServer(ports, { access: { kind: "open" }, version: "0.1.0", ...options });
  const url = await server.listen({ host: "127.0.0.1", port });
  const close = async () => {
    await server.close();
    await desk.close();
    await store.close();
  };
  return { url, fleet, view, desk, server, close };
}
