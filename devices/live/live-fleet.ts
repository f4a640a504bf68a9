// The live loop: robots behind their links, traffic by order graph and ledger, transport orders. Without clock and network.
import { createTraffic } from "../../controller/traffic/index.ts";
import { assert } from "../../sim/kernel/index.ts";
import type { Floor } from "../../sim/model/index.ts";
import {
  type LinkEvent,
  type LinkMessage,
  type LinkSettings,
  type LinkStatus,
  type ReasonLanguage,
  type ReasonText,
  type RobotIdentity,
  RobotLink,
  type RobotProfile,
  reasonText,
  type TopicName,
} from "../vda5050/index.ts";
import { GridMap } from "./grid-map.ts";
import { LiveTraffic } from "./live-traffic.ts";
import { type StartLack, StartUp } from "./start-up.ts";
import { type Carriers, type TransportOrder, TransportOrders } from "./transport-orders.ts";

export interface LiveRobot {
  readonly identity: RobotIdentity;
  readonly profile: RobotProfile;
}

export interface LiveFleetOptions {
  readonly floor: Floor;
  readonly mapId: string;
  readonly robots: readonly LiveRobot[];
  readonly seed: number;
  /** Unique among runs; see `RobotLinkOptions.idPrefix`. */
  readonly idPrefix: string;
  readonly settings?: Partial<LinkSettings>;
  /** Milliseconds of one cell forward and of a quarter turn, as robots need them usually. */
  readonly forwardMs: number;
  readonly turnMs: number;
}

export const tickMs = 100;
const planEveryTicks = 3;
const horizonActions = 10;
const releaseAheadActions = 5;
const stallMs = 20_000;
/** A robot that is out for so long gives work that it has not loaded to another. */
const reassignMs = 30_000;
const improvementTries = 20;
const ticksAtOnceMax = 20;
/** Events kept until somebody takes them; more are left out. */
const eventsMax = 10_000;
const assignEveryTicks = 5;

/** For whoever writes the journal and the log. */
export type FleetEvent = { readonly robot: number } & LinkEvent;

export class LiveFleet {
  readonly map: GridMap;
  readonly links: readonly RobotLink[];
  readonly orders: TransportOrders;
  /** Null until every robot is known. */
  traffic: LiveTraffic | null = null;
  lacks: readonly (StartLack | null)[];
  private readonly startUp: StartUp;
  private readonly outSinceMs: Float64Array;
  private events: FleetEvent[] = [];
  private nextTickMs: number;
  private tick = 0;

  constructor(
    private readonly options: LiveFleetOptions,
    nowMs: number,
  ) {
    const { floor, mapId, robots, idPrefix, settings = {} } = options;
    this.map = new GridMap(floor, mapId);
    this.links = robots.map(
      ({ identity, profile }, i) =>
        new RobotLink({ identity, profile, settings, idPrefix: `${idPrefix}${i}-` }),
    );
    this.orders = new TransportOrders(robots.length);
    this.startUp = new StartUp(this.links, this.map);
    this.lacks = robots.map(() => ({ kind: "no-state" as const }));
    this.outSinceMs = new Float64Array(robots.length).fill(Infinity);
    this.nextTickMs = nowMs;
  }

  submit(order: TransportOrder): boolean {
    return this.orders.submit(order);
  }
  receive(robot: number, topic: TopicName, payload: Uint8Array, nowMs: number): void {
    this.links[robot]!.receivePayload(topic, payload, nowMs);
  }
  confirm(robot: number, nowMs: number): void {
    this.links[robot]!.confirm(nowMs);
  }
  status(robot: number, nowMs: number): LinkStatus {
    return this.links[robot]!.status(nowMs);
  }

  /** Why the robot does what it does, for people; `needsLook`: it stands, and not for its work's sake. */
  explain(
    robot: number,
    language: ReasonLanguage,
    nowMs: number,
  ): ReasonText & { readonly needsLook: boolean } {
    const status = this.status(robot, nowMs);
    return { ...reasonText(status, language), needsLook: this.isOut(status) };
  }

  /** Does all that is due by now. Called at least once per tick. */
  advance(nowMs: number): void {
    // After a long pause of the process what was missed is not made up for.
    this.nextTickMs = Math.max(this.nextTickMs, nowMs - ticksAtOnceMax * tickMs);
    while (this.nextTickMs <= nowMs) {
      this.nextTickMs += tickMs;
      this.tick += 1;
      for (const [robot, link] of this.links.entries()) {
        link.tick(nowMs);
        this.takeEvents(robot, link);
      }
      if (this.traffic === null) this.begin(nowMs);
      else this.drive(this.traffic, nowMs);
    }
  }
  takeOutbox(robot: number): readonly LinkMessage[] {
    return this.links[robot]!.takeOutbox();
  }
  takeFleetEvents(): readonly FleetEvent[] {
    const taken = this.events;
    this.events = [];
    return taken;
  }

  private begin(nowMs: number): void {
    const { standing, lacks } = this.startUp.advance(nowMs);
    this.lacks = lacks;
    if (standing === null) return;
    const { floor, seed, forwardMs, turnMs } = this.options;
    this.traffic = new LiveTraffic({
      floor,
      planner: createTraffic({ floor, robotCount: this.links.length, seed, iterations: improvementTries }),
      cell: Int32Array.from(standing, ({ cell }) => cell),
      heading: Uint8Array.from(standing, ({ heading }) => heading),
      forwardTicks: forwardMs / tickMs,
      turnTicks: turnMs / tickMs,
      horizon: horizonActions,
      releaseAhead: releaseAheadActions,
      stallTicks: stallMs / tickMs,
    });
  }

  private drive(traffic: LiveTraffic, nowMs: number): void {
    const { links, orders } = this;
    const carriers = this.carriers(traffic);
    for (let robot = 0; robot < links.length; robot += 1) {
      const isOut = this.isOut(links[robot]!.status(nowMs));
      traffic.hindered[robot] = isOut ? 1 : 0;
      if (!isOut && !traffic.isLost(robot)) this.outSinceMs[robot] = Infinity;
      else if (this.outSinceMs[robot] === Infinity) this.outSinceMs[robot] = nowMs;
      else if (nowMs - this.outSinceMs[robot]! > reassignMs) orders.unassign(robot);
    }
    if (this.tick % assignEveryTicks === 0) orders.assign(carriers);
    for (let robot = 0; robot < links.length; robot += 1) {
      traffic.goal[robot] = orders.goalOf(robot);
      if (orders.isCarrying(robot) && !orders.isWorking(robot) && traffic.hasArrived(robot))
        this.work(traffic, robot, nowMs);
      traffic.working[robot] = orders.isWorking(robot) ? 1 : 0;
    }
    if (this.tick % planEveryTicks === 0) traffic.plan();
    traffic.release(this.tick, (robot, cells) =>
      links[robot]!.extend(
        cells.map((cell) => this.map.node(cell)),
        nowMs,
      ),
    );
  }
  /** Picks or drops where the robot stands: a node of its own, so that it can be added to an order that is under way. */
  private work(traffic: LiveTraffic, robot: number, nowMs: number): void {
    const { actionType, actionId, loadId } = this.orders.arrive(robot);
    const parameters = [{ key: "loadId", value: loadId }];
    const action = { actionType, actionId, blockingType: "HARD", parameters } as const;
    this.links[robot]!.extend([this.map.node(traffic.cellOf(robot), [action])], nowMs);
  }

  private takeEvents(robot: number, link: RobotLink): void {
    for (const event of link.takeEvents()) {
      if (this.events.length < eventsMax) this.events.push({ robot, ...event });
      if (event.kind === "action" && this.traffic !== null)
        this.orders.finish(robot, event.actionId, event.status, this.carriers(this.traffic));
      // Nodes with actions are where the robot stands already.
      if (event.kind !== "passed" || event.node.actions.length > 0 || this.traffic === null) continue;
      const cell = this.map.cellOfNode(event.node.nodeId);
      assert(cell >= 0, `robot ${robot} passed ${event.node.nodeId}, which is no cell`);
      this.traffic.reached(robot, cell, this.tick);
    }
  }
  private carriers(traffic: LiveTraffic): Carriers {
    return {
      count: this.links.length,
      isFree: (robot) => traffic.hindered[robot] === 0 && !traffic.isLost(robot),
      distance: (robot, cell) => traffic.distance(robot, cell),
      hasLoad: (robot) => {
        const loads = this.links[robot]!.watch.state?.loads;
        return loads === undefined ? undefined : loads.length > 0;
      },
    };
  }
  /** Nothing new is released to it. Waiting for an answer or for the way ahead is not that. */
  private isOut({ reason }: LinkStatus): boolean {
    return ![
      "driving",
      "working",
      "idle",
      "waiting-for-release",
      "waiting-for-answer",
      "cancelling",
      "backing-off",
    ].includes(reason);
  }
}
