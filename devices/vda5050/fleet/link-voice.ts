// What a link says: orders, instant actions until they are answered, and questions for a state; as messages for the broker.
import { type Codec, createCodec } from "../codec/index.ts";
import { HeaderCounter } from "../header-counter.ts";
import type {
  Action,
  ActionParameter,
  Contents,
  Message,
  RobotIdentity,
  RobotState,
  TopicName,
} from "../model/index.ts";
import { type InstantOutcome, InstantTracker } from "./instant-tracker.ts";
import type { LinkMessage, OrderRecord } from "./link-port.ts";
import type { RobotProfile } from "./profile.ts";
import type { LinkSettings } from "./settings.ts";

const outboxMax = 1_000;

export class LinkVoice {
  readonly codec: Codec;
  private readonly headers: HeaderCounter;
  private readonly instants: InstantTracker;
  private outbox: LinkMessage[] = [];
  private askedMs = -Infinity;
  private count = 0;

  constructor(
    identity: RobotIdentity,
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
    this.instants.add(action, nowMs);
    this.pressInstants(nowMs);
    return actionId;
  }
  forget(actionId: string): void {
    this.instants.drop(actionId);
  }
  /** Not more often than makes sense, and not twice at once. */
  askForState(nowMs: number): void {
    if (nowMs - this.askedMs < this.settings.askMs || this.instants.has("stateRequest")) return;
    this.askedMs = nowMs;
    this.instruct("stateRequest", [], nowMs);
  }

  hear(state: RobotState): readonly InstantOutcome[] {
    return this.instants.reflect(state);
  }
  /** Sends again what has not been shown; gives what nobody answered. */
  pressInstants(nowMs: number): readonly InstantOutcome[] {
    const { send, lost } = this.instants.due(nowMs);
    if (send.length > 0) this.say("instantActions", { actions: send }, nowMs, null);
    return lost;
  }
  takeOutbox(): readonly LinkMessage[] {
    const taken = this.outbox;
    this.outbox = [];
    return taken;
  }
}
