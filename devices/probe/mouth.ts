// What the probe says: orders, instant actions and, on purpose, messages that are wrong.
import { type Codec, createCodec, type InstantActionsKey } from "../vda5050/codec/index.ts";
import { HeaderCounter } from "../vda5050/header-counter.ts";
import type {
  Action,
  ActionParameter,
  Contents,
  Message,
  Order,
  RobotIdentity,
  TopicName,
  VdaVersion,
} from "../vda5050/model/index.ts";

export interface Said {
  readonly topic: TopicName;
  readonly payload: string;
  readonly atMs: number;
}
export interface SayingOptions {
  /** Header's `version`; default: as the robot writes it. */
  readonly versionText?: string;
  readonly key?: InstantActionsKey;
}

export class Mouth {
  /** Null until the robot has answered an instant action. */
  key: InstantActionsKey | null = null;
  readonly said: Said[] = [];
  private outbox: Said[] = [];
  private readonly headers: HeaderCounter;
  private readonly codecs = new Map<string, Codec>();
  private count = 0;

  constructor(
    identity: RobotIdentity,
    private readonly version: VdaVersion,
    readonly versionText: string,
    private readonly idPrefix: string,
  ) {
    this.headers = new HeaderCounter(identity, versionText);
  }

  nextId(kind: "o" | "a" | "i"): string {
    this.count += 1;
    return `${this.idPrefix}${kind}${this.count}`;
  }
  isInstant(actionId: string): boolean {
    return actionId.startsWith(`${this.idPrefix}i`);
  }

  order(order: Order, nowMs: number, options: SayingOptions = {}): void {
    this.sayText("order", this.encode("order", order, nowMs, options), nowMs);
  }
  /** Returns the action's id. */
  instruct(
    actionType: string,
    nowMs: number,
    options: SayingOptions & {
      readonly parameters?: readonly ActionParameter[];
      readonly actionId?: string;
      /** Fields that no release knows. */
      readonly more?: Readonly<Record<string, unknown>>;
    } = {},
  ): string {
    const actionId = options.actionId ?? this.nextId("i");
    const action: Action = {
      actionType,
      actionId,
      blockingType: "NONE",
      parameters: options.parameters ?? [],
    };
    const text = this.encode("instantActions", { actions: [action] }, nowMs, options);
    const more = options.more;
    this.sayText(
      "instantActions",
      more === undefined ? text : JSON.stringify({ ...(JSON.parse(text) as object), ...more }),
      nowMs,
    );
    return actionId;
  }
  sayText(topic: TopicName, payload: string, nowMs: number): void {
    const said = { topic, payload, atMs: nowMs };
    this.said.push(said);
    this.outbox.push(said);
  }
  takeOutbox(): readonly Said[] {
    const taken = this.outbox;
    this.outbox = [];
    return taken;
  }

  private encode<Name extends TopicName>(
    topic: Name,
    content: Contents[Name],
    nowMs: number,
    { versionText = this.versionText, key = this.key ?? "actions" }: SayingOptions,
  ): string {
    const name = `${versionText} ${key}`;
    const codec =
      this.codecs.get(name) ?? createCodec({ version: this.version, versionText, instantActionsKey: key });
    this.codecs.set(name, codec);
    const header = this.headers.take(topic, nowMs);
    return codec.encode({ topic, header, content } as unknown as Message);
  }
}
