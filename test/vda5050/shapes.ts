// What each release allows, written out short: a field with `?` may be missing, nothing else may be there. Stricter than the
// official schemas, which allow anything more.
import type { TopicName, VdaVersion } from "../../devices/vda5050/model/index.ts";

/** `s` text, `n` number, `i` whole number, `b` true or false, `t` time, `*` anything, `A|B` one of these words. */
type Shape = string | readonly [Shape] | { readonly [field: string]: Shape };

/** Faults of the payload against the release's shape. */
export function shapeFaults(version: VdaVersion, topic: TopicName, payload: unknown): string[] {
  const faults: string[] = [];
  compare({ ...header, ...shapesOf(version)[topic] }, payload, topic, faults);
  return faults;
}

const header = { headerId: "i", timestamp: "t", version: "s", manufacturer: "s", serialNumber: "s" };

function compare(shape: Shape, value: unknown, path: string, faults: string[]): void {
  if (typeof shape === "string") {
    if (!fits(shape, value)) faults.push(`${path}: ${JSON.stringify(value)} is not ${shape}`);
  } else if (Array.isArray(shape)) {
    if (!Array.isArray(value)) faults.push(`${path} is no list`);
    else for (const [index, item] of value.entries()) compare(shape[0], item, `${path}[${index}]`, faults);
  } else if (typeof value !== "object" || value === null || Array.isArray(value))
    faults.push(`${path} is no object`);
  else {
    const fields = new Map(
      Object.entries(shape).map(([name, inner]) => [name.replace("?", ""), { name, inner }]),
    );
    for (const [name, inner] of Object.entries(value)) {
      const field = fields.get(name);
      if (field === undefined) faults.push(`${path}.${name} is not in the standard`);
      else compare(field.inner as Shape, inner, `${path}.${name}`, faults);
    }
    for (const [name, field] of fields)
      if (!field.name.endsWith("?") && !(name in value)) faults.push(`${path}.${name} is missing`);
  }
}

function fits(shape: string, value: unknown): boolean {
  switch (shape) {
    case "s":
      return typeof value === "string";
    case "n":
      return typeof value === "number" && Number.isFinite(value);
    case "i":
      return Number.isSafeInteger(value);
    case "b":
      return typeof value === "boolean";
    case "t":
      return typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
    case "*":
      return value !== undefined;
    default:
      return shape.split("|").includes(value as string);
  }
}

function shapesOf(version: VdaVersion): Record<TopicName, Record<string, Shape>> {
  const three = version === "3.0";
  const word = three ? "Descriptor" : "Description";
  const from21 = <T extends object>(fields: T) => (version === "2.0" ? {} : fields);
  const only = (when: boolean, fields: Record<string, Shape>) => (when ? fields : {});
  const blockingType = three ? "NONE|SOFT|SINGLE|HARD" : "NONE|SOFT|HARD";
  const parameters = [{ key: "s", value: "*" }] as const;
  const action = {
    actionType: "s",
    actionId: "s",
    [`action${word}?`]: "s",
    blockingType,
    "actionParameters?": parameters,
    ...only(three, { "retriable?": "b" }),
  };
  const trajectory = {
    ...(three ? { "degree?": "i", "knotVector?": ["n"] } : { degree: "i", knotVector: ["n"] }),
    controlPoints: [{ x: "n", y: "n", "weight?": "n" }],
  } as Shape;
  const corridor: Record<string, Shape> = three
    ? {
        "corridorReferencePoint?": "KINEMATIC_CENTER|CONTOUR",
        "releaseRequired?": "b",
        "releaseLossBehavior?": "STOP|RETURN",
      }
    : { "corridorRefPoint?": "KINEMATICCENTER|CONTOUR" };
  const position = {
    x: "n",
    y: "n",
    theta: "n",
    mapId: "s",
    [three ? "localized" : "positionInitialized"]: "b",
    "localizationScore?": "n",
    "deviationRange?": "n",
  };
  const velocity = { "vx?": "n", "vy?": "n", "omega?": "n" };
  const actionStates = [
    {
      actionId: "s",
      "actionType?": "s",
      [`action${word}?`]: "s",
      actionStatus: `WAITING|INITIALIZING|RUNNING|FINISHED|FAILED${three ? "|PAUSED|RETRIABLE" : ""}`,
      [three ? "actionResult?" : "resultDescription?"]: "s",
    },
  ] as const;
  const references = [{ referenceKey: "s", referenceValue: "s" }] as const;
  const paths: Record<string, Shape> = {
    "plannedPath?": { trajectory, "traversedNodes?": ["s"] },
    "intermediatePath?": { polyline: [{ x: "n", y: "n", "theta?": "n", eta: "t" }] },
  };
  const requestStatus = "REQUESTED|GRANTED|REVOKED|EXPIRED";
  const zoneActions = [
    {
      actionType: "s",
      "actionDescriptor?": "s",
      blockingType,
      "actionParameters?": parameters,
      "retriable?": "b",
    },
  ] as const;
  return {
    order: {
      orderId: "s",
      orderUpdateId: "i",
      ...only(three, { "orderDescription?": "s" }),
      ...only(!three, { "zoneSetId?": "s" }),
      nodes: [
        {
          nodeId: "s",
          sequenceId: "i",
          [`node${word}?`]: "s",
          released: "b",
          "nodePosition?": {
            x: "n",
            y: "n",
            "theta?": "n",
            "allowedDeviationXY?": three ? { a: "n", b: "n", theta: "n" } : "n",
            "allowedDeviationTheta?": "n",
            mapId: "s",
          },
          actions: [action],
        },
      ],
      edges: [
        {
          edgeId: "s",
          sequenceId: "i",
          [`edge${word}?`]: "s",
          released: "b",
          ...only(!three, { startNodeId: "s", endNodeId: "s", "rotationAllowed?": "b" }),
          ...only(three, { "reachOrientationBeforeEntering?": "b" }),
          [three ? "maximumSpeed?" : "maxSpeed?"]: "n",
          [three ? "maximumMobileRobotHeight?" : "maxHeight?"]: "n",
          [three ? "minimumLoadHandlingDeviceHeight?" : "minHeight?"]: "n",
          "orientation?": "n",
          ...from21({ "orientationType?": "GLOBAL|TANGENTIAL" }),
          "direction?": "s",
          "maxRotationSpeed?": "n",
          "length?": "n",
          "trajectory?": trajectory,
          ...from21({ "corridor?": { leftWidth: "n", rightWidth: "n", ...corridor } }),
          actions: [action],
        },
      ],
    },
    instantActions: {
      actions: [
        {
          ...action,
          blockingType: three ? "NONE" : blockingType,
          // The schema of 2.0 asks for it.
          ...only(version === "2.0", { actionName: "s" }),
        },
      ],
    },
    zoneSet: {
      zoneSet: {
        zoneSetId: "s",
        mapId: "s",
        "zoneSetDescriptor?": "s",
        zones: [
          {
            zoneId: "s",
            zoneType:
              "BLOCKED|LINE_GUIDED|RELEASE|COORDINATED_REPLANNING|SPEED_LIMIT|ACTION|PRIORITY|PENALTY|DIRECTED|BIDIRECTED",
            "zoneDescriptor?": "s",
            vertices: [{ x: "n", y: "n" }],
            "releaseLossBehavior?": "STOP|CONTINUE|EVACUATE",
            "maximumSpeed?": "n",
            "entryActions?": zoneActions,
            "duringActions?": zoneActions,
            "exitActions?": zoneActions,
            "priorityFactor?": "n",
            "penaltyFactor?": "n",
            "direction?": "n",
            "directedLimitation?": "SOFT|RESTRICTED|STRICT",
            "bidirectedLimitation?": "SOFT|RESTRICTED",
          },
        ],
      },
    },
    responses: {
      responses: [{ requestId: "s", grantType: "GRANTED|QUEUED|REVOKED|REJECTED", "leaseExpiry?": "t" }],
    },
    state: {
      orderId: "s",
      orderUpdateId: "i",
      ...only(!three, { "zoneSetId?": "s" }),
      lastNodeId: "s",
      lastNodeSequenceId: "i",
      driving: "b",
      "paused?": "b",
      "newBaseRequest?": "b",
      "distanceSinceLastNode?": "n",
      operatingMode: three
        ? "STARTUP|AUTOMATIC|SEMIAUTOMATIC|INTERVENED|MANUAL|SERVICE|TEACH_IN"
        : "AUTOMATIC|SEMIAUTOMATIC|MANUAL|SERVICE|TEACHIN",
      nodeStates: [
        {
          nodeId: "s",
          sequenceId: "i",
          [`node${word}?`]: "s",
          released: "b",
          "nodePosition?": { x: "n", y: "n", [version === "2.0" ? "theta" : "theta?"]: "n", mapId: "s" },
        },
      ],
      edgeStates: [
        { edgeId: "s", sequenceId: "i", [`edge${word}?`]: "s", released: "b", "trajectory?": trajectory },
      ],
      [three ? "mobileRobotPosition?" : "agvPosition?"]: position,
      "velocity?": velocity,
      "loads?": [
        {
          "loadId?": "s",
          "loadType?": "s",
          "loadPosition?": "s",
          "boundingBoxReference?": { x: "n", y: "n", z: "n", "theta?": "n" },
          "loadDimensions?": { length: "n", width: "n", "height?": "n" },
          "weight?": "n",
        },
      ],
      actionStates,
      ...only(three, { instantActionStates: actionStates, "zoneActionStates?": actionStates }),
      [three ? "powerSupply" : "batteryState"]: three
        ? {
            stateOfCharge: "n",
            "batteryVoltage?": "n",
            "batteryCurrent?": "n",
            "batteryHealth?": "n",
            charging: "b",
            "range?": "n",
          }
        : {
            batteryCharge: "n",
            "batteryVoltage?": "n",
            "batteryHealth?": version === "2.0" ? "i" : "n",
            charging: "b",
            "reach?": version === "2.0" ? "i" : "n",
          },
      errors: [
        {
          errorType: "s",
          "errorReferences?": references,
          "errorDescription?": "s",
          ...from21({ "errorHint?": "s" }),
          errorLevel: three ? "WARNING|URGENT|CRITICAL|FATAL" : "WARNING|FATAL",
        },
      ],
      information: [
        { infoType: "s", "infoReferences?": references, [`info${word}?`]: "s", infoLevel: "INFO|DEBUG" },
      ],
      safetyState: {
        [three ? "activeEmergencyStop" : "eStop"]: three
          ? "MANUAL|REMOTE|NONE"
          : "AUTOACK|MANUAL|REMOTE|NONE",
        fieldViolation: "b",
      },
      ...from21({
        "maps?": [{ mapId: "s", mapVersion: "s", [`map${word}?`]: "s", mapStatus: "ENABLED|DISABLED" }],
      }),
      ...only(three, {
        "zoneSets?": [{ zoneSetId: "s", mapId: "s", zoneSetStatus: "ENABLED|DISABLED" }],
        "zoneRequests?": [
          {
            requestId: "s",
            requestType: "ACCESS|REPLANNING",
            zoneId: "s",
            zoneSetId: "s",
            requestStatus,
            "trajectory?": trajectory,
          },
        ],
        "edgeRequests?": [
          { requestId: "s", requestType: "CORRIDOR", edgeId: "s", sequenceId: "i", requestStatus },
        ],
        ...paths,
      }),
    },
    visualization: {
      ...only(three, { referenceStateHeaderId: "i", ...paths }),
      [three ? "mobileRobotPosition?" : "agvPosition?"]: position,
      "velocity?": velocity,
    },
    connection: {
      connectionState: three
        ? "ONLINE|OFFLINE|HIBERNATING|CONNECTION_BROKEN"
        : "ONLINE|OFFLINE|CONNECTIONBROKEN",
    },
    factsheet: {
      typeSpecification: "*",
      physicalParameters: "*",
      protocolLimits: "*",
      protocolFeatures: "*",
      [three ? "mobileRobotGeometry" : "agvGeometry"]: "*",
      loadSpecification: "*",
    },
  };
}
