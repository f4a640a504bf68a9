// A fleet of virtual robots of three releases and its fleet side over a real broker, some times faster than life. The judge looks
// at the robots' own footprints.
import { createMemoryJournal } from "../../devices/journal/index.ts";
import { FleetHost } from "../../devices/live/edge/index.ts";
import { TransportOrders } from "../../devices/live/index.ts";
import { RobotHost } from "../../devices/vda5050/edge/index.ts";
import { defaultProfile, topicPrefix, topicText, vdaVersions } from "../../devices/vda5050/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { footprint, touch } from "./footprints.ts";
import { gridGround } from "./ground.ts";
import { hall } from "./live-world.ts";

const judgeMs = 25;

export class BrokerFleet {
  readonly host: FleetHost;
  readonly robots: RobotHost;
  readonly transports: TransportOrders;
  readonly collisions = new Set<string>();
  readonly now: () => number;
  private readonly random: Random;
  private readonly ground;
  private readonly judging: ReturnType<typeof setInterval>;
  private orders = 0;

  constructor(
    url: string,
    readonly count: number,
    seed: number,
    speedUp: number,
  ) {
    const startMs = Date.now();
    this.now = () => startMs + (Date.now() - startMs) * speedUp;
    this.random = new Random(seed, "test/broker-fleet");
    this.ground = gridGround(hall, seed);
    this.transports = new TransportOrders({ robotCount: count });
    const { site, places } = this.ground;
    this.host = new FleetHost({
      broker: { url },
      clientId: "test-fleet",
      journal: createMemoryJournal(),
      now: this.now,
      onError: () => {},
      fleet: {
        site,
        work: this.transports,
        idPrefix: `test${seed}-`,
        robots: Array.from({ length: count }, (_, i) => ({
          identity: identity(i),
          profile: defaultProfile(version(i)),
        })),
        settings: { staleMs: 20_000 },
      },
    });
    this.robots = new RobotHost({
      broker: { url },
      speedUp,
      robots: Array.from({ length: count }, (_, i) => ({
        identity: identity(i),
        version: version(i),
        body: { length: 0.7, width: 0.5 },
        start: {
          ...site.map.centre(places[Math.floor((i * places.length) / count)]!),
          theta: 0,
          mapId: "floor",
        },
      })),
    });
    this.judging = setInterval(() => this.judge(), judgeMs);
  }

  order(count: number): void {
    const { places } = this.ground;
    for (let i = 0; i < count; i += 1) {
      this.orders += 1;
      const from = places[this.random.below(places.length)]!;
      const to = places[this.random.below(places.length)]!;
      this.transports.submit({ id: `t${this.orders}`, from, to, priority: 0 });
    }
  }
  /** The topic on which robot `i` says how it is. */
  stateTopic(i: number): string {
    return topicText(topicPrefix(version(i)), identity(i), "state");
  }
  /** A message as of robot `i`, with what is wrong in it. */
  stateOf(i: number, wrong: object): string {
    const { x, y, theta } = this.robots.robots[i]!.pose;
    const place = { x, y, theta, mapId: "floor" };
    return JSON.stringify({
      headerId: 1_000_000,
      timestamp: new Date(this.now()).toISOString(),
      version: version(i) === "3.0" ? "3.0.0" : "2.1.0",
      ...identity(i),
      orderId: "",
      orderUpdateId: 0,
      lastNodeId: "",
      lastNodeSequenceId: 0,
      nodeStates: [],
      edgeStates: [],
      driving: false,
      operatingMode: "AUTOMATIC",
      agvPosition: { ...place, positionInitialized: true },
      mobileRobotPosition: { ...place, localized: true },
      actionStates: [],
      errors: [],
      safetyState: { eStop: "NONE", activeEmergencyStop: "NONE", fieldViolation: false },
      ...wrong,
    });
  }
  clientIdOf(i: number): string {
    const { manufacturer, serialNumber } = identity(i);
    return `robot-${manufacturer}-${serialNumber}`;
  }
  async close(): Promise<void> {
    clearInterval(this.judging);
    await this.host.close();
    await this.robots.close();
  }

  private judge(): void {
    const prints = this.robots.robots.map(({ pose }, i) => footprint(pose, this.ground.outlineOf(i)));
    for (let i = 0; i < prints.length; i += 1)
      for (let k = 0; k < i; k += 1)
        if (touch(prints[i]!, prints[k]!)) this.collisions.add(`robots ${k} and ${i}`);
  }
}

const identity = (i: number) => ({ manufacturer: "peakfleet", serialNumber: `r${i}` });
const version = (i: number) => vdaVersions[i % vdaVersions.length]!;
