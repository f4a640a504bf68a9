// A virtual robot without clock and network: messages and time in, messages out. Conformant unless its quirks say otherwise.
import type {
  ActionState,
  Contents,
  EmergencyStop,
  ErrorLevel,
  InstantActions,
  OperatingMode,
  OrderEdge,
  RobotIdentity,
  RobotState,
  TopicName,
  ZoneSet,
} from "../model/index.ts";
import { Condition } from "./condition.ts";
import { Driver, type Hold } from "./driver.ts";
import { ErrorBook } from "./error-book.ts";
import { InstantActionList } from "./instant-actions.ts";
import { Offer } from "./offer.ts";
import { bodyDefault, type RobotBody, type VirtualRobotOptions } from "./options.ts";
import { OrderIntake } from "./order-intake.ts";
import type { Quirk } from "./quirks.ts";
import { reportState } from "./report-state.ts";
import { type ClockFault, RobotClock } from "./robot-clock.ts";
import { type Publication, RobotVoice } from "./robot-voice.ts";
import { Work } from "./work.ts";
import { ZoneGuard } from "./zone-guard.ts";

const transientErrorMs = 10_000;
/** Looked ahead for zones beyond what braking takes, metres. */
const lookAheadMetres = 4;
/** Zone sets that can be downloaded at once. */
const shelfMax = 8;

export class VirtualRobot {
  readonly identity: RobotIdentity;
  readonly body: RobotBody;
  readonly driver: Driver;
  readonly condition: Condition;
  readonly errors: ErrorBook;
  readonly zones: ZoneGuard;
  private readonly quirks: ReadonlySet<Quirk>;
  private readonly voice: RobotVoice;
  private readonly clock: RobotClock;
  private readonly offer: Offer;
  private readonly intake: OrderIntake;
  private readonly instant: InstantActionList;
  private readonly work: Work;
  private readonly tickMs: number;
  private nowMs: number;
  private stateDueMs: number;
  private lastStateMs = -Infinity;
  private visualizationDueMs: number;
  private dirty = true;
  private factsheetAsked = false;
  private stateAsked = false;
  private online = false;
  /** It has said that it sleeps. */
  private asleep = false;
  /** Zone sets by the address from which they can be had. */
  private readonly shelf = new Map<string, ZoneSet>();

  constructor(
    private readonly options: VirtualRobotOptions,
    nowMs: number,
  ) {
    const { identity, version, start, charge = 90, clock = { offsetMs: 0 } } = options;
    this.identity = identity;
    this.body = { ...bodyDefault, ...options.body };
    const quirks: ReadonlySet<Quirk> = new Set(options.quirks);
    this.quirks = quirks;
    this.voice = new RobotVoice(options);
    this.clock = new RobotClock(clock, nowMs);
    this.offer = new Offer(version, this.body, options);
    const condition = new Condition(this.body, start.mapId, charge);
    const errors = new ErrorBook(version);
    const zones = new ZoneGuard(this.body, errors);
    this.work = new Work(version, condition, options.actionMs ?? {});
    const driver = new Driver(
      {
        body: this.body,
        stopsAt: options.stopsAt ?? "anywhere",
        ignoresReleased: quirks.has("ignores-released"),
        repeatsActions: quirks.has("stitching-action-twice"),
        mayLeaveLine: ({ edgeId, sequenceId, corridor }) =>
          corridor?.releaseRequired !== true || zones.mayLeaveLine(edgeId, sequenceId),
        effects: this.work,
      },
      start,
    );
    this.condition = condition;
    this.errors = errors;
    this.zones = zones;
    this.driver = driver;
    const { offer, body } = this;
    this.intake = new OrderIntake({ version, body, driver, condition, errors, quirks, offer });
    this.instant = new InstantActionList({
      offered: offer.actions,
      driver,
      condition,
      errors,
      zones,
      quirks,
      request: (what) => {
        if (what === "factsheet") this.factsheetAsked = true;
        else this.stateAsked = true;
      },
      fetchZoneSet: (link) => this.shelf.get(link),
      nowMs: () => this.nowMs,
    });
    this.tickMs = options.tickMs ?? 100;
    this.nowMs = nowMs;
    this.stateDueMs = nowMs;
    this.visualizationDueMs = nowMs;
  }

  get pose(): { readonly x: number; readonly y: number; readonly theta: number } {
    return this.driver.motion;
  }
  get actionStates(): readonly ActionState[] {
    return this.driver.actions.states;
  }
  get isOnline(): boolean {
    return this.online;
  }
  /** What the robot takes for the time, ms. */
  get clockMs(): number {
    return this.clock.read(this.nowMs);
  }

  /** What the broker shall say when the connection breaks; null for a robot that registers nothing. */
  will(): Publication | null {
    if (this.quirks.has("no-last-will")) return null;
    return this.voice.write("connection", { connectionState: "CONNECTION_BROKEN" }, this.clockMs);
  }
  /** The connection stands: says so, and how it is. What was to be sent before is gone. */
  connect(nowMs: number): void {
    this.advance(nowMs);
    this.voice.forget();
    this.online = true;
    this.asleep = false;
    this.condition.hibernating = false;
    this.publish("connection", { connectionState: "ONLINE" });
    if (this.options.version !== "2.0") this.publishFactsheet();
    this.stateAsked = true;
    this.flush();
  }
  /** Takes its leave; `lost`: the connection is gone without a word. The order is kept and driven to the end of its base. */
  disconnect(nowMs: number, how: "graceful" | "lost"): void {
    this.advance(nowMs);
    if (how === "graceful") this.publish("connection", { connectionState: "OFFLINE" });
    else this.voice.forget();
    this.online = false;
  }

  receive(topic: TopicName, payload: Uint8Array, nowMs: number): void {
    this.advance(nowMs);
    const decoded = this.voice.codec.decode(topic, this.identity, payload);
    if (decoded.kind === "refusal") {
      if (this.quirks.has("silent-non-json") && decoded.refusal.kind === "not-json") return;
      const { path, expected, found } = decoded.refusal;
      const fault = {
        name: "validation",
        references: [{ key: "topic", value: topic }],
        description: `${path}: expected ${expected}, found ${found}`,
      } as const;
      this.errors.report(
        fault,
        nowMs + transientErrorMs,
        this.quirks.has("malformed-fatal") ? "FATAL" : undefined,
      );
      this.dirty = true;
    } else {
      const { message } = decoded;
      const isOther = message.header.version !== this.voice.codec.versionText;
      if (isOther && this.quirks.has("literal-version")) return;
      if (message.topic === "instantActions") this.takeInstantActions(message.content, payload);
      else if (this.condition.hibernating) return;
      else if (message.topic === "order") {
        this.voice.lastOrderVersion = message.header.version;
        if (this.intake.take(message.content, message, payload)) this.dirty = true;
      } else if (message.topic === "zoneSet") {
        this.zones.add(message.content, this.nowMs + transientErrorMs);
        this.dirty = true;
      } else if (message.topic === "responses") this.zones.answer(message.content.responses, this.clockMs);
    }
    this.flush();
  }

  /** Lets time pass in ticks up to `nowMs`; what is left of a tick is made up for later. */
  advance(nowMs: number): void {
    const { driver, condition, intake } = this;
    while (this.nowMs + this.tickMs <= nowMs) {
      this.nowMs += this.tickMs;
      const seconds = this.tickMs / 1000;
      const before = driver.metres;
      const passedBefore = driver.book.nodes[0];
      const edgeBefore = driver.book.edges[0];
      driver.actions.paused = condition.paused || !condition.isAutomatic;
      const zoneHold = this.lookAtZones();
      if (driver.advance(seconds, zoneHold ? "brake" : this.hold())) this.dirty = true;
      if (driver.book.nodes[0] !== passedBefore && passedBefore !== undefined) {
        intake.passed(passedBefore, edgeBefore);
        if (edgeBefore !== undefined) this.zones.endCorridor(edgeBefore.sequenceId);
      }
      if (this.zones.takeChanged()) this.dirty = true;
      if (condition.hibernating && this.clockMs >= condition.wakeMs) condition.hibernating = false;
      if (this.instant.advance()) this.dirty = true;
      if (driver.driving) condition.charging = false;
      condition.useEnergy(driver.metres - before, seconds);
      if (this.errors.expire(this.nowMs)) this.dirty = true;
      this.flush();
    }
  }

  takeOutbox(): readonly Publication[] {
    return this.voice.takeOutbox();
  }

  // What befalls the robot.

  /** MANUAL, SERVICE and TEACH_IN (3.0: STARTUP too) end the order; INTERVENED keeps it. */
  setOperatingMode(mode: OperatingMode): void {
    this.condition.operatingMode = mode;
    if (["MANUAL", "SERVICE", "TEACH_IN", "STARTUP"].includes(mode)) this.driver.abandon(`mode ${mode}`);
    if (!this.condition.isAutomatic) this.zones.dropRequests();
    this.dirty = true;
  }
  setEmergencyStop(stop: EmergencyStop): void {
    this.condition.emergencyStop = stop;
    this.dirty = true;
  }
  setFieldViolation(violated: boolean): void {
    this.condition.fieldViolation = violated;
    this.dirty = true;
  }
  setObstructed(obstructed: boolean): void {
    this.condition.obstructed = obstructed;
    if (obstructed) this.errors.raise("obstacle", "WARNING", "something stands in the way");
    else this.errors.clear("obstacle");
    this.dirty = true;
  }
  raiseError(errorType: string, level: ErrorLevel, description: string): void {
    this.errors.raise(errorType, level, description);
    this.dirty = true;
  }
  clearError(errorType: string): void {
    if (this.errors.clear(errorType)) this.dirty = true;
  }
  /** The next actions of the type fail, `times` in a row. */
  failNextAction(actionType: string, times = 1): void {
    this.work.fail(actionType, times);
  }
  /** It would like to drive so far to the left of its line (negative: right), as if to go around something. */
  setWishAside(metres: number): void {
    this.driver.wishAside = metres;
  }
  setClock(fault: ClockFault): void {
    this.clock.set(fault, this.nowMs);
    this.dirty = true;
  }
  /** Somebody has put other versions of its maps on it; none is enabled but these. */
  setMaps(maps: readonly { readonly mapId: string; readonly mapVersion: string }[]): void {
    this.condition.maps = maps.map((map) => ({ ...map, status: "ENABLED" as const }));
    this.dirty = true;
  }
  /** A zone set that the robot can download from an address. */
  offerZoneSet(link: string, set: ZoneSet): void {
    if (this.shelf.size < shelfMax) this.shelf.set(link, set);
  }
  /** Somebody pushes it elsewhere. */
  moveByHand(x: number, y: number, theta: number): void {
    this.driver.place(x, y, theta);
    this.dirty = true;
  }
  /** Power off and on: order, instant actions and header ids are forgotten; the pose and the load stay. */
  reboot(nowMs: number): void {
    this.advance(nowMs);
    this.driver.abandon("restart");
    Object.assign(this.driver.book, { orderId: "", orderUpdateId: 0, cancelled: false, accepted: null });
    this.driver.actions.reset();
    this.errors.orderAccepted();
    this.intake.forget();
    this.zones.dropRequests();
    this.voice.restart();
    this.condition.paused = false;
    this.dirty = true;
  }

  private hold(): Hold {
    const { condition, errors } = this;
    if (condition.emergencyStop !== "NONE" || condition.fieldViolation || condition.isEmpty)
      return "emergency";
    const isFatal = errors.list.some(({ level, references }) => level === "FATAL" && references.length === 0);
    const isAutomatic = condition.isAutomatic && condition.localized;
    return condition.paused || condition.obstructed || isFatal || !isAutomatic ? "brake" : "none";
  }

  /** Sets how far the driver may go; true: it has to stand here. */
  private lookAtZones(): boolean {
    const { zones, driver, condition } = this;
    driver.room = Infinity;
    driver.speedLimits = [];
    if (!zones.isActive || !condition.isAutomatic) return false;
    const { speed } = driver.motion;
    const metres = (speed * speed) / (2 * this.body.deceleration) + lookAheadMetres;
    const look = zones.look(condition.mapId, driver.pathAhead(metres), this.clockMs, !driver.driving);
    driver.room = look.metres;
    driver.speedLimits = look.limits;
    const edge = driver.book.edges[0];
    return look.stop || (edge !== undefined && this.losesCorridor(edge));
  }
  /** Beside its line without a grant for it any more: stops, or goes back to the line on its way. */
  private losesCorridor({ edgeId, sequenceId, corridor }: OrderEdge): boolean {
    const { zones, driver } = this;
    const isAside = Math.abs(driver.motion.aside) > 1e-6;
    const status = zones.corridorStatus(sequenceId);
    if (corridor?.releaseRequired !== true || status === "GRANTED") return false;
    const returns = corridor.releaseLossBehavior === "RETURN";
    // Obeyed: what it needs to go on it asks for anew.
    if ((status === "REVOKED" || status === "EXPIRED") && (returns ? !isAside : !driver.driving))
      zones.endCorridor(sequenceId);
    return isAside && !returns && !zones.mayLeaveLine(edgeId, sequenceId);
  }

  private takeInstantActions({ actions }: InstantActions, payload: Uint8Array): void {
    const { quirks } = this;
    if (quirks.has("instant-actions-key") || quirks.has("ignores-actions-key")) {
      const named = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
      if (!("instantActions" in named)) return;
    }
    const { hibernating } = this.condition;
    const heard = actions.filter(({ actionType }) => !hibernating || actionType === "stopHibernation");
    this.instant.take(heard.slice(0, this.offer.instantActionsMax));
    this.dirty = true;
  }

  /** Publishes what is due: a state after a change or after its interval, a factsheet and a visualization if asked for. */
  private flush(): void {
    if (!this.online || !this.isAwake()) return;
    const { stateIntervalMs = 1_000, stateIntervalMsMin = 200, visualizationIntervalMs = 0 } = this.options;
    if (this.factsheetAsked) this.publishFactsheet();
    const isNews = this.dirty || this.stateAsked || this.nowMs >= this.stateDueMs;
    if (isNews && this.nowMs - this.lastStateMs >= stateIntervalMsMin) {
      this.publish("state", this.state());
      this.lastStateMs = this.nowMs;
      this.stateDueMs = this.nowMs + stateIntervalMs;
      this.dirty = false;
      this.stateAsked = false;
    }
    if (visualizationIntervalMs > 0 && this.nowMs >= this.visualizationDueMs) {
      this.visualizationDueMs = this.nowMs + visualizationIntervalMs;
      const { position, velocity } = this.state();
      this.publish("visualization", { position: position!, velocity: velocity! });
    }
  }
  /** Says so when it falls asleep or wakes; a state goes before the one and after the other. */
  private isAwake(): boolean {
    const { hibernating } = this.condition;
    if (hibernating === this.asleep) return !hibernating;
    this.asleep = hibernating;
    if (hibernating) this.publish("state", this.state());
    this.publish("connection", { connectionState: hibernating ? "HIBERNATING" : "ONLINE" });
    this.stateAsked = !hibernating;
    return !hibernating;
  }
  private state(): RobotState {
    const { driver, condition, errors, instant, zones, intake } = this;
    const { keptNodes, keptEdges } = intake;
    const { version } = this.options;
    return reportState({ version, driver, condition, errors, instant, zones, keptNodes, keptEdges });
  }
  private publishFactsheet(): void {
    this.factsheetAsked = false;
    this.publish("factsheet", this.offer.factsheet);
  }
  private publish<Name extends TopicName>(topic: Name, content: Contents[Name]): void {
    this.voice.say(topic, content, this.clockMs);
  }
}
