// One robot and its fleet side over a bad line, in virtual time. The judge looks at the robot's true place, not at reports: it
// must always be between the last node that the fleet side has seen passed and the last that it has released.

import type { LinkEvent, LinkMessage } from "../../devices/vda5050/fleet/link-port.ts";
import { defaultProfile, type RobotProfile } from "../../devices/vda5050/fleet/profile.ts";
import type { RobotLink as Link } from "../../devices/vda5050/fleet/robot-link.ts";
import { RobotLink } from "../../devices/vda5050/fleet/robot-link.ts";
import type { RouteNode } from "../../devices/vda5050/fleet/route.ts";
import type { VdaVersion, Zone, ZoneSet } from "../../devices/vda5050/model/index.ts";
import { type Publication, type Quirk, VirtualRobot } from "../../devices/vda5050/robot/index.ts";
import { areasMeet, boxAt, GrantDesk, ZonePlan } from "../../devices/vda5050/zones/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { BadLine, type LineTroubles } from "./bad-line.ts";
import { officialFaults } from "./official-schemas.ts";
import { shapeFaults } from "./shapes.ts";

export interface LinkWorldOptions {
  readonly seed: number;
  readonly version: VdaVersion;
  readonly quirks: readonly Quirk[];
  readonly profile: Partial<RobotProfile>;
  readonly line: LineTroubles;
  readonly nodes: number;
  /** Nodes released beyond the last one seen passed. */
  readonly aheadMax: number;
  /** Some places of the way are release zones that another robot takes now and then. */
  readonly zones: boolean;
}

const identity = { manufacturer: "peakfleet", serialNumber: "r1" };
const stepMs = 100;
/** More than the accuracy with which a robot is believed to have reached a node. */
const offWayMax = 0.15;
/** Half the diagonal of a virtual robot. */
const clearance = 0.5;
const zoneSetId = "set";

export class LinkWorld {
  readonly robot: VirtualRobot;
  readonly link: Link;
  readonly random: Random;
  readonly route: RouteNode[] = [];
  readonly events: LinkEvent[] = [];
  readonly toRobot: BadLine<LinkMessage>;
  readonly fromRobot: BadLine<Publication>;
  readonly desk = new GrantDesk();
  /** Messages of the fleet side that have been judged by shapes and, where they are at hand, official schemas. */
  judged = 0;
  readonly faults: string[] = [];
  /** Outcomes of actions by id. */
  readonly outcomes = new Map<string, string[]>();
  now = Date.UTC(2026, 10, 11);
  passed = 0;
  extended = 0;
  private connected = false;
  private readonly zones: Zone[] = [];
  private readonly zoneRandom: Random;

  constructor(readonly options: LinkWorldOptions) {
    const { seed, version, quirks, line, nodes } = options;
    this.random = new Random(seed, "test/link");
    this.zoneRandom = new Random(seed, "test/link-zones");
    this.toRobot = new BadLine(new Random(seed, "test/to-robot"), line);
    this.fromRobot = new BadLine(new Random(seed, "test/from-robot"), line);
    this.robot = new VirtualRobot(
      {
        identity,
        version,
        quirks,
        start: { x: 0, y: 0, theta: 0, mapId: "floor", nodeId: "n0" },
        actionMs: { pick: 2_000, drop: 2_000 },
        stopsAt: this.random.uniform() < 0.3 ? "node" : "anywhere",
      },
      this.now,
    );
    this.makeRoute(nodes);
    const plan = new ZonePlan(options.zones ? [this.makeZones()] : []);
    this.link = new RobotLink({
      identity,
      profile: { ...defaultProfile(version), ...options.profile },
      settings: { staleMs: 10_000, leaseMs: 9_000 },
      idPrefix: `s${seed}-`,
      zones: { plan, desk: this.desk, clearance },
    });
    this.link.place(this.route[0]!);
    this.connect();
  }

  get isDone(): boolean {
    const actions = this.route.flatMap(({ actions: list }) => list);
    return (
      this.passed === this.route.length - 1 && actions.every(({ actionId }) => this.outcomes.has(actionId))
    );
  }

  connect(): void {
    if (this.connected) return;
    this.connected = true;
    this.robot.connect(this.now);
  }
  /** The robot's line is cut; the broker says the last will. */
  cut(): void {
    if (!this.connected) return;
    this.connected = false;
    const will = this.robot.will();
    this.robot.disconnect(this.now, "lost");
    this.toRobot.cut();
    if (will !== null) this.fromRobot.send(will, 1, this.now);
  }

  step(): void {
    this.now += stepMs;
    this.robot.advance(this.now);
    for (const message of this.robot.takeOutbox())
      if (this.connected) this.fromRobot.send(message, message.qos, this.now);
    for (const { topic, payload } of this.fromRobot.take(this.now))
      this.link.receivePayload(topic, new TextEncoder().encode(payload), this.now);
    this.link.tick(this.now);
    this.takeEvents();
    this.release();
    for (const message of this.link.takeOutbox()) {
      this.judgeMessage(message);
      if (this.connected) this.toRobot.send(message, 0, this.now);
    }
    this.takeZones();
    for (const { topic, payload } of this.toRobot.take(this.now))
      if (this.connected) this.robot.receive(topic, new TextEncoder().encode(payload), this.now);
    this.judge();
  }

  /** Releases in pieces of random length, as a ledger would, never more than `aheadMax` beyond the last node passed. */
  private release(): void {
    const limit = Math.min(this.route.length, this.passed + 1 + this.options.aheadMax);
    if (this.extended + 1 >= limit || this.random.uniform() < 0.5) return;
    const count = 1 + this.random.below(limit - this.extended - 1);
    this.link.extend(this.route.slice(this.extended + 1, this.extended + 1 + count), this.now);
    this.extended += count;
  }
  private takeEvents(): void {
    for (const event of this.link.takeEvents()) {
      this.events.push(event);
      if (event.kind === "passed") {
        const expected = this.route[this.passed + 1];
        if (event.node.nodeId !== expected?.nodeId)
          this.faults.push(`passed ${event.node.nodeId}, expected ${expected?.nodeId}`);
        this.passed += 1;
      } else if (event.kind === "action") {
        const list = this.outcomes.get(event.actionId) ?? [];
        this.outcomes.set(event.actionId, [...list, event.status]);
        if (list.length > 0) this.faults.push(`two outcomes of ${event.actionId}: ${list}, ${event.status}`);
      }
    }
  }
  private judgeMessage({ topic, payload }: LinkMessage): void {
    const parsed: unknown = JSON.parse(payload);
    const { version } = this.options;
    this.judged += 1;
    const key = this.options.profile.instantActionsKey ?? "actions";
    const isAsked = topic === "instantActions" && key !== "actions";
    // A robot that wants another name for the list gets what no schema knows.
    const found = [
      ...(isAsked ? [] : shapeFaults(version, topic, parsed)),
      ...(isAsked && key === "instantActions" ? [] : officialFaults(version, topic, parsed)),
    ];
    if (found.length > 0) this.faults.push(`${topic}: ${found[0]}`);
  }
  /** Another robot wants a zone now and then, has it for a while, and leaves. */
  private takeZones(): void {
    if (this.zones.length === 0 || this.zoneRandom.uniform() > 0.03) return;
    const resource = `${zoneSetId}/${this.zones[this.zoneRandom.below(this.zones.length)]!.zoneId}`;
    if (this.desk.has("other", resource)) this.desk.giveBack("other", resource);
    else this.desk.ask("other", [resource]);
  }
  private makeZones(): ZoneSet {
    const half = 0.49;
    const count = 1 + this.zoneRandom.below(4);
    for (let i = 0; i < count; i += 1) {
      const { x, y } = this.route[1 + this.zoneRandom.below(this.route.length - 1)]!;
      const corners = [
        [-half, -half],
        [half, -half],
        [half, half],
        [-half, half],
      ] as const;
      const vertices = corners.map(([dx, dy]) => ({ x: x + dx, y: y + dy }));
      const losses = ["STOP", "CONTINUE", "EVACUATE"] as const;
      const releaseLossBehavior = losses[this.zoneRandom.below(3)]!;
      if (Math.hypot(x, y) > 1.5)
        this.zones.push({ zoneId: `z${i}`, zoneType: "RELEASE", vertices, releaseLossBehavior });
    }
    return { zoneSetId, mapId: "floor", zones: this.zones };
  }
  private judgeZones(): void {
    const { pose, body } = this.robot;
    const box = boxAt(pose, pose.theta, body.length, body.width);
    for (const { zoneId, vertices } of this.zones)
      if (areasMeet(vertices, box) && !this.desk.has("peakfleet/r1", `${zoneSetId}/${zoneId}`))
        this.faults.push(`in zone ${zoneId}, which ${this.desk.holderOf(`${zoneSetId}/${zoneId}`)} has`);
  }
  private judge(): void {
    const { x, y } = this.robot.pose;
    this.judgeZones();
    for (let i = this.passed; i < Math.max(this.extended, this.passed + 1); i += 1) {
      const from = this.route[i]!;
      const to = i < this.extended ? this.route[i + 1]! : from;
      if (distanceToLine({ x, y }, from, to) <= offWayMax) return;
    }
    this.faults.push(
      `at ${x.toFixed(2)}, ${y.toFixed(2)}: not between node ${this.passed} and node ${this.extended}`,
    );
  }

  /** A walk on a grid that never turns back at once; here and there something to pick up and put down. */
  private makeRoute(nodes: number): void {
    let [x, y, heading] = [0, 0, 0];
    let loaded = false;
    for (let i = 0; i < nodes; i += 1) {
      const works = i > 0 && this.random.uniform() < 0.15;
      const actionType = loaded ? "drop" : "pick";
      if (works) loaded = !loaded;
      const actionId = `a${i}`;
      const action = { actionType, actionId, blockingType: "HARD", parameters: [] } as const;
      this.route.push({ nodeId: `n${i}`, x, y, mapId: "floor", actions: works ? [action] : [] });
      if (this.random.uniform() < 0.3) heading = (heading + (this.random.uniform() < 0.5 ? 1 : 3)) % 4;
      x += [1, 0, -1, 0][heading]!;
      y += [0, 1, 0, -1][heading]!;
    }
  }
}

function distanceToLine(
  point: { x: number; y: number },
  from: { x: number; y: number },
  to: { x: number; y: number },
): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / square;
  const along = Math.min(1, Math.max(0, share));
  return Math.hypot(point.x - from.x - along * dx, point.y - from.y - along * dy);
}
