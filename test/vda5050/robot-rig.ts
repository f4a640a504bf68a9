// One virtual robot on a bench: says orders in any release, lets virtual time pass, reads and judges everything that it sends.
import { expect } from "vitest";
import { createCodec } from "../../devices/vda5050/codec/index.ts";
import type {
  Action,
  Contents,
  Message,
  Order,
  OrderNode,
  RobotState,
  TopicName,
  VdaVersion,
} from "../../devices/vda5050/model/index.ts";
import {
  type Publication,
  type Quirk,
  VirtualRobot,
  type VirtualRobotOptions,
} from "../../devices/vda5050/robot/index.ts";
import { officialFaults } from "./official-schemas.ts";
import { shapeFaults } from "./shapes.ts";

const identity = { manufacturer: "peakfleet", serialNumber: "r1" };
export const startMs = Date.UTC(2026, 10, 11);

export class RobotRig {
  readonly robot: VirtualRobot;
  readonly sent: Publication[] = [];
  readonly states: RobotState[] = [];
  now = startMs;
  private headerId = 0;
  private readonly codec;

  constructor(
    readonly version: VdaVersion = "2.1",
    options: Partial<VirtualRobotOptions> & { readonly quirks?: readonly Quirk[] } = {},
  ) {
    this.codec = createCodec({ version });
    const start = { x: 0, y: 0, theta: 0, mapId: "floor", nodeId: "n0" };
    this.robot = new VirtualRobot({ identity, version, start, ...options }, this.now);
    this.robot.connect(this.now);
    this.collect();
  }

  get state(): RobotState {
    return this.states.at(-1)!;
  }
  order(order: Order, versionText?: string): void {
    this.say("order", order, versionText);
  }
  instant(
    actionType: string,
    actionId = `i${this.sent.length}`,
    parameters: Action["parameters"] = [],
  ): string {
    this.say("instantActions", { actions: [{ actionType, actionId, blockingType: "NONE", parameters }] });
    return actionId;
  }
  raw(topic: TopicName, payload: string | Uint8Array): void {
    const bytes = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
    this.robot.receive(topic, bytes, this.now);
    this.collect();
  }
  /** Lets seconds pass, a tenth at a time. */
  pass(seconds: number, each?: () => void): void {
    for (let i = 0; i < seconds * 10; i += 1) {
      this.now += 100;
      this.robot.advance(this.now);
      this.collect();
      each?.();
    }
  }
  /** The status of an action as last reported. */
  status(actionId: string): string | undefined {
    const { actionStates, instantActionStates } = this.state;
    return [...actionStates, ...instantActionStates].find((entry) => entry.actionId === actionId)?.status;
  }

  private say<Name extends TopicName>(topic: Name, content: Contents[Name], versionText?: string): void {
    this.headerId += 1;
    const header = { headerId: this.headerId, timestampMs: this.now, version: "", ...identity };
    const codec =
      versionText === undefined ? this.codec : createCodec({ version: this.version, versionText });
    this.raw(topic, codec.encode({ topic, header, content } as unknown as Message));
    // States come no faster than every 0.2 s.
    this.pass(0.2);
  }
  private collect(): void {
    for (const publication of this.robot.takeOutbox()) {
      this.sent.push(publication);
      if (publication.topic !== "state") continue;
      const decoded = this.codec.decode("state", identity, new TextEncoder().encode(publication.payload));
      if (decoded.kind === "message" && decoded.message.topic === "state")
        this.states.push(decoded.message.content);
    }
  }
}

/** Nodes at given places, the first `released` of them released; sequence ids from `first`. */
export function line(
  places: readonly (readonly [x: number, y: number])[],
  options: {
    readonly orderId?: string;
    readonly update?: number;
    readonly first?: number;
    readonly released?: number;
    readonly actions?: Readonly<Record<number, OrderNode["actions"]>>;
  } = {},
): Order {
  const { orderId = "o1", update = 0, first = 0, released = places.length, actions = {} } = options;
  const nodes = places.map(([x, y], i) => ({
    nodeId: `n${first / 2 + i}`,
    sequenceId: first + 2 * i,
    released: i < released,
    position: { x, y, mapId: "floor" },
    actions: actions[i] ?? [],
  }));
  const edges = places.slice(1).map((_, i) => ({
    edgeId: `e${first / 2 + i}`,
    sequenceId: first + 2 * i + 1,
    released: i + 1 < released,
    actions: [],
  }));
  return { orderId, orderUpdateId: update, nodes, edges };
}

export function action(
  actionType: string,
  actionId: string,
  blockingType: Action["blockingType"] = "HARD",
): Action {
  return { actionType, actionId, blockingType, parameters: [] };
}

/** Every message that the robot has sent so far is valid. */
export function expectValid({ sent, version }: RobotRig): void {
  for (const { topic, payload } of sent) {
    const parsed: unknown = JSON.parse(payload);
    expect([
      topic,
      ...shapeFaults(version, topic, parsed),
      ...officialFaults(version, topic, parsed),
    ]).toEqual([topic]);
  }
}
