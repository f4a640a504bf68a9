// The live loop: robots behind their links, traffic that releases places, work that says where robots go. Without clock and
// network.
import { assert } from "../../sim/kernel/index.ts";
import {
  GrantDesk,
  identityText,
  type LimitFault,
  type LinkEvent,
  type LinkMessage,
  type LinkSettings,
  type LinkStatus,
  ownId,
  type ReasonLanguage,
  type ReasonText,
  type RobotIdentity,
  RobotLink,
  type RobotProfile,
  reasonText,
  type TopicName,
  takesWork,
} from "../vda5050/index.ts";
import type { FleetRobots, FleetWork } from "./fleet-work-port.ts";
import { Holds } from "./holds.ts";
import type { FleetTraffic, LiveSite, SiteMap, SiteZones } from "./live-site-port.ts";
import { tickMs } from "./live-tick.ts";
import { OffWayWatch } from "./off-way-watch.ts";
import type { OperationAnswer } from "./operations.ts";
import { type Fence, type OutCause, type PlaceLack, Placing } from "./placing.ts";
import { StartUp } from "./start-up.ts";
import { troubleText } from "./work-trouble-text.ts";
import { slowDown } from "./zones/slow-down.ts";

export interface LiveRobot {
  readonly identity: RobotIdentity;
  readonly profile: RobotProfile;
}

export interface LiveFleetOptions {
  readonly site: LiveSite;
  readonly robots: readonly LiveRobot[];
  readonly work: FleetWork;
  /** Unique among runs; see `RobotLinkOptions.idPrefix`. */
  readonly idPrefix: string;
  readonly settings?: Partial<LinkSettings>;
  /** See `RobotLinkOptions.foreignOrders`. */
  readonly foreignOrders?: (orderId: string) => "cancel" | "wait";
}

const planEveryTicks = 3;
/** A robot that is out for so long gives work that it has not loaded to another. */
const reassignMs = 30_000;
const ticksAtOnceMax = 20;
/** Who is late does not get later by planning for all that it has missed. */
const plansAtOnceMax = 2;
/** Events kept until somebody takes them; more are left out. */
const eventsMax = 10_000;
const assignEveryTicks = 5;
/** For whoever writes the journal and the log. */
export type FleetEvent = { readonly robot: number } & LinkEvent;

export class LiveFleet {
  readonly map: SiteMap;
  readonly links: readonly RobotLink[];
  readonly work: FleetWork;
  /** Null until every robot is known. */
  traffic: FleetTraffic | null = null;
  /** What is missing before a robot is in traffic; null: it is. */
  lacks: readonly (PlaceLack | null)[];
  private readonly startUp: StartUp | null;
  private readonly placing: Placing | null;
  /** As `traffic`, from the beginning; null where robots cannot leave traffic. */
  private readonly ground: FleetTraffic | null;
  /** Action that each robot has been told of and that is not over, for the case that it is never heard of again. */
  private readonly acting: (string | null)[];
  private readonly offWay: OffWayWatch;
  private readonly holds: Holds;
  private readonly outSinceMs: Float64Array;
  private readonly robots: FleetRobots;
  private events: FleetEvent[] = [];
  private nextTickMs: number;
  private tick = 0;
  private plansLeft = plansAtOnceMax;

  constructor(
    private readonly options: LiveFleetOptions,
    nowMs: number,
  ) {
    const { site, robots, idPrefix, settings = {}, foreignOrders = () => "cancel" as const } = options;
    this.map = site.map;
    this.work = options.work;
    // Nothing is released before every robot has told of the zones that it has: until then nobody else asks for any.
    const desk = new GrantDesk();
    const zonesOf = ({ plan, clearanceOf }: SiteZones, robot: number) => ({
      zones: { plan, desk, clearance: clearanceOf(robot) },
    });
    this.links = robots.map(
      ({ identity, profile }, i) =>
        new RobotLink({
          identity,
          profile,
          settings,
          foreignOrders,
          idPrefix: `${idPrefix}${i}-`,
          ...(site.zones === undefined ? {} : zonesOf(site.zones, i)),
        }),
    );
    this.ground = site.letsRobotsLeave ? site.createTraffic(robots.map(() => null)) : null;
    this.startUp = site.letsRobotsLeave ? null : new StartUp(this.links, site);
    this.placing =
      this.ground === null
        ? null
        : new Placing(this.links, this.map, this.ground, this.map.bodyRadius!, nowMs);
    this.acting = robots.map(() => null);
    this.offWay = new OffWayWatch(this.links, this.map);
    this.holds = new Holds(robots.length);
    this.lacks = robots.map(() => ({ kind: "no-state" as const }));
    this.outSinceMs = new Float64Array(robots.length).fill(Infinity);
    this.robots = this.robotsView();
    this.nextTickMs = nowMs;
  }

  nameOf(robot: number): string {
    return identityText(this.links[robot]!.identity);
  }
  receive(robot: number, topic: TopicName, payload: Uint8Array, nowMs: number): void {
    this.links[robot]!.receivePayload(topic, payload, nowMs);
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
    const isOut = this.isOut(status);
    const trouble = this.work.troubleOf?.(robot);
    // What is wrong with the robot itself comes first.
    if (trouble !== undefined && !isOut) return { ...troubleText(trouble, language), needsLook: true };
    return { ...reasonText(status, language), needsLook: isOut };
  }

  // What people ask of robots.

  /** A person has looked at the robot and lets it go on. */
  confirm(robot: number, nowMs: number): void {
    this.links[robot]!.confirm(nowMs);
    this.work.confirm?.(robot, this.robots);
  }
  /** Nothing new is released to it; what it has been released into it still drives. */
  holdRobot(robot: number): OperationAnswer {
    this.holds.hold(robot);
    return { kind: "done" };
  }
  resumeRobot(robot: number): OperationAnswer {
    this.holds.resume(robot);
    return { kind: "done" };
  }
  holdAll(): void {
    this.holds.holdAll();
  }
  /** Robots that are held one by one stay so. */
  resumeAll(): void {
    this.holds.resumeAll();
  }
  isHeld(robot: number): boolean {
    return this.holds.isHeld(robot);
  }
  /** Sends it to charge. */
  chargeRobot(robot: number): OperationAnswer {
    return this.work.charge?.(robot, this.robots) ?? { kind: "refused", why: "no-charger" };
  }
  /**
   * A person says that the robot is not to be waited for: silent, switched off, taken away. Others may begin and drive around what it may
   * touch as far as that is known, and around `places`; without these it is refused for a robot that has not told where it stands. None:
   * it is off the floor. Of a silent robot the fence ends when it reports again.
   */
  fenceRobot(robot: number, reason: string, nowMs: number, places?: readonly number[]): OperationAnswer {
    if (this.placing === null) return { kind: "refused", why: "not-on-this-site" };
    if (places === undefined && !this.placing.isReachKnown(robot))
      return { kind: "refused", why: "place-unknown" };
    this.placing.fence(robot, reason, places ?? [], nowMs);
    return { kind: "done" };
  }
  unfenceRobot(robot: number): OperationAnswer {
    this.placing?.unfence(robot);
    return { kind: "done" };
  }
  /** Its fence stands until a person ends it, also when it reports. */
  keepFenced(robot: number): void {
    this.placing?.keepFenced(robot);
  }
  fenceOf(robot: number): Fence | null {
    return this.placing?.fenceOf(robot) ?? null;
  }
  /** Places around which others drive as long as it is fenced. */
  fencedPlaces(robot: number): readonly number[] {
    const { ground, map } = this;
    if (ground === null || this.fenceOf(robot) === null) return [];
    return Array.from({ length: map.placeCount }, (_, place) => place).filter(
      (place) => ground.ownerOf!(place) === robot,
    );
  }
  /** Where robots cannot leave traffic: it is not where it may be, and nobody goes on before it is back. */
  isOffWay(robot: number): boolean {
    return this.placing === null && this.offWay.has(robot);
  }
  /** Why it is not in traffic; undefined: it is. */
  outCauseOf(robot: number): OutCause | undefined {
    return this.placing?.causeOf(robot)?.cause;
  }
  /** Takes its work from it, so that another does it; what it has loaded stays its own. */
  cancelWork(robot: number): OperationAnswer {
    if (!this.work.hasWork(robot)) return { kind: "refused", why: "no-work" };
    if (this.work.unassign(robot, "taken from its robot by a person")) return { kind: "done" };
    return { kind: "refused", why: this.work.isWorking(robot) ? "acting" : "loaded" };
  }

  /** Does all that is due by now. Called at least once per tick. */
  advance(nowMs: number): void {
    // After a long pause of the process what was missed is not made up for.
    this.nextTickMs = Math.max(this.nextTickMs, nowMs - ticksAtOnceMax * tickMs);
    this.plansLeft = plansAtOnceMax;
    if (this.nextTickMs <= nowMs) {
      for (const [robot, link] of this.links.entries()) {
        link.tick(nowMs);
        this.takeEvents(robot, link, nowMs);
      }
    }
    while (this.nextTickMs <= nowMs) {
      this.nextTickMs += tickMs;
      this.tick += 1;
      this.work.watch?.(this.robots);
      if (this.placing !== null) this.place(this.placing, nowMs);
      else if (this.traffic === null) this.begin(nowMs);
      else
        this.offWay.look(
          this.traffic,
          () => true,
          () => {},
        );
      if (this.traffic !== null) this.drive(this.traffic, nowMs);
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
    const { standing, lacks } = this.startUp!.advance(nowMs);
    this.lacks = lacks;
    if (standing === null) return;
    this.traffic = this.options.site.createTraffic(standing);
  }
  private place(placing: Placing, nowMs: number): void {
    this.offWay.look(
      this.ground!,
      (robot) => placing.causeOf(robot) === undefined,
      (robot) => placing.takeOut(robot, "moved", nowMs),
    );
    placing.advance(nowMs, this.tick, (robot) => this.loseAction(robot));
    this.lacks = placing.lacks;
    if (placing.hasBegun) this.traffic = this.ground;
  }
  /** What a robot was doing when it was taken out of traffic is not going to be heard of. */
  private loseAction(robot: number): void {
    const actionId = this.acting[robot];
    this.acting[robot] = null;
    if (actionId !== null && actionId !== undefined) this.work.finish(robot, actionId, "LOST", this.robots);
  }

  private drive(traffic: FleetTraffic, nowMs: number): void {
    const { links, work, robots } = this;
    // Its traffic can keep nothing for a robot that is elsewhere: until it is back nobody is sent anywhere.
    const isFrozen = this.placing === null && this.offWay.count > 0;
    for (let robot = 0; robot < links.length; robot += 1) {
      const isOut = this.isOut(links[robot]!.status(nowMs)) || this.holds.isHeld(robot) || isFrozen;
      traffic.hindered[robot] = isOut ? 1 : 0;
      if (!isOut && !traffic.isLost(robot)) this.outSinceMs[robot] = Infinity;
      else if (this.outSinceMs[robot] === Infinity) this.outSinceMs[robot] = nowMs;
      else if (nowMs - this.outSinceMs[robot]! > reassignMs)
        work.unassign(robot, "its robot has been out for too long");
    }
    work.beat?.(robots, nowMs);
    if (this.tick % assignEveryTicks === 0) work.assign(robots, nowMs);
    for (let robot = 0; robot < links.length; robot += 1) {
      traffic.goal[robot] = work.goalOf(robot);
      if (work.hasWork(robot) && !work.isWorking(robot) && traffic.hasArrived(robot))
        this.act(traffic, robot, nowMs);
      traffic.working[robot] = work.isWorking(robot) ? 1 : 0;
      traffic.laden[robot] = work.isLaden(robot) ? 1 : 0;
      traffic.priority[robot] = work.priorityOf?.(robot) ?? 0;
    }
    if (this.tick % planEveryTicks === 0 && this.plansLeft > 0) {
      this.plansLeft -= 1;
      traffic.plan();
    }
    traffic.release(this.tick, (robot, places, ways) => {
      const link = links[robot]!;
      const nodes = places.map((place, i) =>
        ways === undefined ? this.map.node(place) : this.map.nodeBy!(ways[i]!, robot),
      );
      const { zones } = this.options.site;
      const from = link.released.at(-1) ?? this.map.node(traffic.placeOf(robot));
      link.extend(
        zones === undefined ? nodes : slowDown(nodes, from, zones.plan, zones.clearanceOf(robot)),
        nowMs,
      );
    });
  }
  /** Acts where the robot stands: a node of its own, so that it can be added to an order that is under way. */
  private act(traffic: FleetTraffic, robot: number, nowMs: number): void {
    const wanted = this.work.arrive(robot, nowMs);
    if (wanted === null) return;
    const action = { ...wanted, blockingType: "HARD" } as const;
    this.acting[robot] = wanted.actionId;
    this.links[robot]!.extend([this.map.node(traffic.placeOf(robot), [action])], nowMs);
  }

  private takeEvents(robot: number, link: RobotLink, nowMs: number): void {
    for (const event of link.takeEvents()) {
      if (this.events.length < eventsMax) this.events.push({ robot, ...event });
      if (event.kind === "action" && this.traffic !== null) {
        if (this.acting[robot] === event.actionId) this.acting[robot] = null;
        this.work.finish(robot, event.actionId, event.status, this.robots);
      }
      if (event.kind === "unfit") this.takeBack(robot, event.faults, nowMs);
      if (event.kind === "displaced") this.placing?.takeOut(robot, "moved", nowMs);
      // Nodes with actions are where the robot stands already.
      if (event.kind !== "passed" || event.node.actions.length > 0 || this.traffic === null) continue;
      if (this.placing?.causeOf(robot) !== undefined) continue;
      const place = this.map.placeOfNode(event.node.nodeId);
      assert(place >= 0, `robot ${robot} passed ${event.node.nodeId}, which is no place`);
      this.traffic.reached(robot, place, this.tick);
    }
  }
  /** The robot's factsheet does not allow what it was to do: another may, and it is free for something else. */
  private takeBack(robot: number, faults: readonly LimitFault[], nowMs: number): void {
    const withdrawn = this.links[robot]!.withdrawQueued();
    const reason = `its factsheet does not allow it: ${faults.map(({ detail }) => detail).join(", ")}`;
    for (const { actions } of withdrawn)
      for (const action of actions) {
        const actionId = ownId(action.actionId);
        if (this.acting[robot] === actionId) this.acting[robot] = null;
        if (this.work.refuse === undefined) this.work.finish(robot, actionId, "FAILED", this.robots);
        else this.work.refuse(robot, actionId, reason);
      }
    // It has places that it will never drive to: it takes its place anew.
    if (withdrawn.some(({ actions }) => actions.length === 0)) this.placing?.takeOut(robot, "stopped", nowMs);
  }
  private robotsView(): FleetRobots {
    return {
      count: this.links.length,
      isFree: (robot) => this.traffic?.hindered[robot] === 0 && !this.traffic.isLost(robot),
      placeOf: (robot) => this.traffic?.placeOf(robot) ?? -1,
      headingOf: (robot) => this.traffic?.headingOf(robot) ?? 0,
      nextPlaceOf: (robot) => this.traffic?.nextPlaceOf(robot) ?? -1,
      distance: (robot, place) => this.traffic?.distance(robot, place) ?? Infinity,
      state: (robot) => this.links[robot]!.watch.state,
    };
  }
  /** Nothing new is released to it. Waiting for an answer or for the way ahead is not that. */
  private isOut(status: LinkStatus): boolean {
    return !takesWork(status);
  }
}
