// The zones of a 3.0 robot: sets that it has been sent, one enabled per map, and what it does about them. It stops before
// blocked zones, and before release zones until it has been granted access; it asks for that in its state.
import type {
  EdgeRequest,
  RequestStatus,
  Response,
  Zone,
  ZoneRequest,
  ZoneSet,
  ZoneSetState,
} from "../model/index.ts";
import { areasMeet, boxAt, distanceToArea } from "../zones/index.ts";
import type { ErrorBook } from "./error-book.ts";
import type { PathPose } from "./path-ahead.ts";

interface Request {
  readonly requestId: string;
  /** Of a zone, or null for an edge. */
  readonly zone: Zone | null;
  readonly zoneSetId: string;
  readonly edgeId: string;
  readonly sequenceId: number;
  status: RequestStatus;
  /** By the robot's own clock. */
  leaseEndsMs: number;
  /** Refused: asked again after a while. */
  rejectedUntilMs: number;
}

export interface ZoneBody {
  readonly length: number;
  readonly width: number;
}

/** What the zones allow now. */
export interface ZoneRoom {
  /** Metres along the way that may be driven; Infinity: no zone is in the way. */
  readonly metres: number;
  /** Places ahead with a speed that must not be exceeded from there on. */
  readonly limits: readonly { readonly distance: number; readonly speed: number }[];
  /** It stands where it must not go on at all. */
  readonly stop: boolean;
}

const setsMax = 8;
const requestsMax = 16;
const askAgainMs = 5_000;
/** Kept between the robot and a zone that it must not enter, metres. */
const marginMetres = 0.05;

export class ZoneGuard {
  private sets: ZoneSet[] = [];
  private enabled = new Map<string, string>();
  private requests: Request[] = [];
  private count = 0;
  private changed = false;
  /** Zones in which a release was lost and the robot stands until it has another. */
  private readonly lost = new Set<string>();

  constructor(
    private readonly body: ZoneBody,
    private readonly errors: ErrorBook,
  ) {}

  /** Half the robot's diagonal, metres. */
  private get reach(): number {
    return Math.hypot(this.body.length, this.body.width) / 2;
  }
  get states(): readonly ZoneSetState[] {
    return this.sets.map(({ zoneSetId, mapId }) => ({
      zoneSetId,
      mapId,
      status: this.enabled.get(mapId) === zoneSetId ? "ENABLED" : "DISABLED",
    }));
  }
  get zoneRequests(): readonly ZoneRequest[] {
    return this.requests.flatMap(({ requestId, zone, zoneSetId, status }) =>
      zone === null
        ? []
        : [{ requestId, requestType: "ACCESS" as const, zoneId: zone.zoneId, zoneSetId, status }],
    );
  }
  get edgeRequests(): readonly EdgeRequest[] {
    return this.requests.flatMap(({ requestId, zone, edgeId, sequenceId, status }) =>
      zone === null ? [{ requestId, edgeId, sequenceId, status }] : [],
    );
  }

  // Sets.

  /** A set is immutable by its id. What went wrong, or undefined. */
  add(set: ZoneSet, untilMs: number): string | undefined {
    if (this.sets.some(({ zoneSetId }) => zoneSetId === set.zoneSetId)) {
      const references = [{ key: "zoneSetId", value: set.zoneSetId }];
      this.errors.report(
        { name: "duplicateZoneSet", references, description: `${set.zoneSetId} is here` },
        untilMs,
      );
      return "known already";
    }
    if (this.sets.length >= setsMax) return "no room for another set";
    this.sets.push(set);
    this.changed = true;
    return undefined;
  }
  enable(zoneSetId: string): string | undefined {
    const set = this.sets.find((one) => one.zoneSetId === zoneSetId);
    if (set === undefined) return "unknown zone set";
    this.enabled.set(set.mapId, zoneSetId);
    this.requests = this.requests.filter(({ zone }) => zone === null);
    this.changed = true;
    return undefined;
  }
  remove(zoneSetId: string): string | undefined {
    const set = this.sets.find((one) => one.zoneSetId === zoneSetId);
    if (set === undefined) return "unknown zone set";
    if (this.enabled.get(set.mapId) === zoneSetId) return "in use";
    this.sets = this.sets.filter((one) => one !== set);
    this.changed = true;
    return undefined;
  }
  /** Whether there is anything to look at. */
  get isActive(): boolean {
    return this.enabled.size > 0 || this.requests.length > 0;
  }
  /** Orders gone, or a person at work: requests go with them. */
  dropRequests(): void {
    if (this.requests.length > 0) this.changed = true;
    this.requests = [];
  }
  /** Off and on again. */
  forget(): void {
    this.sets = [];
    this.enabled.clear();
    this.dropRequests();
  }

  // Requests.

  /** Answers of the fleet side; those to requests that are over are dropped. */
  answer(responses: readonly Response[], clockMs: number): void {
    for (const { requestId, grantType, leaseExpiryMs = Infinity } of responses) {
      const request = this.requests.find((one) => one.requestId === requestId);
      if (request === undefined || request.status === "REVOKED" || request.status === "EXPIRED") continue;
      if (grantType === "GRANTED") {
        if (leaseExpiryMs <= clockMs) continue;
        request.leaseEndsMs = leaseExpiryMs;
        this.turn(request, "GRANTED");
      } else if (grantType === "QUEUED") {
        if (request.status !== "GRANTED") this.turn(request, "QUEUED");
      } else if (grantType === "REVOKED") {
        if (request.status === "GRANTED") this.turn(request, "REVOKED");
      } else if (request.status !== "GRANTED") {
        request.rejectedUntilMs = clockMs + askAgainMs;
        this.turn(request, "REQUESTED");
      }
    }
  }
  /** Whether the corridor beside an edge may be used. Asks for it if that has not been done. */
  mayLeaveLine(edgeId: string, sequenceId: number): boolean {
    const known = this.requests.find((one) => one.zone === null && one.sequenceId === sequenceId);
    if (known === undefined) this.ask(null, "", edgeId, sequenceId);
    return known?.status === "GRANTED";
  }
  /** What the grant for a corridor came to, or undefined. */
  corridorStatus(sequenceId: number): RequestStatus | undefined {
    return this.requests.find((one) => one.zone === null && one.sequenceId === sequenceId)?.status;
  }
  /** The edge lies behind the robot, or the loss of its corridor has been dealt with. */
  endCorridor(sequenceId: number): void {
    const before = this.requests.length;
    this.requests = this.requests.filter((one) => one.zone !== null || one.sequenceId !== sequenceId);
    if (this.requests.length !== before) this.changed = true;
  }

  /**
   * Looks at where the robot is and where it is going.
   * @param path poses along the released way, the present one first; distances in metres from here.
   * @param stands the robot does not move: the loss of a release has been obeyed.
   */
  look(mapId: string, path: readonly PathPose[], clockMs: number, stands: boolean): ZoneRoom {
    const setId = this.enabled.get(mapId);
    const set = this.sets.find(({ zoneSetId }) => zoneSetId === setId);
    this.expire(clockMs);
    if (set === undefined) return { metres: Infinity, limits: [], stop: false };
    const [here] = path;
    let metres = Infinity;
    let stop = false;
    let isViolated = false;
    let isLost = false;
    const limits: { distance: number; speed: number }[] = [];
    for (const zone of set.zones) {
      if (!["BLOCKED", "RELEASE", "SPEED_LIMIT"].includes(zone.zoneType)) continue;
      const isNear = distanceToArea(zone.vertices, here!) < path.at(-1)!.distance + this.reach;
      const inside = isNear && this.isIn(zone, here!);
      const first = inside ? here : isNear ? path.find((pose) => this.isIn(zone, pose)) : undefined;
      if (zone.zoneType === "BLOCKED") {
        if (inside) isViolated = true;
        else if (first !== undefined) metres = Math.min(metres, first.before - marginMetres);
      } else if (zone.zoneType === "SPEED_LIMIT") {
        if (first !== undefined) limits.push({ distance: first.before, speed: zone.maximumSpeed });
      } else if (zone.zoneType === "RELEASE") {
        const verdict = this.judgeRelease(zone, set.zoneSetId, inside, first !== undefined, clockMs, stands);
        if (verdict === "lost") isLost = true;
        if (verdict === "wait" && !inside) metres = Math.min(metres, first!.before - marginMetres);
        if (inside && (verdict === "lost" || verdict === "wait")) stop = true;
      }
    }
    this.note("blockedZone", isViolated, "stands in a blocked zone");
    this.note("releaseLost", isLost, "the release of the zone is gone");
    return { metres: Math.max(0, metres), limits, stop: stop || isViolated };
  }
  takeChanged(): boolean {
    const { changed } = this;
    this.changed = false;
    return changed;
  }

  private judgeRelease(
    zone: Zone & { readonly zoneType: "RELEASE" },
    zoneSetId: string,
    inside: boolean,
    isAhead: boolean,
    clockMs: number,
    stands: boolean,
  ): "free" | "wait" | "lost" {
    const request = this.requests.find((one) => one.zone === zone);
    if (!isAhead || request?.status === "GRANTED") this.lost.delete(zone.zoneId);
    if (!isAhead) {
      if (request !== undefined) this.drop(request);
      return "free";
    }
    if (request === undefined) {
      this.ask(zone, zoneSetId, "", 0);
      return this.lost.has(zone.zoneId) ? "lost" : "wait";
    }
    if (request.status === "GRANTED") return "free";
    if (request.status === "REVOKED" || request.status === "EXPIRED") {
      if (!inside) {
        // Not begun: asked for anew.
        this.drop(request);
        return "wait";
      }
      if (zone.releaseLossBehavior !== "STOP") return "free";
      // It has stopped, as it was to: what it needs to get out it asks for anew.
      this.lost.add(zone.zoneId);
      if (stands) this.drop(request);
      return "lost";
    }
    if (clockMs >= request.rejectedUntilMs && request.rejectedUntilMs > 0) this.drop(request);
    return this.lost.has(zone.zoneId) ? "lost" : "wait";
  }
  private isIn({ vertices }: Zone, pose: PathPose): boolean {
    const { length, width } = this.body;
    const distance = distanceToArea(vertices, pose);
    if (distance >= this.reach) return false;
    if (distance === 0 || pose.turns) return true;
    return areasMeet(vertices, boxAt(pose, pose.theta, length, width));
  }
  private expire(clockMs: number): void {
    for (const request of this.requests)
      if (request.status === "GRANTED" && clockMs >= request.leaseEndsMs) this.turn(request, "EXPIRED");
  }
  private ask(zone: Zone | null, zoneSetId: string, edgeId: string, sequenceId: number): void {
    if (this.requests.length >= requestsMax) return;
    this.count += 1;
    const requestId = `q${this.count}`;
    const fresh = { status: "REQUESTED" as const, leaseEndsMs: Infinity, rejectedUntilMs: 0 };
    this.requests.push({ requestId, zone, zoneSetId, edgeId, sequenceId, ...fresh });
    this.changed = true;
  }
  private drop(request: Request): void {
    this.requests = this.requests.filter((one) => one !== request);
    this.changed = true;
  }
  private turn(request: Request, status: RequestStatus): void {
    if (request.status !== status) this.changed = true;
    request.status = status;
  }
  private note(name: "blockedZone" | "releaseLost", isSo: boolean, description: string): void {
    if (isSo !== this.errors.has(name)) {
      this.changed = true;
      if (isSo) this.errors.report({ name, references: [], description }, "condition");
      else this.errors.end(name);
    }
  }
}
