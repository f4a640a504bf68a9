// Robots that are not in traffic: at the start all of them, later those that a person has moved off their way, has fenced, or that
// had to be stopped before such a robot. Each keeps what it may touch; when it stands, free of orders, it takes its place again.
import { assert } from "../../sim/kernel/index.ts";
import { type RobotLink, type RouteNode, takesWork } from "../vda5050/index.ts";
import type { FleetTraffic, SiteMap } from "./live-site-port.ts";
import { reachOfState } from "./reach-of-state.ts";

/** Why a robot is not in traffic. */
export type OutCause = "start" | "moved" | "stopped" | "fenced";

/** What is missing before a robot takes its place. */
export type PlaceLack =
  | {
      readonly kind:
        | "no-state"
        | "busy"
        | "no-position"
        | "wrong-map"
        | "moving-in"
        | "fenced"
        | "distrusted";
    }
  | { readonly kind: "off-floor"; readonly x: number; readonly y: number }
  | { readonly kind: "shared-cell" | "too-near"; readonly cell: number; readonly other: number };

export interface Fence {
  readonly reason: string;
  readonly sinceMs: number;
  /** It was silent: the fence ends when the robot reports again. */
  readonly untilHeard: boolean;
}

interface Out {
  readonly cause: OutCause;
  readonly sinceMs: number;
  /** State of which what it touches was worked out last. */
  seenMs: number;
  /** What it touches is reserved, though it has an order or does not stand where it should. */
  isKnown: boolean;
  movingTo: number;
  lack: PlaceLack;
}

/** Off the middle of its place by more than this, a robot is brought there first. */
export const offCentreMetres = 0.1;
/** A robot that does not end its order for so long is left where it is, with all that it may come to, so that others can begin. */
const patienceMs = 10_000;
/** An instant action is given up after half a minute; so long a repetition of ours may still come. */
const pauseWordMs = 35_000;
const pauseAgainMs = 3_000;

/** Where a robot stands beside a place, as the beginning of its way there. */
export function hereNode(
  { mapId }: SiteMap,
  { x, y }: { readonly x: number; readonly y: number },
): RouteNode {
  return { nodeId: "here", x, y, mapId, actions: [] };
}

export class Placing {
  private readonly out: (Out | null)[];
  private readonly fences: (Fence | null)[];
  /** Pauses of ours that may still hold a robot. */
  private readonly pauses = new Map<number, { readonly sinceMs: number; endedMs: number }>();
  private begun = false;
  /** x, y per robot; NaN = not known. */
  private readonly at: Float64Array;

  constructor(
    private readonly links: readonly RobotLink[],
    private readonly map: SiteMap,
    private readonly traffic: FleetTraffic,
    private readonly radius: number,
    nowMs: number,
  ) {
    this.fences = links.map(() => null);
    this.at = new Float64Array(2 * links.length);
    this.out = links.map(() => this.newOut("start", nowMs));
  }

  /** Every robot is known or fenced: places may be released. */
  get hasBegun(): boolean {
    return this.begun;
  }
  get lacks(): readonly (PlaceLack | null)[] {
    return this.out.map((out) => out?.lack ?? null);
  }
  /** Undefined: it is in traffic. */
  causeOf(robot: number): { readonly cause: OutCause; readonly sinceMs: number } | undefined {
    return this.out[robot] ?? undefined;
  }
  fenceOf(robot: number): Fence | null {
    return this.fences[robot]!;
  }

  /** Looks after robots that are not in traffic. `entered` gets those that are again. */
  advance(nowMs: number, tick: number, entered: (robot: number) => void): void {
    if (this.out.some((out) => out !== null)) this.noteWhere();
    for (let robot = 0; robot < this.out.length; robot += 1) {
      const out = this.out[robot];
      if (out === null || out === undefined) continue;
      const lack = this.look(robot, out, nowMs, tick);
      if (lack === null) {
        this.out[robot] = null;
        entered(robot);
      } else out.lack = lack;
    }
    for (const robot of this.pauses.keys()) this.endPause(robot, nowMs);
    if (this.begun) return;
    this.begun = this.out.every((out, robot) => out === null || out.isKnown || this.fences[robot] !== null);
  }

  /** Until it is not paused and no word of ours that is repeated can pause it once more: words may come late and out of order. */
  private endPause(robot: number, nowMs: number): void {
    const pause = this.pauses.get(robot)!;
    const link = this.links[robot]!;
    const isPaused = link.watch.state?.paused === true;
    const isEnded = pause.endedMs !== -Infinity;
    if (isEnded && !isPaused && nowMs - pause.sinceMs >= pauseWordMs) this.pauses.delete(robot);
    if (this.out[robot] !== null && !link.isFree) return;
    if (isEnded && (!isPaused || nowMs - pause.endedMs < pauseAgainMs)) return;
    pause.endedMs = nowMs;
    link.instruct("stopPause", [], nowMs);
  }

  /** The robot is not where traffic thinks, or must not go on: it is stopped, and keeps all that it may touch until it stands. */
  takeOut(robot: number, cause: OutCause, nowMs: number): void {
    if (this.out[robot] !== null) {
      // Moved once more while it was being brought to its place.
      this.links[robot]!.abandon(nowMs);
      this.out[robot]!.movingTo = -1;
      return;
    }
    const link = this.links[robot]!;
    const out = this.newOut(cause, nowMs);
    this.out[robot] = out;
    const held = this.traffic.heldPlaces(robot);
    this.traffic.suspend!(robot);
    if (cause === "stopped" || cause === "moved") {
      if (link.watch.state?.driving === true) {
        link.instruct("startPause", [], nowMs);
        this.pauses.set(robot, { sinceMs: nowMs, endedMs: -Infinity });
      }
    }
    link.abandon(nowMs);
    this.reserve(robot, out, held, nowMs);
  }

  /** It has told where it is and what it may still come to. */
  isReachKnown(robot: number): boolean {
    const { state } = this.links[robot]!.watch;
    return state !== null && reachOfState(state, this.map) !== undefined;
  }
  fence(robot: number, reason: string, places: readonly number[], nowMs: number): void {
    const { state } = this.links[robot]!.watch;
    const untilHeard = state === null || this.links[robot]!.watch.isStale(nowMs);
    this.fences[robot] = { reason, sinceMs: nowMs, untilHeard };
    this.takeOut(robot, "fenced", nowMs);
    const reach = state === null ? [] : (reachOfState(state, this.map) ?? []);
    this.claim(robot, [...new Set([...places, ...reach])], nowMs);
  }
  keepFenced(robot: number): void {
    const fence = this.fences[robot];
    if (fence != null) this.fences[robot] = { ...fence, untilHeard: false };
  }
  unfence(robot: number): void {
    this.fences[robot] = null;
  }

  private newOut(cause: OutCause, sinceMs: number): Out {
    const lack = { kind: "no-state" } as const;
    return { cause, sinceMs, seenMs: -Infinity, isKnown: false, movingTo: -1, lack };
  }

  private look(robot: number, out: Out, nowMs: number, tick: number): PlaceLack | null {
    const link = this.links[robot]!;
    const { state, stateMs } = link.watch;
    const isFit = this.isFit(link, nowMs);
    if (out.movingTo >= 0 && !link.hasOrder && !(isFit && this.isStillIn(link, out.movingTo))) {
      link.withdrawQueued();
      out.movingTo = -1;
    }
    const fence = this.fences[robot];
    if (fence?.untilHeard && stateMs > fence.sinceMs) this.fences[robot] = null;
    if (this.fences[robot] !== null) {
      if (state !== null && stateMs > Math.max(out.seenMs, this.fences[robot]!.sinceMs))
        this.reserve(robot, out, [], nowMs);
      return { kind: "fenced" };
    }
    if (state === null) return { kind: "no-state" };
    const { position } = state;
    if (position === undefined || !position.localized) return { kind: "no-position" };
    if (position.mapId !== this.map.mapId) return { kind: "wrong-map" };
    // Nobody knows whether it is there: where it was before stays its own until a person has looked.
    if (link.watch.distrust !== null) return { kind: "distrusted" };
    if (!link.isFree) {
      if (out.movingTo >= 0) return { kind: "moving-in" };
      this.reserve(robot, out, [], nowMs);
      return { kind: "busy" };
    }
    const { x, y } = position;
    const cell = this.map.placeAt(x, y);
    const isNew = stateMs > out.seenMs;
    out.seenMs = stateMs;
    const around = this.map.placesAround!(x, y);
    if (cell === -1) {
      if (isNew) out.isKnown = this.claim(robot, around, nowMs);
      return { kind: "off-floor", x, y };
    }
    if (this.map.distanceToCentre(cell, x, y) <= offCentreMetres)
      return this.enter(robot, cell, tick, isNew, nowMs);
    if (isNew || !out.isKnown) this.claim(robot, around, nowMs);
    const owner = this.traffic.ownerOf!(cell);
    if (owner !== robot) return { kind: "shared-cell", cell, other: owner };
    out.isKnown = true;
    const near = this.nearTo(robot, x, y, cell);
    if (near >= 0) return { kind: "too-near", cell, other: near };
    if (this.begun && isFit && link.released.length === 0) this.moveIn(robot, out, cell, nowMs);
    return { kind: "moving-in" };
  }
  /** Who has it in hand may set it down anywhere: until it can set off at once, nothing waits for it. */
  private isFit(link: RobotLink, nowMs: number): boolean {
    const status = link.status(nowMs);
    // A displaced robot is given a new start with the way to its place.
    return takesWork(status) || status.reason === "displaced";
  }
  private isStillIn({ watch }: RobotLink, place: number): boolean {
    const position = watch.state?.position;
    return position !== undefined && this.map.placeAt(position.x, position.y) === place;
  }

  private enter(robot: number, cell: number, tick: number, isNew: boolean, nowMs: number): PlaceLack | null {
    const link = this.links[robot]!;
    const owner = this.traffic.ownerOf!(cell);
    if (owner >= 0 && owner !== robot) {
      if (isNew) this.claim(robot, [cell], nowMs);
      return { kind: "shared-cell", cell, other: owner };
    }
    const entered = this.traffic.enter!(
      robot,
      cell,
      this.map.headingOf(link.watch.state!.position!.theta),
      tick,
    );
    assert(entered, `place ${cell} belongs to nobody else than robot ${robot}`);
    link.withdrawQueued();
    link.place(this.map.node(cell));
    return null;
  }

  /** Keeps what a robot with an order may still come to; known when that has been the same order for long. */
  private reserve(robot: number, out: Out, more: readonly number[], nowMs: number): void {
    const { state, stateMs } = this.links[robot]!.watch;
    if (state === null) return;
    const reach = reachOfState(state, this.map);
    const isLong = nowMs - out.sinceMs >= patienceMs && stateMs >= out.sinceMs + patienceMs / 2;
    if (stateMs > out.seenMs || more.length > 0) {
      out.seenMs = stateMs;
      this.claim(robot, [...new Set([...more, ...(reach ?? [])])], nowMs);
    }
    if (reach !== undefined && isLong) out.isKnown = true;
  }
  /**
   * These places and no others are the robot's, as far as nobody else has them. Who is on the way into one of them is stopped: there
   * is a robot there. True if all are its own.
   */
  private claim(robot: number, places: readonly number[], nowMs: number): boolean {
    const { traffic } = this;
    const owned = traffic.leave!(robot, places);
    for (const place of places) {
      const other = traffic.ownerOf!(place);
      if (other < 0 || other === robot || this.out[other] !== null) continue;
      if (place !== traffic.placeOf(other) || traffic.nextPlaceOf(other) >= 0)
        this.takeOut(other, "stopped", nowMs);
    }
    return owned.length === places.length;
  }

  private moveIn(robot: number, out: Out, cell: number, nowMs: number): void {
    const link = this.links[robot]!;
    out.movingTo = cell;
    const { x, y } = link.watch.state!.position!;
    const here = hereNode(this.map, { x, y });
    link.place(here);
    link.extend([this.map.node(cell)], nowMs);
  }
  /** A robot that stands too near for this one to turn and drive to the middle of its place; −1 = none. */
  private nearTo(robot: number, x: number, y: number, cell: number): number {
    const centre = this.map.centre(cell);
    const { at } = this;
    const reach = 2 * this.radius;
    const isNear = (dx: number, dy: number) =>
      dx < reach && dx > -reach && dy < reach && dy > -reach && Math.hypot(dx, dy) < reach;
    for (let other = 0; other < this.links.length; other += 1) {
      const [otherX, otherY] = [at[2 * other]!, at[2 * other + 1]!];
      if (other === robot) continue;
      if (isNear(otherX - x, otherY - y) || isNear(otherX - centre.x, otherY - centre.y)) return other;
    }
    return -1;
  }
  /** Takes down where robots are: each that is brought to its place is compared with all others. */
  private noteWhere(): void {
    for (let robot = 0; robot < this.links.length; robot += 1) {
      const position = this.links[robot]!.watch.state?.position;
      this.at[2 * robot] = position?.x ?? Number.NaN;
      this.at[2 * robot + 1] = position?.y ?? Number.NaN;
    }
  }
}
