// What we say is what the standard says, and what robots say is understood or refused with a reason.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCodec, messageLimitsDefault } from "../../devices/vda5050/codec/index.ts";
import {
  type MessageOf,
  type TopicName,
  topicNames,
  vdaVersions,
} from "../../devices/vda5050/model/index.ts";
import { arbitraryMessage } from "./arbitraries/index.ts";
import { officialFaults } from "./official-schemas.ts";
import { shapeFaults } from "./shapes.ts";

const runs = { numRuns: Number(process.env.CASES ?? 60), seed: Number(process.env.FC_SEED ?? 5050) };
const robot = { manufacturer: "KIT", serialNumber: "0001" };
const bytes = (value: unknown) =>
  new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));

describe.each(vdaVersions)("%s", (version) => {
  const codec = createCodec({ version });
  const topics = topicNames.filter((topic) => version === "3.0" || !["zoneSet", "responses"].includes(topic));
  it.each(topics)("%s: every message is valid and comes back as it was", (topic) => {
    fc.assert(
      fc.property(arbitraryMessage(version, topic), (message) => {
        const text = codec.encode(message);
        const payload: unknown = JSON.parse(text);
        expect(shapeFaults(version, topic, payload)).toEqual([]);
        expect(officialFaults(version, topic, payload)).toEqual([]);
        expect(codec.decode(topic, message.header, bytes(text))).toEqual({
          kind: "message",
          message,
          remarks: [],
        });
      }),
      runs,
    );
  });

  it("never throws whatever arrives, and says what was wrong", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<TopicName>(...topics),
        fc.oneof(
          fc.uint8Array({ maxLength: 60 }),
          fc.json().map(bytes),
          fc.anything().map((value) => bytes(JSON.stringify(value) ?? "")),
        ),
        (topic, payload) => {
          const decoded = codec.decode(topic, robot, payload);
          if (decoded.kind === "refusal") expect(decoded.refusal.expected).not.toBe("");
        },
      ),
      runs,
    );
  });

  it("never throws when one field of a good message is spoilt", () => {
    const spoilt = fc.constantFrom<unknown>(null, "x", -1, 1.5, true, [], {}, [null], "1e999", "__proto__");
    fc.assert(
      fc.property(arbitraryMessage(version, "state"), fc.nat(), spoilt, (message, at, value) => {
        const payload = JSON.parse(codec.encode(message)) as Record<string, unknown>;
        const keys = Object.keys(payload);
        payload[keys[at % keys.length]!] = value;
        codec.decode("state", message.header, bytes(payload));
      }),
      runs,
    );
  });
});

describe("liberal in", () => {
  const state = (extra: object) => ({
    headerId: 7,
    timestamp: "2026-05-01T10:00:00.5",
    version: "2.0.0",
    ...robot,
    orderId: null,
    operatingMode: "automatic",
    driving: false,
    ...extra,
  });
  const read = (extra: object) => {
    const decoded = createCodec({ version: "2.0" }).decode("state", robot, bytes(state(extra)));
    if (decoded.kind === "refusal") throw new Error(JSON.stringify(decoded.refusal));
    return { ...decoded, message: decoded.message as MessageOf<"state"> };
  };

  it("takes times without zone as UTC, null as missing, words of 1.1 in any case, and says so", () => {
    const { message, remarks } = read({
      actionStates: [{ actionId: "a", actionStatus: "waiting" }],
      batteryState: { batteryCharge: null, charging: null },
    });
    expect(message.header.timestampMs).toBe(Date.UTC(2026, 4, 1, 10, 0, 0, 500));
    expect(message.content).toMatchObject({
      orderId: "",
      operatingMode: "AUTOMATIC",
      actionStates: [{ actionId: "a", status: "WAITING" }],
      powerSupply: { stateOfCharge: null, charging: false },
    });
    expect(remarks).toContain("timestamp: without Z: taken as UTC");
    expect(remarks).toContain("nodeStates: missing: taken as empty");
  });

  it("takes a safety state that is missing or not understood as a stop, an unknown error level as FATAL", () => {
    expect(read({}).message.content.emergencyStop).toBe("UNKNOWN");
    expect(read({ safetyState: { eStop: "MAYBE" } }).message.content.emergencyStop).toBe("UNKNOWN");
    expect(read({ safetyState: { eStop: "NONE" } }).message.content.emergencyStop).toBe("NONE");
    expect(read({ errors: [{ errorType: "x", errorLevel: "oops" }] }).message.content.errors[0]!.level).toBe(
      "FATAL",
    );
  });

  it("understands PAUSED in 2.1, TEACHIN and TEACH_IN, and both spellings of a broken connection", () => {
    expect(
      read({ actionStates: [{ actionId: "a", actionStatus: "PAUSED" }] }).message.content.actionStates[0]!
        .status,
    ).toBe("PAUSED");
    expect(read({ operatingMode: "TEACHIN" }).message.content.operatingMode).toBe("TEACH_IN");
    for (const connectionState of ["CONNECTIONBROKEN", "CONNECTION_BROKEN"]) {
      const decoded = createCodec({ version: "3.0" }).decode(
        "connection",
        robot,
        bytes({
          headerId: 0,
          timestamp: "2026-05-01T10:00:00.000Z",
          version: "3.0.0",
          ...robot,
          connectionState,
        }),
      );
      expect(decoded).toMatchObject({ message: { content: { connectionState: "CONNECTION_BROKEN" } } });
    }
  });

  it("reads instant actions under either key, actionName for actionType, responseType for grantType", () => {
    const header = { headerId: 0, timestamp: "2026-05-01T10:00:00.000Z", ...robot };
    const action = { actionName: "stateRequest", actionId: "a", blockingType: "NONE" };
    const two = createCodec({ version: "2.0" });
    expect(
      two.decode("instantActions", robot, bytes({ ...header, version: "2.0.0", instantActions: [action] })),
    ).toMatchObject({ message: { content: { actions: [{ actionType: "stateRequest", actionId: "a" }] } } });
    const three = createCodec({ version: "3.0" });
    const responses = [{ requestId: "r", responseType: "GRANTED" }];
    expect(three.decode("responses", robot, bytes({ ...header, version: "3.0.0", responses }))).toMatchObject(
      {
        message: { content: { responses: [{ requestId: "r", grantType: "GRANTED" }] } },
      },
    );
  });

  it("reads the deviation as a radius in either spelling and as an ellipse", () => {
    const order = (nodePosition: object) => ({
      ...{ headerId: 0, timestamp: "2026-05-01T10:00:00.000Z", version: "2.1.0", ...robot },
      ...{ orderId: "o", orderUpdateId: 0, edges: [] },
      nodes: [
        {
          nodeId: "n",
          sequenceId: 0,
          released: true,
          actions: [],
          nodePosition: { x: 0, y: 0, mapId: "m", ...nodePosition },
        },
      ],
    });
    const deviation = (nodePosition: object) => {
      const decoded = createCodec({ version: "2.1" }).decode("order", robot, bytes(order(nodePosition)));
      return (
        decoded.kind === "message" &&
        (decoded.message as MessageOf<"order">).content.nodes[0]!.position!.deviation
      );
    };
    expect(deviation({ allowedDeviationXy: 0.5 })).toEqual({ a: 0.5, b: 0.5, theta: 0 });
    expect(deviation({ allowedDeviationXY: 0.25 })).toEqual({ a: 0.25, b: 0.25, theta: 0 });
    expect(deviation({ allowedDeviationXY: { a: 1, b: 2, theta: 0.1 } })).toEqual({ a: 1, b: 2, theta: 0.1 });
    expect(deviation({})).toBeUndefined();
  });
});

describe("refusals", () => {
  const codec = createCodec({ version: "2.1" });
  const refusal = (payload: Uint8Array) => {
    const decoded = codec.decode("state", robot, payload);
    return decoded.kind === "refusal" ? decoded.refusal : undefined;
  };
  const good = {
    headerId: 1,
    timestamp: "2026-05-01T10:00:00.000Z",
    version: "2.1.0",
    ...robot,
    operatingMode: "AUTOMATIC",
  };

  it("name the kind, the place, what was expected and what was found", () => {
    expect(refusal(bytes("{oops"))).toMatchObject({ kind: "not-json", found: '"{oops"' });
    expect(refusal(new Uint8Array([123, 34, 0xff, 34, 125]))).toMatchObject({ kind: "not-utf8" });
    expect(refusal(bytes({ ...good, serialNumber: "0002" }))).toMatchObject({
      kind: "wrong-identity",
      found: "KIT/0002",
    });
    expect(refusal(bytes({ ...good, version: "3.0.0" }))).toMatchObject({
      kind: "wrong-version",
      found: "3.0.0",
    });
    expect(refusal(bytes({ ...good, operatingMode: "FLYING" }))).toMatchObject({
      kind: "wrong-shape",
      path: "operatingMode",
      found: '"FLYING"',
    });
    expect(refusal(bytes({ ...good, nodeStates: [{ nodeId: "a" }] }))).toMatchObject({
      path: "nodeStates[0].sequenceId",
      found: "nothing",
    });
  });

  it("keep ten megabytes, deep nesting and endless lists out before anything is built from them", () => {
    expect(refusal(new Uint8Array(10_000_000))).toMatchObject({ kind: "too-large" });
    expect(refusal(bytes(`${'{"a":'.repeat(1000)}1${"}".repeat(1000)}`))).toMatchObject({ kind: "too-deep" });
    const nodeStates = Array(messageLimitsDefault.arrayLengthMax + 1).fill({});
    expect(refusal(bytes({ ...good, nodeStates }))).toMatchObject({ kind: "too-long", path: "nodeStates" });
    expect(refusal(bytes({ ...good, orderId: "x".repeat(10_000) }))).toMatchObject({
      kind: "too-long",
      path: "orderId",
    });
  });
});

describe("strict out", () => {
  const header = { headerId: 0, timestampMs: 0, version: "", ...robot };
  it("writes the stricter word where a release has none", () => {
    const action = { actionType: "pick", actionId: "a", blockingType: "SINGLE", parameters: [] } as const;
    const nodes = [{ nodeId: "n", sequenceId: 0, released: true, actions: [action] }];
    const text = createCodec({ version: "2.1" }).encode({
      topic: "order",
      header,
      content: { orderId: "o", orderUpdateId: 0, nodes, edges: [] },
    });
    expect(JSON.parse(text)).toMatchObject({ nodes: [{ actions: [{ blockingType: "HARD" }] }] });
  });

  it("writes the exact version and the key of instant actions that a robot wants", () => {
    const codec = createCodec({ version: "2.0", versionText: "2.0.1", instantActionsKey: "both" });
    const action = {
      actionType: "stateRequest",
      actionId: "a",
      blockingType: "NONE",
      parameters: [],
    } as const;
    const payload = JSON.parse(
      codec.encode({ topic: "instantActions", header, content: { actions: [action] } }),
    );
    expect(payload.version).toBe("2.0.1");
    expect(payload.instantActions).toEqual(payload.actions);
    expect(officialFaults("2.0", "instantActions", payload)).toEqual([]);
  });

  it("refuses numbers that JSON does not have", () => {
    const position = { x: Number.NaN, y: 0, theta: 0, mapId: "m", localized: true };
    expect(() =>
      createCodec({ version: "3.0" }).encode({ topic: "visualization", header, content: { position } }),
    ).toThrow("visualization.mobileRobotPosition.x");
  });
});
