// Answers one robot's requests for zones and corridors (3.0): grants with a lease and renews it, queues, takes back. What it
// has granted is the robot's until the robot says that it has given it up and is out: a lease that ends frees nothing here.
import type { RequestStatus, Response, RobotState, ZoneRequest } from "../model/index.ts";
import { type GrantDesk, type ZoneGate, zoneResource } from "../zones/index.ts";
import type { LinkSettings } from "./settings.ts";

interface Asked {
  readonly requestId: string;
  /** The desk's name of what is wanted; null: there is no such thing, or it is not given. */
  readonly resource: string | null;
  readonly isEdge: boolean;
  status: RequestStatus;
  answer: Response["grantType"] | null;
  sentMs: number;
}

interface GrantTerms {
  /** What the robot's clock is ahead of ours: it reads the end of the lease off its own. */
  readonly clockOffsetMs: number;
  /** False: nothing may be released to the robot now, so what it asks for waits; what it has been granted is renewed. */
  readonly mayGrant: boolean;
}

const askedMax = 64;

export class GrantClerk {
  private readonly asked = new Map<string, Asked>();
  private place: RobotState["position"] = undefined;

  constructor(
    private readonly robot: string,
    private readonly desk: GrantDesk,
    private readonly gate: ZoneGate | null,
    private readonly settings: LinkSettings,
  ) {}

  /** Zones that the robot has or asks for by itself. What is taken back does not count before it is used. */
  get named(): ReadonlySet<string> {
    const named = new Set<string>();
    for (const { resource, status } of this.asked.values()) {
      if (resource === null) continue;
      const isUsed = status === "GRANTED" || status === "REVOKED" || status === "EXPIRED";
      if (isUsed || !this.desk.isRevoked(resource)) named.add(resource);
    }
    return named;
  }

  hear({ zoneRequests = [], edgeRequests = [], position }: RobotState): void {
    this.place = position;
    const now = new Map<string, Asked>();
    const note = (requestId: string, resource: string | null, status: RequestStatus, isEdge: boolean) => {
      if (now.size >= askedMax) return;
      const before = this.asked.get(requestId);
      const known = before?.resource === resource ? before : undefined;
      const entry = known ?? { requestId, resource, isEdge, status, answer: null, sentMs: -Infinity };
      entry.status = status;
      now.set(requestId, entry);
    };
    for (const request of zoneRequests) note(request.requestId, this.zoneOf(request), request.status, false);
    for (const { requestId, edgeId, status } of edgeRequests)
      note(requestId, `corridor ${edgeId}`, status, true);
    for (const { isEdge, resource } of this.asked.values()) {
      if (resource === null || [...now.values()].some((entry) => entry.resource === resource)) continue;
      this.desk.withdraw(this.robot, resource);
      // Zones are given back by the gate, which knows where the robot is.
      if (isEdge) this.desk.giveBack(this.robot, resource);
    }
    this.asked.clear();
    for (const [requestId, entry] of now) this.asked.set(requestId, entry);
  }

  /**
   * Answers to send now: what is new, what the robot does not show yet, and leases that are to be renewed, after a third of
   * their time so that two renewals may be lost.
   */
  due(nowMs: number, { clockOffsetMs, mayGrant }: GrantTerms): readonly Response[] {
    const { leaseMs, repeatMs } = this.settings;
    const responses: Response[] = [];
    for (const entry of this.asked.values()) {
      const answer = this.answerTo(entry, mayGrant);
      if (answer === null) continue;
      const isShown = entry.status === answer || answer === "QUEUED";
      const waitMs = isShown ? leaseMs / 3 : repeatMs;
      if (answer === entry.answer && nowMs - entry.sentMs < waitMs) continue;
      entry.answer = answer;
      entry.sentMs = nowMs;
      const { requestId } = entry;
      if (answer !== "GRANTED") responses.push({ requestId, grantType: answer });
      else responses.push({ requestId, grantType: answer, leaseExpiryMs: nowMs + clockOffsetMs + leaseMs });
    }
    return responses;
  }

  private answerTo({ resource, status }: Asked, mayGrant: boolean): Response["grantType"] | null {
    const { desk, robot } = this;
    const isWanted = status === "REQUESTED" || status === "QUEUED";
    if (resource === null) return isWanted ? "REJECTED" : status === "GRANTED" ? "REVOKED" : null;
    if (isWanted) {
      if (!mayGrant) return "QUEUED";
      // Taken back: it has stopped inside and can only leave with a new grant, or it is outside and has to give it back first.
      if (desk.has(robot, resource) && this.isInside(resource)) desk.restore(resource);
      if (desk.has(robot, resource) && desk.isRevoked(resource)) return "QUEUED";
      return desk.ask(robot, [resource]) === "granted" ? "GRANTED" : "QUEUED";
    }
    // Granted before our time, or still inside.
    if (!desk.has(robot, resource) && !desk.adopt(robot, resource))
      return status === "GRANTED" ? "REVOKED" : null;
    if (status !== "GRANTED") return null;
    return desk.isRevoked(resource) ? "REVOKED" : "GRANTED";
  }
  private isInside(resource: string): boolean {
    return this.place !== undefined && this.gate?.isIn(this.place, resource) === true;
  }
  private zoneOf({ requestType, zoneSetId, zoneId }: ZoneRequest): string | null {
    const zone = this.gate?.plan.zone(zoneSetId, zoneId);
    if (requestType !== "ACCESS" || zone?.zoneType !== "RELEASE") return null;
    return zoneResource(zoneSetId, zoneId);
  }
}
