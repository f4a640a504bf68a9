// Reads states, visualizations and connections of any release.
import {
  type ActionState,
  actionStatuses,
  type Connection,
  connectionStates,
  type EdgeState,
  emergencyStops,
  errorLevels,
  type Information,
  type Load,
  type NodeState,
  operatingModes,
  type PathPoint,
  type PlannedPath,
  type PowerSupply,
  type Reference,
  type RobotError,
  type RobotPosition,
  type RobotState,
  requestStatuses,
  type StateNodePosition,
  type Velocity,
  type Visualization,
} from "../model/index.ts";
import { present } from "./present.ts";
import { readTrajectory } from "./read-order.ts";
import type { Reader } from "./reader.ts";
import { parseTimestamp } from "./timestamp.ts";

export function readState(source: Reader): RobotState {
  const safety = source.optionalObject("safetyState");
  const position = source.optionalObject("mobileRobotPosition", "agvPosition");
  const velocity = source.optionalObject("velocity");
  const plannedPath = source.optionalObject("plannedPath");
  return present({
    orderId: source.optionalText("orderId") ?? "",
    orderUpdateId: source.optionalCount("orderUpdateId") ?? 0,
    lastNodeId: source.optionalText("lastNodeId") ?? "",
    lastNodeSequenceId: source.optionalCount("lastNodeSequenceId") ?? 0,
    nodeStates: source.list(readNodeState, "nodeStates"),
    edgeStates: source.list(readEdgeState, "edgeStates"),
    driving: source.optionalFlag("driving") ?? false,
    paused: source.optionalFlag("paused"),
    newBaseRequest: source.optionalFlag("newBaseRequest"),
    distanceSinceLastNode: source.optionalNumber("distanceSinceLastNode"),
    operatingMode: source.word(operatingModes, "operatingMode"),
    position: position && readRobotPosition(position),
    velocity: velocity && readVelocity(velocity),
    loads: source.optionalList(readLoad, "loads"),
    actionStates: source.list(readActionState, "actionStates"),
    instantActionStates: source.optionalList(readActionState, "instantActionStates") ?? [],
    zoneActionStates: source.optionalList(readActionState, "zoneActionStates") ?? [],
    powerSupply: readPowerSupply(source.optionalObject("powerSupply", "batteryState")),
    errors: source.list(readError, "errors"),
    information: source.optionalList(readInformation, "information") ?? [],
    // What is not said of safety is taken as a stop.
    emergencyStop:
      safety?.wordOr(emergencyStops, "UNKNOWN", "activeEmergencyStop", "eStop") ?? ("UNKNOWN" as const),
    fieldViolation: safety?.optionalFlag("fieldViolation") ?? false,
    maps: source.optionalList(
      (map) =>
        present({
          mapId: map.text("mapId"),
          mapVersion: map.optionalText("mapVersion") ?? "",
          descriptor: map.optionalText("mapDescriptor", "mapDescription"),
          status: map.word(["ENABLED", "DISABLED"], "mapStatus"),
        }),
      "maps",
    ),
    zoneSetId: source.optionalText("zoneSetId"),
    zoneSets: source.optionalList(
      (set) => ({
        zoneSetId: set.text("zoneSetId"),
        mapId: set.text("mapId"),
        status: set.word(["ENABLED", "DISABLED"], "zoneSetStatus"),
      }),
      "zoneSets",
    ),
    zoneRequests: source.optionalList((request) => {
      const trajectory = request.optionalObject("trajectory");
      return present({
        requestId: request.text("requestId"),
        requestType: request.word(["ACCESS", "REPLANNING"], "requestType"),
        zoneId: request.text("zoneId"),
        zoneSetId: request.text("zoneSetId"),
        status: request.word(requestStatuses, "requestStatus"),
        trajectory: trajectory && readTrajectory(trajectory),
      });
    }, "zoneRequests"),
    edgeRequests: source.optionalList(
      (request) => ({
        requestId: request.text("requestId"),
        edgeId: request.text("edgeId"),
        sequenceId: request.count("sequenceId"),
        status: request.word(requestStatuses, "requestStatus"),
      }),
      "edgeRequests",
    ),
    plannedPath: plannedPath && readPlannedPath(plannedPath),
    intermediatePath: readIntermediatePath(source),
  });
}

export function readVisualization(source: Reader): Visualization {
  const position = source.optionalObject("mobileRobotPosition", "agvPosition");
  const velocity = source.optionalObject("velocity");
  const plannedPath = source.optionalObject("plannedPath");
  return present({
    referenceStateHeaderId: source.optionalCount("referenceStateHeaderId"),
    position: position && readRobotPosition(position),
    velocity: velocity && readVelocity(velocity),
    plannedPath: plannedPath && readPlannedPath(plannedPath),
    intermediatePath: readIntermediatePath(source),
  });
}

/** 2.x writes CONNECTIONBROKEN, 3.0 CONNECTION_BROKEN. */
export function readConnection(source: Reader): Connection {
  return { connectionState: source.word(connectionStates, "connectionState") };
}

function readNodeState(source: Reader): NodeState {
  const position = source.optionalObject("nodePosition");
  return present({
    nodeId: source.text("nodeId"),
    sequenceId: source.count("sequenceId"),
    descriptor: source.optionalText("nodeDescriptor", "nodeDescription"),
    released: source.optionalFlag("released") ?? false,
    position: position && readStateNodePosition(position),
  });
}
function readStateNodePosition(source: Reader): StateNodePosition {
  return present({
    x: source.number("x"),
    y: source.number("y"),
    theta: source.optionalNumber("theta"),
    mapId: source.optionalText("mapId") ?? "",
  });
}
function readEdgeState(source: Reader): EdgeState {
  const trajectory = source.optionalObject("trajectory");
  return present({
    edgeId: source.text("edgeId"),
    sequenceId: source.count("sequenceId"),
    descriptor: source.optionalText("edgeDescriptor", "edgeDescription"),
    released: source.optionalFlag("released") ?? false,
    trajectory: trajectory && readTrajectory(trajectory),
  });
}

function readRobotPosition(source: Reader): RobotPosition {
  return present({
    x: source.number("x"),
    y: source.number("y"),
    theta: source.number("theta"),
    mapId: source.optionalText("mapId") ?? "",
    localized: source.optionalFlag("localized", "positionInitialized") ?? false,
    localizationScore: source.optionalNumber("localizationScore"),
    deviationRange: source.optionalNumber("deviationRange"),
  });
}
function readVelocity(source: Reader): Velocity {
  return present({
    vx: source.optionalNumber("vx"),
    vy: source.optionalNumber("vy"),
    omega: source.optionalNumber("omega"),
  });
}

function readLoad(source: Reader): Load {
  const box = source.optionalObject("boundingBoxReference");
  const dimensions = source.optionalObject("loadDimensions");
  return present({
    loadId: source.optionalText("loadId"),
    loadType: source.optionalText("loadType"),
    loadPosition: source.optionalText("loadPosition"),
    boxReference:
      box &&
      present({
        x: box.number("x"),
        y: box.number("y"),
        z: box.number("z"),
        theta: box.optionalNumber("theta"),
      }),
    dimensions:
      dimensions &&
      present({
        length: dimensions.number("length"),
        width: dimensions.number("width"),
        height: dimensions.optionalNumber("height"),
      }),
    weight: source.optionalNumber("weight"),
  });
}

function readActionState(source: Reader): ActionState {
  return present({
    actionId: source.text("actionId"),
    actionType: source.optionalText("actionType"),
    descriptor: source.optionalText("actionDescriptor", "actionDescription"),
    status: source.word(actionStatuses, "actionStatus"),
    result: source.optionalText("actionResult", "resultDescription"),
  });
}

function readPowerSupply(source: Reader | undefined): PowerSupply {
  if (source === undefined) return { stateOfCharge: null, charging: false };
  return present({
    stateOfCharge: source.optionalNumber("stateOfCharge", "batteryCharge") ?? null,
    voltage: source.optionalNumber("batteryVoltage"),
    current: source.optionalNumber("batteryCurrent"),
    health: source.optionalNumber("batteryHealth"),
    charging: source.optionalFlag("charging") ?? false,
    range: source.optionalNumber("range", "reach"),
  });
}

function readReferences(source: Reader, name: string): readonly Reference[] {
  return (
    source.optionalList(
      (entry) => ({ key: entry.text("referenceKey"), value: entry.text("referenceValue") }),
      name,
    ) ?? []
  );
}
/** A level that is not a word of the standard counts as the worst. */
function readError(source: Reader): RobotError {
  return present({
    errorType: source.text("errorType"),
    references: readReferences(source, "errorReferences"),
    description: source.optionalText("errorDescription"),
    hint: source.optionalText("errorHint"),
    level: source.wordOr(errorLevels, "FATAL", "errorLevel"),
  });
}
function readInformation(source: Reader): Information {
  return present({
    infoType: source.text("infoType"),
    references: readReferences(source, "infoReferences"),
    descriptor: source.optionalText("infoDescriptor", "infoDescription"),
    level: source.wordOr(["INFO", "DEBUG"], "INFO", "infoLevel"),
  });
}

function readPlannedPath(source: Reader): PlannedPath {
  return present({
    trajectory: readTrajectory(source.object("trajectory")),
    traversedNodes: source.optionalTexts("traversedNodes"),
  });
}
function readIntermediatePath(source: Reader): readonly PathPoint[] | undefined {
  return source.optionalObject("intermediatePath")?.list(
    (point) =>
      present({
        x: point.number("x"),
        y: point.number("y"),
        theta: point.optionalNumber("theta"),
        etaMs: parseTimestamp(point.text("eta"))?.ms ?? 0,
      }),
    "polyline",
  );
}
