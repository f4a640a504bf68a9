// What the robot has said: every message read twice, as JSON as it stands and as the model understands it.
import type { Codec, Refusal } from "../vda5050/codec/index.ts";
import type {
  Connection,
  Factsheet,
  Message,
  RobotIdentity,
  RobotState,
  TopicName,
} from "../vda5050/model/index.ts";

export interface Heard {
  readonly topic: TopicName;
  readonly payload: string;
  readonly atMs: number;
  readonly retained: boolean;
  readonly qos: 0 | 1 | 2;
  /** Null: not a JSON object. */
  readonly raw: Readonly<Record<string, unknown>> | null;
  /** Null: not understood; then `refusal` says why. */
  readonly message: Message | null;
  readonly refusal: Refusal | null;
  /** What was not as the standard says and was understood all the same. */
  readonly remarks: readonly string[];
}
export interface HeardState {
  readonly state: RobotState;
  readonly heard: Heard;
}

/** A probe takes minutes; a robot that floods loses its oldest states. */
const heardMax = 6_000;
const decoder = new TextDecoder();

export class Ear {
  readonly all: Heard[] = [];
  readonly states: HeardState[] = [];
  state: RobotState | null = null;
  stateMs = -Infinity;
  connection: Connection["connectionState"] | null = null;
  factsheet: Factsheet | null = null;

  constructor(
    private readonly identity: RobotIdentity,
    private readonly codec: Codec,
  ) {}

  hear(topic: TopicName, bytes: Uint8Array, retained: boolean, qos: 0 | 1 | 2, atMs: number): Heard {
    const decoded = this.codec.decode(topic, this.identity, bytes);
    const message = decoded.kind === "message" ? decoded.message : null;
    const payload = decoder.decode(bytes);
    const heard: Heard = {
      ...{ topic, payload, atMs, retained, qos, message, raw: objectOf(payload) },
      refusal: decoded.kind === "refusal" ? decoded.refusal : null,
      remarks: decoded.kind === "message" ? decoded.remarks : [],
    };
    push(this.all, heard);
    if (message?.topic === "state") {
      this.state = message.content;
      this.stateMs = atMs;
      push(this.states, { state: message.content, heard });
    } else if (message?.topic === "connection") this.connection = message.content.connectionState;
    else if (message?.topic === "factsheet") this.factsheet = message.content;
    return heard;
  }

  of(topic: TopicName): readonly Heard[] {
    return this.all.filter((heard) => heard.topic === topic);
  }
}

function push<Item>(list: Item[], item: Item): void {
  if (list.length >= heardMax) list.shift();
  list.push(item);
}
function objectOf(payload: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(payload);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}
