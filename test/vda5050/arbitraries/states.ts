// Random states, visualizations and connections.
import fc from "fast-check";
import type { VdaVersion } from "../../../devices/vda5050/model/index.ts";
import {
  angle,
  count,
  fieldsOf,
  id,
  list,
  maybe,
  metres,
  never,
  positive,
  record,
  share,
  text,
  timeMs,
} from "./basics.ts";
import { arbitraryTrajectory } from "./orders.ts";

export function stateContents(version: VdaVersion) {
  const { three, from3, upTo21, from21 } = fieldsOf(version);
  const trajectory = arbitraryTrajectory(version);
  const position = record({
    x: metres,
    y: metres,
    theta: angle,
    mapId: id,
    localized: fc.boolean(),
    localizationScore: maybe(share),
    deviationRange: maybe(positive),
  });
  const velocity = record({ vx: maybe(metres), vy: maybe(metres), omega: maybe(metres) });
  const statePosition = record({
    x: metres,
    y: metres,
    theta: version === "2.0" ? angle : maybe(angle),
    mapId: id,
  });
  const statuses = ["WAITING", "INITIALIZING", "RUNNING", "FINISHED", "FAILED"];
  const actionState = record({
    actionId: id,
    actionType: maybe(id),
    descriptor: maybe(text),
    status: fc.constantFrom(...(three ? [...statuses, "PAUSED", "RETRIABLE"] : statuses)),
    result: maybe(text),
  });
  const references = list(fc.record({ key: id, value: text }), 2);
  const requestStatus = fc.constantFrom("REQUESTED", "GRANTED", "REVOKED", "EXPIRED");
  const plannedPath = record({ trajectory, traversedNodes: maybe(list(id)) });
  const path = list(record({ x: metres, y: metres, theta: maybe(angle), etaMs: timeMs }));
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  const modes = ["AUTOMATIC", "SEMIAUTOMATIC", "MANUAL", "SERVICE", "TEACH_IN"];
  const state = record({
    orderId: fc.oneof(fc.constant(""), id),
    orderUpdateId: count,
    lastNodeId: fc.oneof(fc.constant(""), id),
    lastNodeSequenceId: count,
    nodeStates: list(
      record({
        nodeId: id,
        sequenceId: count,
        descriptor: maybe(text),
        released: fc.boolean(),
        position: maybe(statePosition),
      }),
    ),
    edgeStates: list(
      record({
        edgeId: id,
        sequenceId: count,
        descriptor: maybe(text),
        released: fc.boolean(),
        trajectory: maybe(trajectory),
      }),
    ),
    driving: fc.boolean(),
    paused: maybe(fc.boolean()),
    newBaseRequest: maybe(fc.boolean()),
    distanceSinceLastNode: maybe(positive),
    operatingMode: fc.constantFrom(...(three ? [...modes, "STARTUP", "INTERVENED"] : modes)),
    position: maybe(position),
    velocity: maybe(velocity),
    loads: maybe(
      list(
        record({
          loadId: maybe(id),
          loadType: maybe(id),
          loadPosition: maybe(id),
          boxReference: maybe(record({ x: metres, y: metres, z: metres, theta: maybe(angle) })),
          dimensions: maybe(record({ length: positive, width: positive, height: maybe(positive) })),
          weight: maybe(positive),
        }),
        2,
      ),
    ),
    actionStates: list(actionState),
    instantActionStates: three ? list(actionState) : fc.constant([]),
    zoneActionStates: three ? list(actionState) : fc.constant([]),
    powerSupply: record({
      stateOfCharge: percent,
      voltage: maybe(positive),
      current: from3(metres),
      health: maybe(version === "2.0" ? fc.nat(100) : percent),
      charging: fc.boolean(),
      range: maybe(version === "2.0" ? fc.nat(10_000) : positive),
    }),
    errors: list(
      record({
        errorType: id,
        references,
        description: maybe(text),
        hint: from21(text),
        level: fc.constantFrom(
          ...(three ? ["WARNING", "URGENT", "CRITICAL", "FATAL"] : ["WARNING", "FATAL"]),
        ),
      }),
    ),
    information: list(
      record({ infoType: id, references, descriptor: maybe(text), level: fc.constantFrom("INFO", "DEBUG") }),
    ),
    emergencyStop: fc.constantFrom(
      ...(three ? ["NONE", "MANUAL", "REMOTE"] : ["NONE", "AUTOACK", "MANUAL", "REMOTE"]),
    ),
    fieldViolation: fc.boolean(),
    maps: from21(
      list(
        record({
          mapId: id,
          mapVersion: id,
          descriptor: maybe(text),
          status: fc.constantFrom("ENABLED", "DISABLED"),
        }),
      ),
    ),
    zoneSetId: upTo21(id),
    zoneSets: from3(
      list(fc.record({ zoneSetId: id, mapId: id, status: fc.constantFrom("ENABLED", "DISABLED") })),
    ),
    zoneRequests: from3(
      list(
        record({
          requestId: id,
          requestType: fc.constantFrom("ACCESS", "REPLANNING"),
          zoneId: id,
          zoneSetId: id,
          status: requestStatus,
          trajectory: maybe(trajectory),
        }),
      ),
    ),
    edgeRequests: from3(
      list(fc.record({ requestId: id, edgeId: id, sequenceId: count, status: requestStatus })),
    ),
    plannedPath: from3(plannedPath),
    intermediatePath: from3(path),
  });

  return {
    state,
    visualization: record({
      referenceStateHeaderId: three ? count : never,
      position: maybe(position),
      velocity: maybe(velocity),
      plannedPath: from3(plannedPath),
      intermediatePath: from3(path),
    }),
    connection: fc.record({
      connectionState: fc.constantFrom(
        "ONLINE",
        "OFFLINE",
        "CONNECTION_BROKEN",
        ...(three ? ["HIBERNATING"] : []),
      ),
    }),
  };
}
