// A whole fleet in virtual time: virtual robots with true places, bad lines between, the live loop on the other side. The judge
// looks at the robots' own footprints, never at the ledger.
import {
  actedFor,
  ChargingWork,
  chargingPolicyDefault,
  LiveFleet,
  TransportOrders,
} from "../../devices/live/index.ts";
import {
  defaultProfile,
  type Factsheet,
  type RobotProfile,
  type VdaVersion,
} from "../../devices/vda5050/index.ts";
import { type Quirk, type RobotBody, VirtualRobot } from "../../devices/vda5050/robot/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import type { LineTroubles } from "../vda5050/bad-line.ts";
import { footprint, touch } from "./footprints.ts";
import { type Ground, gridGround } from "./ground.ts";
import { LoadWatch } from "./load-watch.ts";
import { OrderList } from "./order-list.ts";
import { RobotLines } from "./robot-lines.ts";

export interface LiveWorldOptions {
  readonly seed: number;
  readonly robots: number;
  /** Cells by their plan, or another ground. */
  readonly plan: readonly string[] | Ground;
  readonly line: LineTroubles;
  /** Version and quirks of each robot. */
  readonly make: (robot: number) => {
    readonly version: VdaVersion;
    readonly quirks?: readonly Quirk[];
    readonly profile?: Partial<RobotProfile>;
    /** Percent. */
    readonly charge?: number;
    readonly body?: Partial<RobotBody>;
    /** What it says of itself, other than its own. */
    readonly factsheet?: (own: Factsheet) => Factsheet;
  };
  /** Places of chargers; left out: nobody charges. */
  readonly chargers?: readonly number[];
  readonly afterIntervention?: "ask" | "go-on";
  /** A fleet side that begins anew knows for which orders robots were told to act. */
  readonly hasJournal?: boolean;
}

/** A hall with six racks in the way. */
export const hall = [
  "................",
  "..##..##..##....",
  "..##..##..##....",
  "................",
  "................",
  "..##..##..##....",
  "..##..##..##....",
  "................",
  "................",
  "................",
];

const stepMs = 100;
/** Robots whose middles are further apart than this are not looked at. */
const farMetres = 5;

export class LiveWorld {
  readonly ground: Ground;
  readonly robots: readonly VirtualRobot[];
  fleet: LiveFleet;
  transports: TransportOrders;
  /** Null where there are no chargers. */
  charging: ChargingWork | null = null;
  readonly random: Random;
  readonly list = new OrderList();
  readonly loads = new LoadWatch();
  readonly collisions: string[] = [];
  /** Smallest distance between the centres of two robots so far, metres. */
  closest = Infinity;
  now = Date.UTC(2026, 10, 11);
  private readonly lines: RobotLines;
  private runs = 0;
  private orders = 0;
  private doneBefore = 0;

  constructor(readonly options: LiveWorldOptions) {
    const { seed, robots, plan, line, make } = options;
    this.ground = "site" in plan ? plan : gridGround(plan, seed);
    this.random = new Random(seed, "test/live");
    const free = [...this.ground.places];
    this.random.below(1);
    const cells = Array.from({ length: robots }, () => free.splice(this.random.below(free.length), 1)[0]!);
    this.transports = this.newTransports();
    this.fleet = this.newFleet();
    this.robots = cells.map((cell, i) => {
      const { version, quirks = [], charge = 90, body: more = {}, factsheet } = make(i);
      const { x, y } = this.fleet.map.centre(cell);
      const headings = this.ground.headingsAt?.(i, cell) ?? [0, 1, 2, 3].map((n) => (n * Math.PI) / 2);
      const theta = headings[this.random.below(headings.length)]!;
      const { front, back, width } = this.ground.outlineOf(i);
      const maximumSpeed = this.ground.speedOf?.(i);
      const body = {
        length: front + back,
        width,
        ...(maximumSpeed === undefined ? {} : { maximumSpeed }),
        ...more,
      };
      return new VirtualRobot(
        {
          identity: identity(i),
          version,
          quirks,
          charge,
          body,
          start: { x, y, theta, mapId: "floor" },
          ...(factsheet === undefined ? {} : { factsheet }),
        },
        this.now,
      );
    });
    this.lines = new RobotLines(this.robots, seed, line, (i, { topic, payload }) =>
      this.fleet.receive(i, topic, new TextEncoder().encode(payload), this.now),
    );
    for (let i = 0; i < robots; i += 1) this.connect(i);
  }

  /** A transport between two free cells, or two of those given. Returns its id. */
  order(free: readonly number[] = this.ground.places): string {
    const from = free[this.random.below(free.length)]!;
    let to = from;
    while (to === from) to = free[this.random.below(free.length)]!;
    this.orders += 1;
    const id = `t${this.orders}`;
    const order = { id, from, to, priority: 0 };
    this.list.accept(order);
    this.transports.submit(order);
    return id;
  }
  /** Transports done so far, whatever the fleet side has forgotten of them. */
  get doneCount(): number {
    return this.doneBefore + this.transports.doneCount;
  }
  get isAllDone(): boolean {
    return this.transports.openCount === 0;
  }

  connect(i: number): void {
    this.lines.connect(i, this.now);
  }
  cut(i: number): void {
    this.lines.cut(i, this.now);
  }
  /** The robot reports and hears nothing. */
  deafen(i: number, deaf: boolean): void {
    this.lines.deafen(i, deaf);
  }
  /** Somebody carries the robot to a place where it touches nobody and nobody is about to come; false: there was none. */
  putByHand(i: number, random: Random): boolean {
    const { map, traffic } = this.fleet;
    for (let tries = 0; tries < 50; tries += 1) {
      const place = this.ground.places[random.below(this.ground.places.length)]!;
      const centre = map.centre(place);
      const x = centre.x + (random.below(41) - 20) / 100;
      const y = centre.y + (random.below(41) - 20) / 100;
      const isNear = this.robots.some(({ pose }, k) => k !== i && Math.hypot(pose.x - x, pose.y - y) < 2.2);
      const isTaken = this.robots.some((_, k) => k !== i && traffic?.heldPlaces(k).includes(place));
      if (isNear || isTaken) continue;
      this.robots[i]!.moveByHand(x, y, (random.below(8) * Math.PI) / 4);
      return true;
    }
    return false;
  }
  /** The fleet side dies and begins anew, with the list of open orders and nothing else; retained messages come again. */
  restartFleet(): void {
    this.doneBefore += this.transports.doneCount;
    this.transports = this.newTransports();
    this.fleet = this.newFleet();
    this.lines.tellRetained();
  }

  step(): void {
    this.now += stepMs;
    this.lines.fromRobots(this.now);
    this.fleet.advance(this.now);
    for (let i = 0; i < this.robots.length; i += 1) {
      const messages = this.fleet.takeOutbox(i);
      for (const { intent } of messages)
        for (const id of actedFor(intent?.actionIds ?? [])) this.list.acted.add(id);
      this.lines.toRobots(i, messages, this.now);
    }
    this.loads.look(this.robots, ({ pose }) => this.fleet.map.placeAt(pose.x, pose.y));
    this.judge();
  }

  /** What each robot is doing, for those who read a failure. */
  tale(): string {
    const lines = this.robots.map((robot, i) => {
      const { x, y } = robot.pose;
      const at = this.fleet.map.placeAt(x, y);
      const { reason, detail } = this.fleet.status(i, this.now);
      const goal = this.fleet.traffic?.goal[i] ?? "-";
      const held = this.fleet.traffic?.heldPlaces(i) ?? [];
      return `${i}: cell ${at} goal ${goal} held ${held} ${reason} ${detail} lost ${this.fleet.traffic?.isLost(i)}`;
    });
    const outs = this.robots.map((_, i) => this.fleet.outCauseOf(i) ?? "in");
    return [outs.join(" "), `seed ${this.options.seed}`, ...lines, JSON.stringify(this.fleet.lacks)].join(
      "\n",
    );
  }

  private newTransports(): TransportOrders {
    this.runs += 1;
    const transports = new TransportOrders({ robotCount: this.options.robots, runName: `r${this.runs}x` });
    this.list.join(transports, this.options.hasJournal ?? false);
    const { chargers, robots } = this.options;
    if (chargers !== undefined)
      this.charging = new ChargingWork({
        work: transports,
        robotCount: robots,
        chargers: chargers.map((place, i) => ({ name: `charger-${i + 1}`, place })),
        policy: chargingPolicyDefault,
        runName: `r${this.runs}x`,
      });
    return transports;
  }
  private newFleet(): LiveFleet {
    const { seed, make, robots } = this.options;
    return new LiveFleet(
      {
        site: this.ground.site,
        robots: Array.from({ length: robots }, (_, i) => {
          const { version, profile } = make(i);
          return { identity: identity(i), profile: { ...defaultProfile(version), ...profile } };
        }),
        work: this.charging ?? this.transports,
        idPrefix: `s${seed}-${this.runs}-`,
        settings: { staleMs: 10_000, afterIntervention: this.options.afterIntervention ?? "ask" },
      },
      this.now,
    );
  }
  private judge(): void {
    const { robots } = this;
    const footprints = robots.map(({ pose }, i) => footprint(pose, this.ground.outlineOf(i)));
    for (let i = 0; i < robots.length; i += 1) {
      const a = footprints[i]!;
      for (let k = 0; k < i; k += 1) {
        const b = footprints[k]!;
        const [x, y] = [a.x - b.x, a.y - b.y];
        if (x > farMetres || x < -farMetres || y > farMetres || y < -farMetres) continue;
        const distance = Math.hypot(x, y);
        this.closest = Math.min(this.closest, distance);
        if (touch(a, b)) this.collisions.push(`robots ${k} and ${i} at ${a.x.toFixed(2)}, ${a.y.toFixed(2)}`);
      }
    }
  }
}

function identity(i: number) {
  return { manufacturer: "peakfleet", serialNumber: `r${i}` };
}
