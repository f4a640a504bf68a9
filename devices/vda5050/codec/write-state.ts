// Writes states, visualizations and connections as one release has them.
import type {
  ActionState,
  ActionStatus,
  Connection,
  EmergencyStop,
  Load,
  PathPoint,
  PlannedPath,
  PowerSupply,
  Reference,
  RobotError,
  RobotPosition,
  RobotState,
  StateNodePosition,
  Visualization,
} from "../model/index.ts";
import { descriptorName, errorLevelWord, operatingModeWord, type Release, wrapAngle } from "./release.ts";
import { timestampText } from "./timestamp.ts";
import { writeTrajectory } from "./write-order.ts";

export function writeState(state: RobotState, release: Release): object {
  const { isThree } = release;
  const actionState = (entry: ActionState) => writeActionState(entry, release);
  const positionName = isThree ? "mobileRobotPosition" : "agvPosition";
  return {
    orderId: state.orderId,
    orderUpdateId: state.orderUpdateId,
    zoneSetId: isThree ? undefined : state.zoneSetId,
    lastNodeId: state.lastNodeId,
    lastNodeSequenceId: state.lastNodeSequenceId,
    nodeStates: state.nodeStates.map((node) => ({
      nodeId: node.nodeId,
      sequenceId: node.sequenceId,
      [descriptorName(release, "node")]: node.descriptor,
      released: node.released,
      nodePosition: node.position && writeNodePosition(node.position, release),
    })),
    edgeStates: state.edgeStates.map((edge) => ({
      edgeId: edge.edgeId,
      sequenceId: edge.sequenceId,
      [descriptorName(release, "edge")]: edge.descriptor,
      released: edge.released,
      trajectory: edge.trajectory && writeTrajectory(edge.trajectory, release, release.version === "2.0"),
    })),
    driving: state.driving,
    paused: state.paused,
    newBaseRequest: state.newBaseRequest,
    distanceSinceLastNode: state.distanceSinceLastNode,
    operatingMode: operatingModeWord(release, state.operatingMode),
    [positionName]: state.position && writePosition(state.position, release),
    velocity: state.velocity,
    loads: state.loads?.map(writeLoad),
    actionStates: (isThree
      ? state.actionStates
      : [...state.actionStates, ...state.instantActionStates, ...state.zoneActionStates]
    ).map(actionState),
    instantActionStates: isThree ? state.instantActionStates.map(actionState) : undefined,
    zoneActionStates:
      isThree && state.zoneActionStates.length > 0 ? state.zoneActionStates.map(actionState) : undefined,
    [isThree ? "powerSupply" : "batteryState"]: writePower(state.powerSupply, release),
    errors: state.errors.map((error) => writeError(error, release)),
    information: state.information.map((entry) => ({
      infoType: entry.infoType,
      infoReferences: writeReferences(entry.references),
      [descriptorName(release, "info")]: entry.descriptor,
      infoLevel: entry.level,
    })),
    safetyState: {
      [isThree ? "activeEmergencyStop" : "eStop"]: emergencyStopWord(state.emergencyStop, release),
      fieldViolation: state.fieldViolation,
    },
    maps:
      release.version === "2.0"
        ? undefined
        : state.maps?.map((map) => ({
            mapId: map.mapId,
            mapVersion: map.mapVersion,
            [descriptorName(release, "map")]: map.descriptor,
            mapStatus: map.status,
          })),
    ...(isThree ? writeRequests(state, release) : {}),
  };
}

export function writeVisualization(visualization: Visualization, release: Release): object {
  const { isThree } = release;
  const { position, velocity } = visualization;
  return {
    referenceStateHeaderId: isThree ? (visualization.referenceStateHeaderId ?? 0) : undefined,
    [isThree ? "mobileRobotPosition" : "agvPosition"]: position && writePosition(position, release),
    velocity,
    ...(isThree ? writePaths(visualization, release) : {}),
  };
}

export function writeConnection({ connectionState }: Connection, { isThree }: Release): object {
  if (isThree) return { connectionState };
  const word =
    connectionState === "CONNECTION_BROKEN"
      ? "CONNECTIONBROKEN"
      : connectionState === "HIBERNATING"
        ? "OFFLINE"
        : connectionState;
  return { connectionState: word };
}

function writeRequests(state: RobotState, release: Release): object {
  return {
    zoneSets: state.zoneSets?.map(({ zoneSetId, mapId, status }) => ({
      zoneSetId,
      mapId,
      zoneSetStatus: status,
    })),
    zoneRequests: state.zoneRequests?.map((request) => ({
      requestId: request.requestId,
      requestType: request.requestType,
      zoneId: request.zoneId,
      zoneSetId: request.zoneSetId,
      requestStatus: requestWord(request.status),
      trajectory: request.trajectory && writeTrajectory(request.trajectory, release),
    })),
    edgeRequests: state.edgeRequests?.map((request) => ({
      requestId: request.requestId,
      requestType: "CORRIDOR",
      edgeId: request.edgeId,
      sequenceId: request.sequenceId,
      requestStatus: requestWord(request.status),
    })),
    ...writePaths(state, release),
  };
}
/** QUEUED is not in the schema: a queued request is one that still asks. */
function requestWord(status: string): string {
  return status === "QUEUED" ? "REQUESTED" : status;
}
function writePaths(
  source: { readonly plannedPath?: PlannedPath; readonly intermediatePath?: readonly PathPoint[] },
  release: Release,
): object {
  const { plannedPath, intermediatePath } = source;
  return {
    plannedPath: plannedPath && {
      trajectory: writeTrajectory(plannedPath.trajectory, release),
      traversedNodes: plannedPath.traversedNodes,
    },
    intermediatePath: intermediatePath && {
      polyline: intermediatePath.map(({ x, y, theta, etaMs }) => ({
        x,
        y,
        theta: theta === undefined ? undefined : wrapAngle(theta),
        eta: timestampText(etaMs),
      })),
    },
  };
}

/** The schema of 2.0 asks for `theta`: a node without one goes without its position, which is optional. */
function writeNodePosition(position: StateNodePosition, { version }: Release): object | undefined {
  const { x, y, theta, mapId } = position;
  if (theta === undefined && version === "2.0") return undefined;
  return { x, y, theta: theta === undefined ? undefined : wrapAngle(theta), mapId };
}
function writePosition(position: RobotPosition, { isThree }: Release): object {
  const { localized, theta, ...rest } = position;
  return {
    ...rest,
    theta: wrapAngle(theta),
    [isThree ? "localized" : "positionInitialized"]: localized,
  };
}

function writeLoad(load: Load): object {
  return {
    loadId: load.loadId,
    loadType: load.loadType,
    loadPosition: load.loadPosition,
    boundingBoxReference: load.boxReference,
    loadDimensions: load.dimensions,
    weight: load.weight,
  };
}

function writeActionState(entry: ActionState, release: Release): object {
  return {
    actionId: entry.actionId,
    actionType: entry.actionType,
    [descriptorName(release, "action")]: entry.descriptor,
    actionStatus: actionStatusWord(entry.status, release),
    [release.isThree ? "actionResult" : "resultDescription"]: entry.result,
  };
}
/** The schemas of 2.x leave out PAUSED, and RETRIABLE is new in 3.0: both are not over yet. */
function actionStatusWord(status: ActionStatus, { isThree }: Release): string {
  return !isThree && (status === "PAUSED" || status === "RETRIABLE") ? "RUNNING" : status;
}

function writePower(power: PowerSupply, { isThree, version }: Release): object {
  const whole = (value: number | undefined) =>
    value === undefined || version !== "2.0" ? value : Math.round(value);
  const charge = power.stateOfCharge ?? 0;
  if (isThree)
    return {
      stateOfCharge: Math.min(100, Math.max(0, charge)),
      batteryVoltage: power.voltage,
      batteryCurrent: power.current,
      batteryHealth: power.health,
      charging: power.charging,
      range: power.range,
    };
  return {
    batteryCharge: charge,
    batteryVoltage: power.voltage,
    batteryHealth: whole(power.health),
    charging: power.charging,
    reach: whole(power.range),
  };
}

function writeReferences(references: readonly Reference[]): object | undefined {
  if (references.length === 0) return undefined;
  return references.map(({ key, value }) => ({ referenceKey: key, referenceValue: value }));
}
function writeError(error: RobotError, release: Release): object {
  return {
    errorType: error.errorType,
    errorReferences: writeReferences(error.references),
    errorDescription: error.description,
    errorHint: release.version === "2.0" ? undefined : error.hint,
    errorLevel: errorLevelWord(release, error.level),
  };
}
/** A stop of which nothing is known is one that a person has to end. AUTOACK ended with 2.1. */
function emergencyStopWord(stop: EmergencyStop, { isThree }: Release): string {
  return stop === "UNKNOWN" || (stop === "AUTOACK" && isThree) ? "MANUAL" : stop;
}
