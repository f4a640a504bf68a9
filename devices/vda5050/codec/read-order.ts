// Reads orders and instant actions of any release.
import {
  type Action,
  type ActionParameter,
  blockingTypes,
  type Corridor,
  type Deviation,
  type InstantActions,
  type Json,
  type NodePosition,
  type Order,
  type OrderEdge,
  type OrderNode,
  type Trajectory,
} from "../model/index.ts";
import { present } from "./present.ts";
import type { Reader } from "./reader.ts";

export function readOrder(source: Reader): Order {
  return present({
    orderId: source.text("orderId"),
    orderUpdateId: source.count("orderUpdateId"),
    description: source.optionalText("orderDescription"),
    zoneSetId: source.optionalText("zoneSetId"),
    nodes: source.list(readNode, "nodes"),
    edges: source.list(readEdge, "edges"),
  });
}

/** 1.1, and some clients of 2.0, say `instantActions` for `actions`. */
export function readInstantActions(source: Reader): InstantActions {
  if (!source.has("actions") && source.has("instantActions"))
    source.remark("instantActions", "taken as actions");
  return { actions: source.list(readAction, "actions", "instantActions") };
}

export function readTrajectory(source: Reader): Trajectory {
  return present({
    degree: source.optionalCount("degree"),
    knotVector: source.optionalNumbers("knotVector"),
    controlPoints: source.list(
      (point) =>
        present({ x: point.number("x"), y: point.number("y"), weight: point.optionalNumber("weight") }),
      "controlPoints",
    ),
  });
}

/** The schema of 2.0's instant actions says `actionName` where its text says `actionType`. */
function readAction(source: Reader): Action {
  return present({
    actionType: source.text("actionType", "actionName"),
    actionId: source.text("actionId"),
    descriptor: source.optionalText("actionDescriptor", "actionDescription"),
    blockingType: source.wordOr(blockingTypes, "HARD", "blockingType"),
    parameters: readParameters(source),
    retriable: source.optionalFlag("retriable"),
  });
}

export function readParameters(source: Reader): readonly ActionParameter[] {
  return (
    source.optionalList(
      (entry): ActionParameter => ({ key: entry.text("key"), value: entry.json("value") ?? (null as Json) }),
      "actionParameters",
    ) ?? []
  );
}

function readNode(source: Reader): OrderNode {
  const position = source.optionalObject("nodePosition");
  return present({
    nodeId: source.text("nodeId"),
    sequenceId: source.count("sequenceId"),
    descriptor: source.optionalText("nodeDescriptor", "nodeDescription"),
    released: source.flag("released"),
    position: position && readPosition(position),
    actions: source.list(readAction, "actions"),
  });
}

function readPosition(source: Reader): NodePosition {
  return present({
    x: source.number("x"),
    y: source.number("y"),
    theta: source.optionalNumber("theta"),
    deviation: readDeviation(source),
    deviationTheta: source.optionalNumber("allowedDeviationTheta"),
    mapId: source.text("mapId"),
  });
}

/** An ellipse from 3.0, a radius before; 2.0's schema spells it `Xy`, its text `XY`. */
function readDeviation(source: Reader): Deviation | undefined {
  const value = source.json("allowedDeviationXY") ?? source.json("allowedDeviationXy");
  if (value === undefined || value === null) return undefined;
  if (typeof value === "object") {
    const ellipse = source.object("allowedDeviationXY", "allowedDeviationXy");
    return { a: ellipse.number("a"), b: ellipse.number("b"), theta: ellipse.optionalNumber("theta") ?? 0 };
  }
  const radius = source.number("allowedDeviationXY", "allowedDeviationXy");
  return { a: radius, b: radius, theta: 0 };
}

function readEdge(source: Reader): OrderEdge {
  const trajectory = source.optionalObject("trajectory");
  const corridor = source.optionalObject("corridor");
  return present({
    edgeId: source.text("edgeId"),
    sequenceId: source.count("sequenceId"),
    descriptor: source.optionalText("edgeDescriptor", "edgeDescription"),
    released: source.flag("released"),
    maximumSpeed: source.optionalNumber("maximumSpeed", "maxSpeed"),
    maximumHeight: source.optionalNumber("maximumMobileRobotHeight", "maxHeight"),
    minimumLoadHandlingHeight: source.optionalNumber("minimumLoadHandlingDeviceHeight", "minHeight"),
    orientation: source.optionalNumber("orientation"),
    orientationType: source.optionalWord(["GLOBAL", "TANGENTIAL"], "orientationType"),
    direction: source.optionalText("direction"),
    rotationAllowed: source.optionalFlag("rotationAllowed"),
    reachOrientationBeforeEntering: source.optionalFlag("reachOrientationBeforeEntering"),
    maximumRotationSpeed: source.optionalNumber("maximumRotationSpeed", "maxRotationSpeed"),
    length: source.optionalNumber("length"),
    trajectory: trajectory && readTrajectory(trajectory),
    corridor: corridor && readCorridor(corridor),
    actions: source.list(readAction, "actions"),
  });
}

function readCorridor(source: Reader): Corridor {
  return present({
    leftWidth: source.number("leftWidth"),
    rightWidth: source.number("rightWidth"),
    referencePoint: source.optionalWord(
      ["KINEMATIC_CENTER", "CONTOUR"],
      "corridorReferencePoint",
      "corridorRefPoint",
    ),
    releaseRequired: source.optionalFlag("releaseRequired"),
    releaseLossBehavior: source.optionalWord(["STOP", "RETURN"], "releaseLossBehavior"),
  });
}
