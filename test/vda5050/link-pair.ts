// A robot and its link on a perfect line, in virtual time; whatever is said is judged by the shapes of its release.

import { RobotLink, type RobotLinkOptions } from "../../devices/vda5050/fleet/index.ts";
import type { LinkEvent } from "../../devices/vda5050/fleet/link-port.ts";
import { defaultProfile, type RobotProfile } from "../../devices/vda5050/fleet/profile.ts";
import type { RouteNode } from "../../devices/vda5050/fleet/route.ts";
import type { Action, TopicName, VdaVersion } from "../../devices/vda5050/model/index.ts";
import { VirtualRobot, type VirtualRobotOptions } from "../../devices/vda5050/robot/index.ts";
import { officialFaults } from "./official-schemas.ts";
import { shapeFaults } from "./shapes.ts";

export const identity = { manufacturer: "peakfleet", serialNumber: "r1" };
export const place = (
  x: number,
  actions: RouteNode["actions"] = [],
  more: Partial<RouteNode> = {},
): RouteNode => ({
  nodeId: `n${x}`,
  x,
  y: 0,
  mapId: "floor",
  actions,
  ...more,
});
export const act = (actionType: string, actionId = actionType, more: Partial<Action> = {}): Action => ({
  actionType,
  actionId,
  blockingType: "HARD",
  parameters: [],
  ...more,
});

export interface PairOptions extends Partial<Omit<VirtualRobotOptions, "version">> {
  readonly version?: VdaVersion;
  readonly link?: Partial<RobotLinkOptions>;
  readonly profile?: Partial<RobotProfile>;
}

export const startMs = Date.UTC(2026, 10, 11);

export class Pair {
  now = startMs;
  readonly robot: VirtualRobot;
  readonly link: RobotLink;
  readonly said: { topic: TopicName; text: string }[] = [];
  readonly events: LinkEvent[] = [];
  /** Messages that were not as the release has them. */
  readonly faults: string[] = [];
  dropOrders = false;
  /** Swallows what the fleet side says under a topic. */
  drop: (topic: TopicName, text: string) => boolean = () => false;
  private readonly version: VdaVersion;

  constructor({ version = "3.0", link = {}, profile = {}, ...robot }: PairOptions = {}) {
    this.version = version;
    const start = { x: 0, y: 0, theta: 0, mapId: "floor", nodeId: "n0" };
    this.robot = new VirtualRobot({ identity, version, start, ...robot }, this.now);
    this.link = new RobotLink({
      identity: robot.identity ?? identity,
      profile: { ...defaultProfile(version), ...profile },
      idPrefix: "t-",
      ...link,
    });
    this.robot.connect(this.now);
    const { x, nodeId = "n0" } = robot.start ?? start;
    this.link.place(place(x, [], { nodeId }));
    this.pass(1);
  }
  pass(seconds: number, each: () => void = () => {}): void {
    for (let i = 0; i < seconds * 10; i += 1) {
      this.step();
      each();
    }
  }
  step(): void {
    this.now += 100;
    this.robot.advance(this.now);
    for (const { topic, payload } of this.robot.takeOutbox()) {
      this.judge(topic, payload);
      this.link.receivePayload(topic, new TextEncoder().encode(payload), this.now);
    }
    this.link.tick(this.now);
    this.events.push(...this.link.takeEvents());
    for (const { topic, payload } of this.link.takeOutbox()) {
      this.judge(topic, payload);
      this.said.push({ topic, text: payload });
      if (!(this.dropOrders && topic === "order") && !this.drop(topic, payload))
        this.robot.receive(topic, new TextEncoder().encode(payload), this.now);
    }
  }
  get orders(): {
    timestamp: string;
    orderId: string;
    orderUpdateId: number;
    nodes: object[];
    edges: object[];
  }[] {
    return this.said.filter(({ topic }) => topic === "order").map(({ text }) => JSON.parse(text));
  }
  /** Types of all instant actions said, repetitions included. */
  get instants(): string[] {
    return this.said
      .filter(({ topic }) => topic === "instantActions")
      .flatMap(({ text }) => (JSON.parse(text) as { actions: { actionType: string }[] }).actions)
      .map(({ actionType }) => actionType);
  }
  reason(): string {
    return this.link.status(this.now).reason;
  }
  kinds(): string[] {
    return this.events.flatMap(({ kind }) => (kind === "instant" ? [] : [kind]));
  }

  private judge(topic: TopicName, payload: string): void {
    const parsed: unknown = JSON.parse(payload);
    if (topic === "factsheet" && !("typeSpecification" in (parsed as object))) return;
    this.faults.push(
      ...shapeFaults(this.version, topic, parsed),
      ...officialFaults(this.version, topic, parsed),
    );
  }
}
