// A virtual robot without clock and network: messages and time in, messages out. Conformant unless its quirks say otherwise.
import { type Codec, createCodec } from "../codec/index.ts";
import { HeaderCounter } from "../header-counter.ts";
import {
  type Action,
  type ActionState,
  type Contents,
  type EmergencyStop,
  type ErrorLevel,
  type InstantActions,
  type Message,
  type OperatingMode,
  type Order,
  type OrderEdge,
  type OrderNode,
  type RobotIdentity,
  type TopicName,
  versionTexts,
} from "../model/index.ts";
import { deliveryOf } from "../topics.ts";
import { Condition } from "./condition.ts";
import { Driver, type Hold } from "./driver.ts";
import { ErrorBook } from "./error-book.ts";
import { instantActionsMax, nodesMax, robotFactsheet, supportedActions } from "./factsheet.ts";
import { InstantActionList } from "./instant-actions.ts";
import { judgeOrder } from "./judge-order.ts";
import { bodyDefault, type RobotBody, type VirtualRobotOptions } from "./options.ts";
import type { Quirk } from "./quirks.ts";
import { reportState } from "./report-state.ts";
import { spoilPayload } from "./spoil.ts";

/** A message on its way to the broker; the topic without what stands before it. */
export interface Publication {
  readonly topic: TopicName;
  readonly payload: string;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

const actionMsDefault: Readonly<Record<string, number>> = {
  pick: 4_000,
  drop: 4_000,
  detectObject: 1_000,
  finePositioning: 1_500,
  waitForTrigger: Infinity,
  startCharging: 500,
  stopCharging: 500,
};
const otherActionMs = 1_000;
const transientErrorMs = 10_000;
const outboxMax = 64;

export class VirtualRobot {
  readonly identity: RobotIdentity;
  readonly body: RobotBody;
  readonly driver: Driver;
  readonly condition: Condition;
  readonly errors: ErrorBook;
  private readonly quirks: ReadonlySet<Quirk>;
  private readonly codec: Codec;
  private headers: HeaderCounter;
  private readonly instant: InstantActionList;
  private readonly tickMs: number;
  private outbox: Publication[] = [];
  private nowMs: number;
  private stateDueMs: number;
  private lastStateMs = -Infinity;
  private visualizationDueMs: number;
  private dirty = true;
  private factsheetAsked = false;
  private stateAsked = false;
  private online = false;
  private lastOrderVersion: string | null = null;
  /** The newest order header seen: what is older by number and by time comes late and is dropped. */
  private newestOrder: { readonly headerId: number; readonly timestampMs: number } | null = null;
  private keptNodes: OrderNode[] = [];
  private keptEdges: OrderEdge[] = [];
  private failNext = new Set<string>();

  constructor(
    private readonly options: VirtualRobotOptions,
    nowMs: number,
  ) {
    const { identity, version, start, charge = 90 } = options;
    this.identity = identity;
    this.body = { ...bodyDefault, ...options.body };
    this.quirks = new Set(options.quirks);
    const versionText = options.versionText ?? versionTexts[version];
    this.codec = createCodec({
      version,
      versionText,
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    });
    this.headers = new HeaderCounter(identity, versionText);
    this.condition = new Condition(this.body, start.mapId, charge);
    this.errors = new ErrorBook(version);
    this.driver = new Driver(
      {
        body: this.body,
        stopsAt: options.stopsAt ?? "anywhere",
        ignoresReleased: this.quirks.has("ignores-released"),
        repeatsActions: this.quirks.has("stitching-action-twice"),
        effects: {
          durationMs: ({ actionType }) =>
            options.actionMs?.[actionType] ?? actionMsDefault[actionType] ?? otherActionMs,
          complete: (action) => this.completeAction(action),
        },
      },
      start,
    );
    this.instant = new InstantActionList({
      version,
      driver: this.driver,
      condition: this.condition,
      errors: this.errors,
      quirks: this.quirks,
      request: (what) => {
        if (what === "factsheet") this.factsheetAsked = true;
        else this.stateAsked = true;
      },
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

  /** What the broker shall say when the connection breaks; null for a robot that registers nothing. */
  will(): Publication | null {
    if (this.quirks.has("no-last-will")) return null;
    return this.write("connection", { connectionState: "CONNECTION_BROKEN" });
  }
  /** The connection stands: says so, and how it is. What was to be sent before is gone. */
  connect(nowMs: number): void {
    this.advance(nowMs);
    this.outbox = [];
    this.online = true;
    this.publish("connection", { connectionState: "ONLINE" });
    if (this.options.version !== "2.0") this.publishFactsheet();
    this.stateAsked = true;
    this.flush();
  }
  /** Takes its leave; `lost`: the connection is gone without a word. The order is kept and driven to the end of its base. */
  disconnect(nowMs: number, how: "graceful" | "lost"): void {
    this.advance(nowMs);
    if (how === "graceful") this.publish("connection", { connectionState: "OFFLINE" });
    else this.outbox = [];
    this.online = false;
  }

  receive(topic: TopicName, payload: Uint8Array, nowMs: number): void {
    this.advance(nowMs);
    const decoded = this.codec.decode(topic, this.identity, payload);
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
      const isOther = message.header.version !== this.codec.versionText;
      if (isOther && this.quirks.has("literal-version")) return;
      if (message.topic === "order") this.takeOrder(message.content, message);
      else if (message.topic === "instantActions") this.takeInstantActions(message.content, payload);
    }
    this.flush();
  }

  /** Lets time pass in ticks up to `nowMs`; what is left of a tick is made up for later. */
  advance(nowMs: number): void {
    const { driver, condition } = this;
    while (this.nowMs + this.tickMs <= nowMs) {
      this.nowMs += this.tickMs;
      const seconds = this.tickMs / 1000;
      const before = driver.metres;
      const passedBefore = driver.book.nodes[0];
      const edgeBefore = driver.book.edges[0];
      driver.actions.paused = condition.paused || !condition.isAutomatic;
      if (driver.advance(seconds, this.hold())) this.dirty = true;
      if (driver.book.nodes[0] !== passedBefore && passedBefore !== undefined)
        this.keep(passedBefore, edgeBefore);
      if (this.instant.advance()) this.dirty = true;
      if (driver.driving) condition.charging = false;
      condition.useEnergy(driver.metres - before, seconds);
      if (this.errors.expire(this.nowMs)) this.dirty = true;
      this.flush();
    }
  }

  takeOutbox(): readonly Publication[] {
    const taken = this.outbox;
    this.outbox = [];
    return taken;
  }

  // What befalls the robot.

  /** MANUAL, SERVICE and TEACH_IN (3.0: STARTUP too) end the order; INTERVENED keeps it. */
  setOperatingMode(mode: OperatingMode): void {
    this.condition.operatingMode = mode;
    if (["MANUAL", "SERVICE", "TEACH_IN", "STARTUP"].includes(mode)) this.driver.abandon(`mode ${mode}`);
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
  /** The next action of the type fails. */
  failNextAction(actionType: string): void {
    this.failNext.add(actionType);
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
    this.newestOrder = null;
    this.headers = new HeaderCounter(this.identity, this.codec.versionText);
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

  private takeOrder(order: Order, { header }: Message): void {
    const { driver, condition, quirks } = this;
    if (this.isLate(header.headerId, header.timestampMs)) return;
    this.lastOrderVersion = header.version;
    const verdict = judgeOrder(order, {
      version: this.options.version,
      book: driver.book,
      idle: driver.idle || quirks.has("accepts-other-order"),
      available: condition.isAutomatic && condition.localized,
      position: { x: driver.motion.x, y: driver.motion.y, mapId: condition.mapId },
      startTolerance: this.body.startTolerance,
      nodesMax,
      supports: ({ actionType }) => {
        const scopes = supportedActions(this.options.version)[actionType];
        return scopes?.includes("NODE") || scopes?.includes("EDGE") || false;
      },
    });
    switch (verdict.kind) {
      case "new":
        this.errors.orderAccepted();
        this.keptNodes = [];
        this.keptEdges = [];
        driver.begin(order);
        if (!quirks.has("keeps-node-states") && !quirks.has("keeps-passed-nodes")) break;
        this.keptNodes = [order.nodes[0]!];
        break;
      case "update":
        this.errors.orderAccepted();
        driver.stitch(order);
        break;
      case "repeated":
        if (quirks.has("repeats-update")) driver.repeat(order);
        return;
      case "rejected":
        if (!quirks.has("silent-rejection")) this.errors.report(verdict.fault);
    }
    this.dirty = true;
  }
  /** Older by number and by time than what has been taken: it was held up on its way. A fleet side begun anew has newer times. */
  private isLate(headerId: number, timestampMs: number | null): boolean {
    const newest = this.newestOrder;
    const late = newest !== null && headerId < newest.headerId && (timestampMs ?? 0) < newest.timestampMs;
    if (!late) this.newestOrder = { headerId, timestampMs: timestampMs ?? 0 };
    return late;
  }

  private takeInstantActions({ actions }: InstantActions, payload: Uint8Array): void {
    const { quirks } = this;
    if (quirks.has("instant-actions-key") || quirks.has("ignores-actions-key")) {
      const named = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
      if (!("instantActions" in named)) return;
    }
    this.instant.take(actions.slice(0, instantActionsMax));
    this.dirty = true;
  }

  private completeAction(action: Action): { status: "FINISHED" | "FAILED"; result?: string } {
    const { condition } = this;
    let problem: string | undefined;
    if (this.failNext.delete(action.actionType)) problem = "made to fail";
    else if (action.actionType === "pick") problem = condition.pick(action);
    else if (action.actionType === "drop") problem = condition.drop();
    else if (action.actionType === "startCharging") condition.charging = true;
    else if (action.actionType === "stopCharging") condition.charging = false;
    return problem === undefined ? { status: "FINISHED" } : { status: "FAILED", result: problem };
  }

  /** Nodes that have been passed stay listed by robots with that habit. */
  private keep(node: OrderNode, edge: OrderEdge | undefined): void {
    const { quirks, driver } = this;
    if (quirks.has("keeps-node-states") || (quirks.has("keeps-passed-nodes") && !driver.idle))
      this.keptNodes = [...this.keptNodes, node].slice(-nodesMax);
    else this.keptNodes = [];
    if (quirks.has("keeps-edge-states") && edge !== undefined)
      this.keptEdges = [...this.keptEdges, edge].slice(-nodesMax);
  }

  /** Publishes what is due: a state after a change or after its interval, a factsheet and a visualization if asked for. */
  private flush(): void {
    if (!this.online) return;
    const { stateIntervalMs = 1_000, stateIntervalMsMin = 200, visualizationIntervalMs = 0 } = this.options;
    if (this.factsheetAsked) this.publishFactsheet();
    const changed = this.dirty && this.nowMs - this.lastStateMs >= stateIntervalMsMin;
    if (changed || this.stateAsked || this.nowMs >= this.stateDueMs) {
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
  private state() {
    const { driver, condition, errors, instant, keptNodes, keptEdges } = this;
    const { version } = this.options;
    return reportState({ version, driver, condition, errors, instant, keptNodes, keptEdges });
  }
  private publishFactsheet(): void {
    this.factsheetAsked = false;
    const { version, stateIntervalMsMin = 200 } = this.options;
    this.publish("factsheet", robotFactsheet(version, this.body, stateIntervalMsMin / 1000));
  }

  private publish<Name extends TopicName>(topic: Name, content: Contents[Name]): void {
    if (this.outbox.length >= outboxMax) this.outbox.shift();
    this.outbox.push(this.write(topic, content));
  }
  private write<Name extends TopicName>(topic: Name, content: Contents[Name]): Publication {
    const header = this.headers.take(topic, this.nowMs);
    const message = { topic, header, content } as unknown as Message;
    const payload = spoilPayload(this.codec.encode(message), topic, this.quirks, this.lastOrderVersion);
    const { qos, retain } = deliveryOf(topic, this.options.version);
    if (topic !== "connection") return { topic, payload, qos, retain };
    return {
      topic,
      payload,
      qos: this.quirks.has("connection-qos-0") ? 0 : qos,
      retain: retain && !this.quirks.has("online-not-retained"),
    };
  }
}
