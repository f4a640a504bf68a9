// Writes orders and instant actions as one release has them.
import type {
  Action,
  ActionParameter,
  Corridor,
  Deviation,
  InstantActions,
  NodePosition,
  Order,
  OrderEdge,
  OrderNode,
  Trajectory,
} from "../model/index.ts";
import { blockingWord, descriptorName, type Release, wrapAngle, wrapAxis } from "./release.ts";

/** How a robot wants the list of instant actions called; `both` for a type that nobody has asked. */
export type InstantActionsKey = "actions" | "instantActions" | "both";

export function writeOrder(order: Order, release: Release): object {
  return {
    orderId: order.orderId,
    orderUpdateId: order.orderUpdateId,
    orderDescription: release.isThree ? order.description : undefined,
    zoneSetId: release.isThree ? undefined : order.zoneSetId,
    nodes: order.nodes.map((node) => writeNode(node, release)),
    edges: order.edges.map((edge) => writeEdge(edge, order.nodes, release)),
  };
}

export function writeInstantActions(
  { actions }: InstantActions,
  release: Release,
  key: InstantActionsKey,
): object {
  const written = actions.map((action) => ({
    ...writeAction(action, release),
    // 3.0 knows NONE only; the schema of 2.0 asks for `actionName`.
    ...(release.isThree ? { blockingType: "NONE" } : {}),
    ...(release.version === "2.0" ? { actionName: action.actionType } : {}),
  }));
  return {
    ...(key === "instantActions" ? {} : { actions: written }),
    ...(key === "actions" ? {} : { instantActions: written }),
  };
}

export function writeTrajectory(trajectory: Trajectory, release: Release, weighted = false): object {
  const { degree, knotVector, controlPoints } = trajectory;
  // Up to 2.1 degree and knots must be given: a polyline through evenly spaced points says the same.
  const needed = !release.isThree;
  return {
    degree: degree ?? (needed ? 1 : undefined),
    knotVector: knotVector ?? (needed ? evenKnots(controlPoints.length, degree ?? 1) : undefined),
    controlPoints: controlPoints.map(({ x, y, weight }) => ({
      x,
      y,
      weight: weight ?? (weighted ? 1 : undefined),
    })),
  };
}

/** Clamped knots, evenly spaced between, for `points` control points. */
export function evenKnots(points: number, degree: number): readonly number[] {
  const spans = Math.max(1, points - degree);
  const inner = Array.from({ length: spans - 1 }, (_, index) => (index + 1) / spans);
  return [...Array<number>(degree + 1).fill(0), ...inner, ...Array<number>(degree + 1).fill(1)];
}

export function writeParameters(
  parameters: readonly ActionParameter[],
): readonly ActionParameter[] | undefined {
  return parameters.length === 0 ? undefined : parameters.map(({ key, value }) => ({ key, value }));
}

function writeAction(action: Action, release: Release): object {
  return {
    actionType: action.actionType,
    actionId: action.actionId,
    [descriptorName(release, "action")]: action.descriptor,
    blockingType: blockingWord(release, action.blockingType),
    actionParameters: writeParameters(action.parameters),
    retriable: release.isThree ? action.retriable : undefined,
  };
}

function writeNode(node: OrderNode, release: Release): object {
  return {
    nodeId: node.nodeId,
    sequenceId: node.sequenceId,
    [descriptorName(release, "node")]: node.descriptor,
    released: node.released,
    nodePosition: node.position && writePosition(node.position, release),
    actions: node.actions.map((action) => writeAction(action, release)),
  };
}
function writePosition(position: NodePosition, release: Release): object {
  return {
    x: position.x,
    y: position.y,
    theta: position.theta === undefined ? undefined : wrapAngle(position.theta),
    allowedDeviationXY: position.deviation && writeDeviation(position.deviation, release),
    allowedDeviationTheta: position.deviationTheta,
    mapId: position.mapId,
  };
}
/** Up to 2.1 a radius: the largest circle within the ellipse. */
function writeDeviation({ a, b, theta }: Deviation, release: Release): object | number {
  return release.isThree ? { a, b, theta: wrapAxis(theta) } : Math.min(a, b);
}

function writeEdge(edge: OrderEdge, nodes: readonly OrderNode[], release: Release): object {
  const { isThree } = release;
  const nodeAt = (sequenceId: number) => nodes.find((node) => node.sequenceId === sequenceId)?.nodeId ?? "";
  return {
    edgeId: edge.edgeId,
    sequenceId: edge.sequenceId,
    [descriptorName(release, "edge")]: edge.descriptor,
    released: edge.released,
    startNodeId: isThree ? undefined : nodeAt(edge.sequenceId - 1),
    endNodeId: isThree ? undefined : nodeAt(edge.sequenceId + 1),
    [isThree ? "maximumSpeed" : "maxSpeed"]: edge.maximumSpeed,
    [isThree ? "maximumMobileRobotHeight" : "maxHeight"]: edge.maximumHeight,
    [isThree ? "minimumLoadHandlingDeviceHeight" : "minHeight"]: edge.minimumLoadHandlingHeight,
    orientation: edge.orientation === undefined ? undefined : wrapAngle(edge.orientation),
    orientationType: release.version === "2.0" ? undefined : edge.orientationType,
    direction: edge.direction,
    rotationAllowed: isThree ? undefined : edge.rotationAllowed,
    reachOrientationBeforeEntering: isThree ? edge.reachOrientationBeforeEntering : undefined,
    maxRotationSpeed: edge.maximumRotationSpeed,
    length: edge.length,
    trajectory: edge.trajectory && writeTrajectory(edge.trajectory, release),
    corridor:
      release.version === "2.0" || edge.corridor === undefined
        ? undefined
        : writeCorridor(edge.corridor, release),
    actions: edge.actions.map((action) => writeAction(action, release)),
  };
}
function writeCorridor(corridor: Corridor, { isThree }: Release): object {
  const point = corridor.referencePoint;
  return {
    leftWidth: corridor.leftWidth,
    rightWidth: corridor.rightWidth,
    [isThree ? "corridorReferencePoint" : "corridorRefPoint"]:
      point === "KINEMATIC_CENTER" && !isThree ? "KINEMATICCENTER" : point,
    releaseRequired: isThree ? corridor.releaseRequired : undefined,
    releaseLossBehavior: isThree ? corridor.releaseLossBehavior : undefined,
  };
}
