// Random messages of each release: everything that the release can say, and nothing that it cannot.
import fc from "fast-check";
import { present } from "../../devices/vda5050/codec/index.ts";
import type { Message, TopicName, VdaVersion } from "../../devices/vda5050/model/index.ts";

const id = fc.stringMatching(/^[A-Za-z0-9_.:-]{1,12}$/);
const text = fc.string({ maxLength: 20 });
/** JSON has no −0. */
const metres = fc.double({ min: -500, max: 500, noNaN: true }).map((value) => value + 0);
const positive = fc.double({ min: 0, max: 50, noNaN: true });
const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }).map((value) => value + 0);
const count = fc.nat(1_000_000);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const timeMs = fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 });

/** Fields that may be missing are left out, as a reader leaves them out. */
function record<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(fields as never).map((value) => present(value as object) as T);
}
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const list = <T>(arbitrary: fc.Arbitrary<T>, maxLength = 3) => fc.array(arbitrary, { maxLength });
const never = fc.constant(undefined);

export function arbitraryMessage(version: VdaVersion, topic: TopicName): fc.Arbitrary<Message> {
  const header = fc.record({
    headerId: fc.nat(4_294_967_295),
    timestampMs: timeMs,
    version: fc.constant(`${version}.0`),
    manufacturer: id,
    serialNumber: id,
  });
  return fc
    .record({ header, content: contents(version)[topic] })
    .map(({ header: head, content }) => ({ topic, header: head, content }) as unknown as Message);
}

function contents(version: VdaVersion): Record<TopicName, fc.Arbitrary<object>> {
  const three = version === "3.0";
  const from3 = <T>(arbitrary: fc.Arbitrary<T>) => (three ? maybe(arbitrary) : never);
  const upTo21 = <T>(arbitrary: fc.Arbitrary<T>) => (three ? never : maybe(arbitrary));
  const from21 = <T>(arbitrary: fc.Arbitrary<T>) => (version === "2.0" ? never : maybe(arbitrary));

  const blocking = fc.constantFrom(
    ...(three ? ["NONE", "SOFT", "SINGLE", "HARD"] : ["NONE", "SOFT", "HARD"]),
  );
  const scalar = fc.oneof(fc.boolean(), fc.integer(), text, fc.array(text, { maxLength: 2 }));
  const value =
    version === "2.0" ? scalar : fc.oneof(scalar, fc.dictionary(id, fc.integer(), { maxKeys: 2 }));
  const parameters = list(fc.record({ key: id, value }), 2);
  const action = record({
    actionType: id,
    actionId: id,
    descriptor: maybe(text),
    blockingType: blocking,
    parameters,
    retriable: from3(fc.boolean()),
  });
  const deviation = three
    ? fc.record({
        a: positive,
        b: positive,
        theta: fc.double({ min: -1.57, max: 1.57, noNaN: true }).map((value) => value + 0),
      })
    : positive.map((radius) => ({ a: radius, b: radius, theta: 0 }));
  const trajectory = fc
    .tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      fc.array(fc.tuple(metres, metres), { minLength: 4, maxLength: 6 }),
    )
    .map(([degree, weighted, points]) => ({
      degree,
      knotVector: Array.from({ length: points.length + degree + 1 }, (_, i) => i / (points.length + degree)),
      controlPoints: points.map(([x, y]) => ({
        x,
        y,
        ...(weighted || version === "2.0" ? { weight: 1 } : {}),
      })),
    }));
  const corridor = record({
    leftWidth: positive,
    rightWidth: positive,
    referencePoint: maybe(fc.constantFrom("KINEMATIC_CENTER", "CONTOUR")),
    releaseRequired: from3(fc.boolean()),
    releaseLossBehavior: from3(fc.constantFrom("STOP", "RETURN")),
  });
  const node = record({
    nodeId: id,
    sequenceId: count,
    descriptor: maybe(text),
    released: fc.boolean(),
    position: maybe(
      record({
        x: metres,
        y: metres,
        theta: maybe(angle),
        deviation: maybe(deviation),
        deviationTheta: maybe(fc.double({ min: 0, max: Math.PI, noNaN: true })),
        mapId: id,
      }),
    ),
    actions: list(action, 2),
  });
  const edge = record({
    edgeId: id,
    sequenceId: count,
    descriptor: maybe(text),
    released: fc.boolean(),
    maximumSpeed: maybe(positive),
    maximumHeight: maybe(positive),
    minimumLoadHandlingHeight: maybe(positive),
    orientation: maybe(angle),
    orientationType: from21(fc.constantFrom("GLOBAL", "TANGENTIAL")),
    direction: maybe(text),
    rotationAllowed: upTo21(fc.boolean()),
    reachOrientationBeforeEntering: from3(fc.boolean()),
    maximumRotationSpeed: maybe(positive),
    length: maybe(positive),
    trajectory: maybe(trajectory),
    corridor: from21(corridor),
    actions: list(action, 2),
  });

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

  const factsheetAction = record({
    actionType: id,
    description: maybe(text),
    scopes: fc.subarray(["INSTANT", "NODE", "EDGE", ...(three ? ["ZONE"] : [])]),
    parameters: maybe(
      list(
        record({
          key: id,
          dataType: fc.constantFrom("BOOL", "NUMBER", "INTEGER", "STRING", "OBJECT", "ARRAY"),
          description: maybe(text),
          isOptional: maybe(fc.boolean()),
        }),
        2,
      ),
    ),
    resultDescription: maybe(text),
    // The schema of 2.1 allows no value at all.
    blockingTypes:
      version === "2.1" ? never : maybe(fc.subarray(["NONE", "SOFT", ...(three ? ["SINGLE"] : []), "HARD"])),
    pauseAllowed: three ? fc.boolean() : never,
    cancelAllowed: three ? fc.boolean() : never,
  });
  const factsheet = record({
    type: record({
      seriesName: id,
      description: maybe(text),
      kinematics: fc.constantFrom("DIFF", "OMNI", "THREEWHEEL"),
      robotClass: fc.constantFrom("FORKLIFT", "CONVEYOR", "TUGGER", "CARRIER"),
      maximumLoadMass: positive,
      localizationTypes: fc.subarray(["NATURAL", "REFLECTOR", "GRID"]),
      navigationTypes: fc.subarray(["VIRTUAL_LINE_GUIDED", "AUTONOMOUS"]),
      supportedZones: from3(fc.subarray(["BLOCKED", "RELEASE"])),
    }),
    physical: record({
      minimumSpeed: positive,
      maximumSpeed: positive,
      minimumAngularSpeed: from3(positive),
      maximumAngularSpeed: from3(positive),
      maximumAcceleration: positive,
      maximumDeceleration: positive,
      minimumHeight: three ? positive : maybe(positive),
      maximumHeight: positive,
      width: positive,
      length: positive,
    }),
    stringLimits: record({
      messageLength: maybe(count),
      topicSerialLength: maybe(count),
      topicElementLength: maybe(count),
      idLength: maybe(count),
      idNumericalOnly: maybe(fc.boolean()),
      loadIdLength: maybe(count),
    }),
    arrayLimits: fc.dictionary(
      fc.constantFrom("order.nodes", "node.actions", "instantActions", "state.errors"),
      fc.integer({ min: 1, max: 1000 }),
    ),
    timing: record({
      minimumOrderInterval: positive,
      minimumStateInterval: positive,
      defaultStateInterval: maybe(positive),
      visualizationInterval: maybe(positive),
    }),
    optionalParameters: list(
      record({ parameter: id, support: fc.constantFrom("SUPPORTED", "REQUIRED"), description: maybe(text) }),
    ),
    actions: list(factsheetAction),
    loadPositions: maybe(list(id)),
  });

  return {
    order: record({
      orderId: id,
      orderUpdateId: count,
      description: from3(text),
      zoneSetId: upTo21(id),
      nodes: list(node),
      edges: list(edge),
    }),
    instantActions: fc.record({
      actions: list(three ? action.map((one) => ({ ...one, blockingType: "NONE" })) : action),
    }),
    zoneSet: record({
      zoneSetId: id,
      mapId: id,
      descriptor: maybe(text),
      zones: list(arbitraryZone(parameters)),
    }),
    responses: fc.record({
      responses: list(
        record({
          requestId: id,
          grantType: fc.constantFrom("GRANTED", "QUEUED", "REVOKED", "REJECTED"),
          leaseExpiryMs: maybe(timeMs),
        }),
      ),
    }),
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
    factsheet,
  };
}

function arbitraryZone(parameters: fc.Arbitrary<object[]>): fc.Arbitrary<object> {
  const shape = {
    zoneId: id,
    descriptor: maybe(text),
    vertices: fc.array(fc.record({ x: metres, y: metres }), { minLength: 3, maxLength: 5 }),
  };
  const actions = list(
    record({
      actionType: id,
      descriptor: maybe(text),
      blockingType: fc.constantFrom("NONE", "SOFT", "SINGLE", "HARD"),
      parameters,
      retriable: maybe(fc.boolean()),
    }),
    2,
  );
  const soft = fc.constantFrom("SOFT", "RESTRICTED");
  return fc.oneof(
    record({ ...shape, zoneType: fc.constantFrom("BLOCKED", "LINE_GUIDED", "COORDINATED_REPLANNING") }),
    record({
      ...shape,
      zoneType: fc.constant("RELEASE"),
      releaseLossBehavior: fc.constantFrom("STOP", "CONTINUE", "EVACUATE"),
    }),
    record({ ...shape, zoneType: fc.constant("SPEED_LIMIT"), maximumSpeed: positive }),
    record({
      ...shape,
      zoneType: fc.constant("ACTION"),
      entryActions: actions,
      duringActions: actions,
      exitActions: actions,
    }),
    record({ ...shape, zoneType: fc.constantFrom("PRIORITY", "PENALTY"), factor: share }),
    record({ ...shape, zoneType: fc.constant("DIRECTED"), direction: angle, limitation: soft }),
    record({ ...shape, zoneType: fc.constant("BIDIRECTED"), direction: angle, limitation: soft }),
  );
}
