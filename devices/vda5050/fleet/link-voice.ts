// What a link says: orders, instant actions until they are answered, and questions for a state; as messages for the broker.
import { type Codec, createCodec } from "../codec/index.ts";
import { HeaderCounter } from "../header-counter.ts";
import type {
  Action,
  ActionParameter,
  Contents,
  Factsheet,
  Message,
  Order,
  RobotIdentity,
  RobotState,
  TopicName,
} from "../model/index.ts";
import { type InstantOutcome, InstantTracker } from "./instant-tracker.ts";
import type { LinkMessage, OrderRecord } from "./link-port.ts";
import { actionFault } from "./order-limits.ts";
import type { RobotProfile } from "./profile.ts";
import type { LinkSettings } from "./settings.ts";

const outboxMax = 1_000;
/** Every robot has to know these, whatever its factsheet lists. */
const mandatory = ["cancelOrder", "startPause", "stopPause", "stateRequest", "factsheetRequest"];

export class LinkVoice {
  readonly codec: Codec;
  private readonly headers: HeaderCounter;
  private readonly instants: InstantTracker;
  private outbox: LinkMessage[] = [];
  private askedMs = -Infinity;
  private count = 0;
  /** What the robot says that it can; null: not known. */
  factsheet: Factsheet | null = null;
  /** The only action that is said: to a robot that sleeps. */
  only: string | null = null;
  /** Over, and not told yet. */
  private over: InstantOutcome[] = [];

  constructor(
    private readonly identity: RobotIdentity,
    profile: RobotProfile,
    private readonly settings: LinkSettings,
    private readonly idPrefix: string,
  ) {
    this.codec = createCodec(profile);
    this.headers = new HeaderCounter(identity, this.codec.versionText);
    this.instants = new InstantTracker(settings);
  }

  /** An id that this run of the fleet side has not given yet. */
  nextId(kind: "o" | "i"): string {
    this.count += 1;
    return `${this.idPrefix}${kind}${this.count}`;
  }
  /** The name that the next order would get. */
  get nextOrderId(): string {
    return `${this.idPrefix}o${this.count + 1}`;
  }
  /** Up to 2.1 instant actions stand among those of orders. */
  isInstant(actionId: string): boolean {
    return actionId.startsWith(`${this.idPrefix}i`);
  }

  say<Name extends TopicName>(
    topic: Name,
    content: Contents[Name],
    nowMs: number,
    intent: OrderRecord | null,
  ): void {
    const message = { topic, header: this.headers.take(topic, nowMs), content } as unknown as Message;
    if (this.outbox.length >= outboxMax) this.outbox.shift();
    this.outbox.push({ topic, payload: this.codec.encode(message), intent });
  }
  instruct(actionType: string, parameters: readonly ActionParameter[], nowMs: number): string {
    const actionId = this.nextId("i");
    const action: Action = { actionType, actionId, blockingType: "NONE", parameters };
    const fault = this.factsheet === null ? undefined : actionFault(action, "INSTANT", this.factsheet);
    if (fault !== undefined && !mandatory.includes(actionType)) {
      this.over.push({ action, status: "NOT_OFFERED", result: fault });
      return actionId;
    }
    this.instants.add(action, nowMs);
    this.speakInstants(nowMs);
    return actionId;
  }
  forget(actionId: string): void {
    this.instants.drop(actionId);
  }
  /** Not more often than makes sense, and not twice at once. */
  askForState(nowMs: number): void {
    const leastMs = (this.factsheet?.timing.minimumStateInterval ?? 0) * 1000;
    if (nowMs - this.askedMs < Math.max(this.settings.askMs, leastMs) || this.instants.has("stateRequest"))
      return;
    this.askedMs = nowMs;
    this.instruct("stateRequest", [], nowMs);
  }

  /** No instant action is under way. */
  get isQuiet(): boolean {
    return this.instants.size === 0;
  }
  hear(state: RobotState): readonly InstantOutcome[] {
    return this.instants.reflect(state);
  }
  /** Sends again what has not been shown; gives what nobody answered. */
  pressInstants(nowMs: number): readonly InstantOutcome[] {
    this.speakInstants(nowMs);
    const { over } = this;
    this.over = [];
    return over;
  }
  private speakInstants(nowMs: number): void {
    const { send, lost } = this.instants.due(nowMs, this.only);
    const most = Math.max(1, this.factsheet?.arrayLimits.instantActions ?? Infinity);
    for (let i = 0; i < send.length; i += most)
      this.say("instantActions", { actions: send.slice(i, i + most) }, nowMs, null);
    this.over.push(...lost);
  }
  /** The order as it would be sent. */
  draft(order: Order): string {
    const { identity, codec } = this;
    const header = { headerId: 4_294_967_295, timestampMs: 0, version: codec.versionText, ...identity };
    return codec.encode({ topic: "order", header, content: order });
  }
  takeOutbox(): readonly LinkMessage[] {
    const taken = this.outbox;
    this.outbox = [];
    return taken;
  }
}
