// A robot of the live fleet as people and browsers see it.
import type { LiveFleet } from "../../devices/live/index.ts";
import { type BoardRobot, robotFlags } from "../../devices/picture/index.ts";
import { identityText, type ReasonLanguage, type RobotState } from "../../devices/vda5050/index.ts";
import type { RobotView } from "../api/index.ts";
import { reasonCodes } from "./live-site.ts";
import { heldText, lackTexts, type Said, unconfirmedText } from "./live-texts.ts";

/** Robots that waited for a person's word before a restart. */
export type Unconfirmed = ReadonlySet<number>;

export class RobotLooks {
  constructor(
    private readonly fleet: LiveFleet,
    private readonly unconfirmed: Unconfirmed,
  ) {}

  view(robot: number, language: ReasonLanguage, nowMs: number): RobotView {
    const { fleet } = this;
    const { watch } = fleet.links[robot]!;
    const { state, counts, lastRefusal } = watch;
    const order = fleet.work.orderOf(robot);
    const { message, advice } = this.said(robot, language, nowMs);
    return {
      name: fleet.nameOf(robot),
      connection: connectionOf(watch.connection),
      reason: this.reason(robot, nowMs),
      message,
      ...(advice === "" ? {} : { advice }),
      held: this.isHeld(robot),
      needsPerson: this.needsPerson(robot, nowMs),
      ...(order === undefined ? {} : { order }),
      ...(state === null ? {} : ownWords(state)),
      ...(state === null ? {} : { stateAgeMs: Math.max(0, Math.round(nowMs - watch.stateMs)) }),
      statesTaken: counts.states,
      messagesRefused: counts.refused,
      ...(lastRefusal === null
        ? {}
        : { lastRefusal: `${lastRefusal.kind} ${lastRefusal.path}: ${lastRefusal.found}`.slice(0, 200) }),
    };
  }
  /** Row of the picture; times by the session's clock. */
  row(robot: number, nowMs: number, sessionStartMs: number): BoardRobot {
    const { watch } = this.fleet.links[robot]!;
    const { state } = watch;
    const position = state?.position;
    const charge = state?.powerSupply.stateOfCharge ?? null;
    const mm = (metres: number) => Math.round(metres * 1_000);
    const isOffline = watch.connection === "OFFLINE" || watch.connection === "CONNECTION_BROKEN";
    const flags =
      (isLoaded(state) ? robotFlags.loaded : 0) +
      (this.isHeld(robot) ? robotFlags.held : 0) +
      (this.isStanding(robot, nowMs) ? robotFlags.standing : 0) +
      (state?.powerSupply.charging === true ? robotFlags.charging : 0) +
      (isOffline || state === null || watch.isStale(nowMs) ? robotFlags.offline : 0) +
      (position === undefined ? robotFlags.unplaced : 0);
    return [
      mm(position?.x ?? 0),
      mm(position?.y ?? 0),
      mm(position?.theta ?? 0),
      state === null ? 0 : Math.max(0, Math.round(watch.stateMs - sessionStartMs)),
      Math.max(0, reasonCodes.indexOf(this.reason(robot, nowMs))),
      flags,
      charge === null ? -1 : Math.round(charge),
    ];
  }

  reason(robot: number, nowMs: number): string {
    if (this.unconfirmed.has(robot)) return "needs-confirmation";
    const { reason } = this.fleet.status(robot, nowMs);
    // What is graver than the hold is said first.
    return this.isHeld(robot) &&
      !this.isStanding(robot, nowMs) &&
      reason !== "driving" &&
      reason !== "working"
      ? "held"
      : reason;
  }
  said(robot: number, language: ReasonLanguage, nowMs: number): Said {
    if (this.unconfirmed.has(robot)) return unconfirmedText[language];
    const lack = this.fleet.lacks[robot];
    if (lack != null) return lackTexts[lack.kind][language];
    if (this.reason(robot, nowMs) === "held") return heldText[language];
    const { why, todo } = this.fleet.explain(robot, language, nowMs);
    return { message: why, advice: todo };
  }
  needsPerson(robot: number, nowMs: number): boolean {
    return this.unconfirmed.has(robot) || this.fleet.status(robot, nowMs).needsPerson;
  }
  /** It stands, and not for its work's sake. */
  isStanding(robot: number, nowMs: number): boolean {
    return this.unconfirmed.has(robot) || this.fleet.explain(robot, "en", nowMs).needsLook;
  }
  isHeld(robot: number): boolean {
    return this.fleet.isHeld(robot) && !this.unconfirmed.has(robot);
  }
  indexOf(name: string): number {
    return this.fleet.links.findIndex(({ identity }) => identityText(identity) === name);
  }
}

function isLoaded(state: RobotState | null): boolean {
  return (state?.loads?.length ?? 0) > 0;
}
function connectionOf(connection: string | null): RobotView["connection"] {
  return connection === null ? "unknown" : connection === "ONLINE" ? "online" : "offline";
}
function ownWords(state: RobotState) {
  const { position, powerSupply, loads } = state;
  const charge = powerSupply.stateOfCharge;
  return {
    ...(position === undefined
      ? {}
      : { x: position.x, y: position.y, theta: position.theta, mapId: position.mapId }),
    ...(charge === null ? {} : { charge: Math.min(1, Math.max(0, charge / 100)) }),
    ...(loads === undefined ? {} : { loaded: loads.length > 0 }),
  };
}
