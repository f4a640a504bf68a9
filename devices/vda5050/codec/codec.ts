// One codec per release: messages of ours to strict JSON, and whatever robots send to one model or a refusal with its reason.
import { assert } from "../../../sim/kernel/index.ts";
import {
  type Contents,
  type Header,
  identityText,
  type Message,
  type RobotIdentity,
  type TopicName,
  type VdaVersion,
  versionTexts,
} from "../model/index.ts";
import { type MessageLimits, messageLimitsDefault } from "./limits.ts";
import { parsePayload } from "./parse-payload.ts";
import { readFactsheet } from "./read-factsheet.ts";
import { readInstantActions, readOrder } from "./read-order.ts";
import { readConnection, readState, readVisualization } from "./read-state.ts";
import { readResponses, readZoneSet } from "./read-zones.ts";
import { type ReadContext, Reader } from "./reader.ts";
import { type Refusal, RefusedMessage, refuse } from "./refusal.ts";
import { type Release, releases } from "./release.ts";
import { parseTimestamp, timestampText } from "./timestamp.ts";
import { writeFactsheet } from "./write-factsheet.ts";
import { type InstantActionsKey, writeInstantActions, writeOrder } from "./write-order.ts";
import { writeConnection, writeState, writeVisualization } from "./write-state.ts";
import { writeResponses, writeZoneSet } from "./write-zones.ts";

export interface CodecOptions {
  readonly version: VdaVersion;
  /** Written into headers; robots exist that drop every other. Default: the release's "x.y.0". */
  readonly versionText?: string;
  readonly limits?: MessageLimits;
  readonly instantActionsKey?: InstantActionsKey;
}

export type Decoded =
  | { readonly kind: "message"; readonly message: Message; readonly remarks: readonly string[] }
  | { readonly kind: "refusal"; readonly refusal: Refusal };

export interface Codec {
  readonly version: VdaVersion;
  readonly versionText: string;
  /**
   * The message as JSON text. What the release cannot say is written as the stricter thing that it can.
   * @throws AssertionError for numbers that are not finite, and for topics that the release does not have.
   */
  encode(message: Message): string;
  /** Never throws for what is in the bytes. `identity` is that of the topic. */
  decode(topic: TopicName, identity: RobotIdentity, payload: Uint8Array): Decoded;
}

const topicsOfThree: ReadonlySet<TopicName> = new Set(["zoneSet", "responses"]);

export function createCodec(options: CodecOptions): Codec {
  const { version, versionText = versionTexts[version], limits = messageLimitsDefault } = options;
  const release = releases[version];
  return {
    version,
    versionText,
    encode: (message) => {
      assert(release.isThree || !topicsOfThree.has(message.topic), `${message.topic} exists from 3.0 on`);
      const body = writeContent(message, release, options.instantActionsKey ?? "actions");
      const header = writeHeader(message.header, versionText);
      assertFinite(header, message.topic);
      assertFinite(body, message.topic);
      return joined(JSON.stringify(header), JSON.stringify(body));
    },
    decode: (topic, identity, payload) => {
      try {
        const context: ReadContext = { limits, remarks: [] };
        const source = Reader.of(context, parsePayload(payload, limits), "");
        const header = readHeader(source, identity, release);
        const message = { topic, header, content: contentReaders[topic](source) } as Message;
        return { kind: "message", message, remarks: context.remarks };
      } catch (error) {
        if (error instanceof RefusedMessage) return { kind: "refusal", refusal: error.refusal };
        throw error;
      }
    },
  };
}

const contentReaders: { readonly [Name in TopicName]: (source: Reader) => Contents[Name] } = {
  order: readOrder,
  instantActions: readInstantActions,
  zoneSet: readZoneSet,
  responses: readResponses,
  state: readState,
  visualization: readVisualization,
  connection: readConnection,
  factsheet: readFactsheet,
};

function writeContent(message: Message, release: Release, key: InstantActionsKey): object {
  switch (message.topic) {
    case "order":
      return writeOrder(message.content, release);
    case "instantActions":
      return writeInstantActions(message.content, release, key);
    case "zoneSet":
      return writeZoneSet(message.content);
    case "responses":
      return writeResponses(message.content);
    case "state":
      return writeState(message.content, release);
    case "visualization":
      return writeVisualization(message.content, release);
    case "connection":
      return writeConnection(message.content, release);
    case "factsheet":
      return writeFactsheet(message.content, release);
  }
}

function writeHeader(header: Header, version: string): object {
  const { headerId, timestampMs, manufacturer, serialNumber } = header;
  return { headerId, timestamp: timestampText(timestampMs ?? 0), version, manufacturer, serialNumber };
}

/** Two objects as one. Joined as texts: putting many fields into one object anew takes three times as long as all the rest. */
function joined(first: string, second: string): string {
  return second === "{}" ? first : `${first.slice(0, -1)},${second.slice(1)}`;
}

/** Topic and header must name the same robot; the exact version is the sender's affair, its first number is not. */
function readHeader(source: Reader, identity: RobotIdentity, release: Release): Header {
  const manufacturer = source.optionalText("manufacturer") ?? identity.manufacturer;
  const serialNumber = source.optionalText("serialNumber") ?? identity.serialNumber;
  if (manufacturer !== identity.manufacturer || serialNumber !== identity.serialNumber) {
    const found = identityText({ manufacturer, serialNumber }).slice(0, 80);
    refuse("wrong-identity", "serialNumber", `${identityText(identity)}, as the topic says`, found);
  }
  const version = source.optionalText("version") ?? "";
  if (version === "") source.remark("version", "missing");
  else if (version.split(".")[0] !== release.version.split(".")[0])
    refuse("wrong-version", "version", `${release.version}.x`, version.slice(0, 20));
  const headerId = source.optionalCount("headerId");
  if (headerId === undefined) source.remark("headerId", "missing: taken as 0");
  const text = source.optionalText("timestamp");
  const time = text === undefined ? null : parseTimestamp(text);
  if (time === null) source.remark("timestamp", "missing or no time");
  else if (!time.exact) source.remark("timestamp", "without Z: taken as UTC");
  return { headerId: headerId ?? 0, timestampMs: time?.ms ?? null, version, manufacturer, serialNumber };
}

/** JSON has no NaN and no Infinity; JSON.stringify would write null and say nothing. */
function assertFinite(value: unknown, path: string): void {
  if (isAllFinite(value)) return;
  // Only now is it worth while to say where.
  if (typeof value === "number")
    assert(Number.isFinite(value), `${path} is ${value}; JSON has no such number`);
  else for (const [key, inner] of Object.entries(value as object)) assertFinite(inner, `${path}.${key}`);
}
function isAllFinite(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isAllFinite);
  for (const key in value) if (!isAllFinite((value as Readonly<Record<string, unknown>>)[key])) return false;
  return true;
}
