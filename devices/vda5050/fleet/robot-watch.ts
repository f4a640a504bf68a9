// What is known of one robot: its newest state in the order it was sent, its connection, how old all that is, what was odd.
import type { Refusal } from "../codec/index.ts";
import type { Connection, Factsheet, Message, RobotState } from "../model/index.ts";
import { ClockWatch } from "./clock-watch.ts";
import { HeaderOrder } from "./header-order.ts";
import { type Hindrance, stateHindrance } from "./hindrance.ts";
import type { RobotProfile } from "./profile.ts";
import { RefusalRate } from "./refusal-rate.ts";
import type { LinkSettings } from "./settings.ts";

export interface WatchCounts {
  states: number;
  duplicates: number;
  late: number;
  restarts: number;
  refused: number;
}

/** What a message brought. */
export type WatchNews =
  | { readonly kind: "state"; readonly state: RobotState; readonly restarted: boolean }
  | { readonly kind: "online" }
  | { readonly kind: "none" };

const none: WatchNews = { kind: "none" };
/** A state that was said before the robot fell asleep comes no later than this. */
const heldUpMs = 5_000;
/** A robot cannot have come further than this between two states, whatever its clock says. */
const jumpMetres = 3;
const jumpMetresPerSecond = 4;

export class RobotWatch {
  state: RobotState | null = null;
  /** When the newest state came, our clock. */
  stateMs = -Infinity;
  connection: Connection["connectionState"] | null = null;
  factsheet: Factsheet | null = null;
  readonly clock = new ClockWatch();
  readonly counts: WatchCounts = { states: 0, duplicates: 0, late: 0, restarts: 0, refused: 0 };
  lastRefusal: Refusal | null = null;
  /** Set when the robot says what cannot be; a person has to look. */
  distrust: string | null = null;
  private readonly order = new HeaderOrder();
  private readonly refusals = new RefusalRate();
  private sleepsSinceMs = -Infinity;

  constructor(
    private readonly settings: LinkSettings,
    private readonly chargeScale: RobotProfile["chargeScale"] = "percent",
  ) {}

  receive(message: Message, nowMs: number): WatchNews {
    switch (message.topic) {
      case "connection":
        return this.takeConnection(message.content, nowMs);
      case "factsheet":
        this.factsheet = message.content;
        return none;
      case "state":
        return this.takeState(message.content, message.header.headerId, message.header.timestampMs, nowMs);
      default:
        return none;
    }
  }
  /** The last good state stays. */
  refuse(refusal: Refusal, nowMs: number): void {
    this.counts.refused += 1;
    this.lastRefusal = refusal;
    this.refusals.take(nowMs);
  }
  /** So much of what it says could not be taken of late that somebody should look. */
  isGarbled(nowMs: number): boolean {
    return this.refusals.isMany(nowMs);
  }

  /** Asleep by its own word: no fault, and no states are to be expected. */
  get isHibernating(): boolean {
    return this.connection === "HIBERNATING";
  }

  isStale(nowMs: number): boolean {
    return !this.isHibernating && nowMs - this.stateMs > this.settings.staleMs;
  }
  /** Why nothing may be released; connection is no sign of health, but who is not there cannot be told anything. */
  hindrance(nowMs: number): Hindrance | undefined {
    if (this.state === null) return { code: "no-state", detail: "" };
    if (this.distrust !== null) return { code: "distrusted", detail: this.distrust };
    const own = stateHindrance(this.state);
    if (own !== undefined) return own;
    if (this.connection !== null && this.connection !== "ONLINE" && !this.isHibernating)
      return { code: "offline", detail: this.connection };
    if (this.isStale(nowMs)) return { code: "stale", detail: "" };
    return undefined;
  }

  /** Never dropped as old: the last will was written when the robot connected. */
  private takeConnection({ connectionState }: Connection, nowMs: number): WatchNews {
    const was = this.connection;
    this.connection = connectionState;
    if (this.isHibernating) this.sleepsSinceMs = nowMs;
    if (connectionState !== "ONLINE") return none;
    this.order.expectRestart();
    return was === "ONLINE" ? none : { kind: "online" };
  }
  private takeState(
    state: RobotState,
    headerId: number,
    timestampMs: number | null,
    nowMs: number,
  ): WatchNews {
    const verdict = this.order.judge(headerId, timestampMs);
    if (verdict === "duplicate" || verdict === "late") {
      this.counts[verdict === "late" ? "late" : "duplicates"] += 1;
      return none;
    }
    if (verdict === "restarted") {
      this.counts.restarts += 1;
      this.clock.reset();
    }
    this.clock.take(timestampMs, nowMs);
    // Whoever says how it is, is awake: the word of it was lost. A state may be held up for a while.
    if (this.isHibernating && nowMs - this.sleepsSinceMs > heldUpMs) this.connection = null;
    this.checkJump(state, nowMs);
    this.state = this.inPercent(state);
    this.stateMs = nowMs;
    this.counts.states += 1;
    return { kind: "state", state: this.state, restarted: verdict === "restarted" };
  }
  private inPercent(state: RobotState): RobotState {
    const { stateOfCharge } = state.powerSupply;
    if (this.chargeScale === "percent" || stateOfCharge === null) return state;
    return { ...state, powerSupply: { ...state.powerSupply, stateOfCharge: stateOfCharge * 100 } };
  }
  private checkJump(state: RobotState, nowMs: number): void {
    const [from, to] = [this.state?.position, state.position];
    if (from === undefined || to === undefined || from.mapId !== to.mapId || !from.localized || !to.localized)
      return;
    // A person who drives or carries it may put it anywhere.
    if (this.state!.operatingMode !== "AUTOMATIC" || state.operatingMode !== "AUTOMATIC") return;
    const metres = Math.hypot(to.x - from.x, to.y - from.y);
    const seconds = Math.max(0, nowMs - this.stateMs) / 1000;
    if (metres > jumpMetres + jumpMetresPerSecond * seconds)
      this.distrust = `jumped ${metres.toFixed(1)} m in ${seconds.toFixed(1)} s`;
  }
}
