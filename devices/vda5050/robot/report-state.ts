// The state message of a virtual robot, with the habits that its quirks give it.
import { present } from "../codec/index.ts";
import type { EdgeState, NodeState, OrderEdge, OrderNode, RobotState, VdaVersion } from "../model/index.ts";
import type { Condition } from "./condition.ts";
import type { Driver } from "./driver.ts";
import type { ErrorBook } from "./error-book.ts";
import type { InstantActionList } from "./instant-actions.ts";
import type { ZoneGuard } from "./zone-guard.ts";

export interface StateSources {
  readonly version: VdaVersion;
  readonly driver: Driver;
  readonly condition: Condition;
  readonly errors: ErrorBook;
  readonly instant: InstantActionList;
  readonly zones: ZoneGuard;
  /** Nodes and edges that a robot with the habit of keeping them still lists. */
  readonly keptNodes: readonly OrderNode[];
  readonly keptEdges: readonly OrderEdge[];
}

export function reportState(sources: StateSources): RobotState {
  const { driver, condition, errors, instant, zones, version, keptNodes, keptEdges } = sources;
  const isThree = version === "3.0";
  const { book, motion } = driver;
  return present({
    orderId: book.orderId,
    orderUpdateId: book.orderUpdateId,
    lastNodeId: book.lastNodeId,
    lastNodeSequenceId: book.lastNodeSequenceId,
    nodeStates: [...keptNodes, ...book.nodes].map(nodeState),
    edgeStates: [...keptEdges, ...book.edges].map(edgeState),
    driving: driver.driving,
    paused: condition.paused,
    newBaseRequest: book.nodes.length > 0 && !book.nodes[0]!.released,
    distanceSinceLastNode: driver.distanceSinceLastNode,
    operatingMode: condition.operatingMode,
    position: {
      x: motion.x,
      y: motion.y,
      theta: motion.theta,
      mapId: condition.mapId,
      localized: condition.localized,
    },
    velocity: { vx: motion.speed, vy: 0 },
    loads: condition.loads,
    actionStates: driver.actions.states,
    instantActionStates: instant.states,
    zoneActionStates: [],
    powerSupply: { stateOfCharge: condition.charge, charging: condition.charging },
    errors: errors.list,
    information: [],
    emergencyStop: condition.emergencyStop,
    fieldViolation: condition.fieldViolation,
    maps: version === "2.0" ? undefined : condition.maps,
    zoneSets: isThree ? zones.states : undefined,
    zoneRequests: isThree ? zones.zoneRequests : undefined,
    edgeRequests: isThree ? zones.edgeRequests : undefined,
  });
}

function nodeState({ nodeId, sequenceId, released, position }: OrderNode): NodeState {
  return present({
    nodeId,
    sequenceId,
    released,
    position:
      position && present({ x: position.x, y: position.y, theta: position.theta, mapId: position.mapId }),
  });
}
function edgeState({ edgeId, sequenceId, released }: OrderEdge): EdgeState {
  return { edgeId, sequenceId, released };
}
