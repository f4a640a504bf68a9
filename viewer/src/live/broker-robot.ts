// One robot as its own messages tell it, read by the fleet side's own rules: order by header, staleness, hindrances.
import type { Refusal } from "../../../devices/vda5050/codec/index.ts";
import { refusalText } from "../../../devices/vda5050/codec/index.ts";
import {
  linkSettingsDefault,
  type Message,
  type RobotPosition,
  type RobotState,
  RobotWatch,
} from "../../../devices/vda5050/index.ts";
import type { Activity } from "../../../sim/model/index.ts";
import { Glide } from "./glide.ts";
import type { LiveRobot, Place, RobotHealth, Standing } from "./live-feed.ts";
import { RateMeter } from "./rate-meter.ts";
import { activityOfState, standingOf } from "./standing.ts";

/** Header ids missing at once that are believed; more is a robot that has begun anew or counts otherwise. */
const gapMost = 1000;

export class BrokerRobot implements LiveRobot {
  readonly isHeld = null;
  vda = "";
  ahead: readonly number[] = [];
  rest: readonly number[] = [];
  private readonly watch = new RobotWatch(linkSettingsDefault);
  private readonly rate = new RateMeter();
  private readonly glide = new Glide();
  private gaps = 0;
  private lastHeaderId: number | null = null;
  private stillSinceMs: number;
  private nowMs: number;
  private known: { standing: Standing; activity: Activity } | null = null;

  constructor(
    readonly name: string,
    nowMs: number,
  ) {
    this.stillSinceMs = this.nowMs = nowMs;
  }

  receive(message: Message, nowMs: number): void {
    this.vda = message.header.version === "" ? this.vda : message.header.version;
    if (message.topic === "visualization") {
      if (message.content.position !== undefined) this.moved(message.content.position, nowMs);
      return;
    }
    const { states, restarts } = this.watch.counts;
    this.watch.receive(message, nowMs);
    if (message.topic !== "state") return;
    this.rate.add(nowMs);
    if (this.watch.counts.states === states) return;
    this.countGap(message.header.headerId, this.watch.counts.restarts !== restarts);
    if (message.content.driving || isWorking(message.content)) this.stillSinceMs = nowMs;
    if (message.content.position !== undefined) this.moved(message.content.position, nowMs);
    this.ahead = this.way("released");
    this.rest = this.way("planned");
  }
  refuse(refusal: Refusal): void {
    this.watch.refuse(refusal, this.nowMs);
  }
  /** Looks at the clock: a robot goes stale by saying nothing. */
  look(nowMs: number): void {
    this.nowMs = nowMs;
    this.known = null;
  }

  get connection(): LiveRobot["connection"] {
    const { connection } = this.watch;
    return connection === null ? "unknown" : connection === "ONLINE" ? "online" : "offline";
  }
  get mapId(): string {
    return this.watch.state?.position?.mapId ?? "";
  }
  get activity(): Activity {
    return this.now().activity;
  }
  get standing(): Standing {
    return this.now().standing;
  }
  get isCarrying(): boolean {
    return (this.watch.state?.loads?.length ?? 0) > 0;
  }
  get charge(): number {
    return Math.round(this.watch.state?.powerSupply.stateOfCharge ?? -1);
  }
  get order(): string {
    return this.watch.state?.orderId ?? "";
  }
  get health(): RobotHealth {
    const { stateMs, counts, lastRefusal } = this.watch;
    return {
      lastStateMs: Number.isFinite(stateMs) ? stateMs : null,
      statesPerSecond: this.rate.perSecond(this.nowMs),
      gaps: this.gaps,
      malformed: counts.refused,
      lastFault: lastRefusal === null ? "" : refusalText(lastRefusal),
    };
  }
  placeAt(nowMs: number): Place | null {
    return this.glide.at(nowMs);
  }

  private now(): { standing: Standing; activity: Activity } {
    if (this.known !== null) return this.known;
    const { state } = this.watch;
    const standing = standingOf(state, this.watch.hindrance(this.nowMs), this.nowMs - this.stillSinceMs);
    this.known = { standing, activity: activityOfState(state, standing) };
    return this.known;
  }
  private moved({ x, y, theta }: RobotPosition, nowMs: number): void {
    this.glide.report({ x, y, theta }, nowMs);
  }
  private countGap(headerId: number, restarted: boolean): void {
    const missing = this.lastHeaderId === null || restarted ? 0 : headerId - this.lastHeaderId - 1;
    if (missing > 0 && missing <= gapMost) this.gaps += missing;
    this.lastHeaderId = headerId;
  }
  /** Nodes still ahead, where their places are told; a robot that plans its own way (3.0) tells points instead. */
  private way(part: "released" | "planned"): readonly number[] {
    const { state } = this.watch;
    const at = state?.position;
    if (state === null || at === undefined) return [];
    const nodes = state.nodeStates.filter(({ position }) => position !== undefined);
    const released = nodes.filter((node) => node.released);
    const wanted = part === "released" ? released : nodes.filter((node) => !node.released);
    if (part === "released" && nodes.length === 0) return lineFrom(at, state.intermediatePath ?? []);
    const start = part === "released" ? at : (released.at(-1)?.position ?? at);
    return lineFrom(
      start,
      wanted.map(({ position }) => position!),
    );
  }
}

function lineFrom(
  start: { readonly x: number; readonly y: number },
  points: readonly { readonly x: number; readonly y: number }[],
): readonly number[] {
  return points.length === 0 ? [] : [start, ...points].flatMap(({ x, y }) => [x, y]);
}
function isWorking({ actionStates }: RobotState): boolean {
  return actionStates.some(({ status }) => status === "RUNNING" || status === "INITIALIZING");
}
