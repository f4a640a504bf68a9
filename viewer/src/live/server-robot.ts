// One robot as the server's picture tells it.
import {
  type PictureRobot,
  type PictureRoute,
  type ReasonMark,
  robotFlags,
} from "../../../devices/picture/index.ts";
import { Activity } from "../../../sim/model/index.ts";
import { Glide } from "./glide.ts";
import type { LiveRobot, Place, RobotHealth, Standing } from "./live-feed.ts";
import { RateMeter } from "./rate-meter.ts";
import type { RobotDetails } from "./server-answers.ts";

const unknown: Standing = {
  code: "unknown",
  why: { en: "nothing is known of it yet", zh: "尚无信息" },
  todo: { en: "", zh: "" },
  needsLook: false,
};

export class ServerRobot implements LiveRobot {
  details: RobotDetails | null = null;
  standing: Standing = unknown;
  activity: Activity = Activity.waiting;
  charge = -1;
  ahead: readonly number[] = [];
  readonly rest: readonly number[] = [];
  private flags = robotFlags.unplaced as number;
  private lastStateMs: number | null = null;
  private lastAtMs: number | null = null;
  private readonly glide = new Glide();
  private readonly rate = new RateMeter();
  private nowMs = 0;

  constructor(
    readonly name: string,
    readonly vda: string,
    readonly mapId: string,
  ) {}

  /** `ageMs`: how old the state is that the row was made of. */
  take(row: PictureRobot, reasons: readonly ReasonMark[], ageMs: number, nowMs: number): void {
    const [, xMm, yMm, thetaMrad, atMs, reason, flags, charge] = row;
    this.flags = flags;
    this.charge = charge;
    this.standing = standingOf(reasons[reason], (flags & robotFlags.standing) !== 0);
    this.activity = activityOf(this.standing.code, flags);
    if ((flags & robotFlags.unplaced) !== 0) return;
    if (atMs !== this.lastAtMs) this.rate.add(nowMs);
    this.lastAtMs = atMs;
    this.lastStateMs = nowMs - Math.max(0, ageMs);
    this.glide.report({ x: xMm / 1000, y: yMm / 1000, theta: thetaMrad / 1000 }, nowMs);
  }
  takeRoute([, pointsMm, goalMm]: PictureRoute): void {
    const points = pointsMm.length > 2 ? pointsMm : [...pointsMm, ...(goalMm ?? [])];
    this.ahead = points.length > 2 ? points.map((mm) => mm / 1000) : [];
  }
  look(nowMs: number): void {
    this.nowMs = nowMs;
  }

  get connection(): LiveRobot["connection"] {
    if (this.details !== null) return this.details.connection;
    return (this.flags & robotFlags.offline) !== 0 ? "offline" : "unknown";
  }
  get isCarrying(): boolean {
    return (this.flags & robotFlags.loaded) !== 0;
  }
  get isHeld(): boolean {
    return (this.flags & robotFlags.held) !== 0;
  }
  get order(): string {
    return this.details?.order ?? "";
  }
  get health(): RobotHealth {
    return {
      lastStateMs: this.lastStateMs,
      statesPerSecond: this.rate.perSecond(this.nowMs),
      gaps: null,
      malformed: this.details?.messagesRefused ?? null,
      lastFault: this.details?.lastRefusal ?? "",
    };
  }
  placeAt(nowMs: number): Place | null {
    return this.glide.at(nowMs);
  }
}

/** The server says it in the language that it was asked in. */
function standingOf(reason: ReasonMark | undefined, needsLook: boolean): Standing {
  if (reason === undefined) return unknown;
  const { code, message, advice } = reason;
  return { code, why: { en: message, zh: message }, todo: { en: advice, zh: advice }, needsLook };
}
function activityOf(code: string, flags: number): Activity {
  if ((flags & (robotFlags.standing | robotFlags.offline)) !== 0) return Activity.failed;
  if ((flags & robotFlags.charging) !== 0) return Activity.charging;
  if (code === "driving") return Activity.driving;
  return code === "working" ? Activity.serving : Activity.waiting;
}
