// What a virtual robot says: messages with headers of its own count and its own clock, spoilt as its quirks have it.
import { type Codec, createCodec } from "../codec/index.ts";
import { HeaderCounter } from "../header-counter.ts";
import { type Contents, type Message, type TopicName, versionTexts } from "../model/index.ts";
import { deliveryOf } from "../topics.ts";
import type { VirtualRobotOptions } from "./options.ts";
import type { Quirk } from "./quirks.ts";
import { spoilPayload } from "./spoil.ts";

/** A message on its way to the broker; the topic without what stands before it. */
export interface Publication {
  readonly topic: TopicName;
  readonly payload: string;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

const outboxMax = 64;

export class RobotVoice {
  readonly codec: Codec;
  /** Version of the last order, for robots that echo it. */
  lastOrderVersion: string | null = null;
  private readonly quirks: ReadonlySet<Quirk>;
  private headers: HeaderCounter;
  private outbox: Publication[] = [];

  constructor(private readonly options: VirtualRobotOptions) {
    const { version, versionText = versionTexts[version], limits } = options;
    this.codec = createCodec({ version, versionText, ...(limits === undefined ? {} : { limits }) });
    this.quirks = new Set(options.quirks);
    this.headers = new HeaderCounter(options.identity, this.codec.versionText);
  }

  say<Name extends TopicName>(topic: Name, content: Contents[Name], clockMs: number): void {
    if (this.outbox.length >= outboxMax) this.outbox.shift();
    this.outbox.push(this.write(topic, content, clockMs));
  }
  write<Name extends TopicName>(topic: Name, content: Contents[Name], clockMs: number): Publication {
    const header = this.headers.take(topic, clockMs);
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
  takeOutbox(): readonly Publication[] {
    const taken = this.outbox;
    this.outbox = [];
    return taken;
  }
  /** What was to be said is gone. */
  forget(): void {
    this.outbox = [];
  }
  /** Header ids begin anew. */
  restart(): void {
    this.headers = new HeaderCounter(this.options.identity, this.codec.versionText);
  }
}
