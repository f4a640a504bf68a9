// Writes a road map as LIF 1.0.0: only fields of the guideline, every mandatory one present.
import type {
  RoadAction,
  RoadEdge,
  RoadEdgeAccess,
  RoadMap,
  RoadNode,
  RoadStation,
} from "../../sim/model/index.ts";

export const lifVersion = "1.0.0";

/** @param exportTimestamp ISO 8601 in UTC, e.g. 2024-03-01T10:00:00.00Z. */
export function writeLif(map: RoadMap, exportTimestamp: string): string {
  const { nodes, edges, stations } = map;
  const file = {
    metaInformation: {
      projectIdentification: map.project,
      creator: map.creator,
      exportTimestamp,
      lifVersion,
    },
    layouts: map.layouts.map(({ id, name, version, levelId, description }, layout) => ({
      layoutId: id,
      ...optional({ layoutName: name }),
      layoutVersion: version,
      ...optional({ layoutLevelId: levelId, layoutDescription: description }),
      nodes: nodes.filter((node) => node.layout === layout).map(nodeJson),
      edges: edges.filter((edge) => edge.layout === layout).map((edge) => edgeJson(edge, nodes)),
      stations: stations
        .filter((station) => station.layout === layout)
        .map((station) => stationJson(station, nodes)),
    })),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** Only what is there: LIF has no null. */
function optional(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function nodeJson({ id, name, description, mapId, x, y, access }: RoadNode) {
  return {
    nodeId: id,
    ...optional({ nodeName: name, nodeDescription: description, mapId }),
    nodePosition: { x, y },
    vehicleTypeNodeProperties: access.map(({ type, theta, actions }) => ({
      vehicleTypeId: type,
      ...optional({ theta }),
      ...actionsJson(actions),
    })),
  };
}

function edgeJson({ id, name, description, from, to, access }: RoadEdge, nodes: readonly RoadNode[]) {
  return {
    edgeId: id,
    ...optional({ edgeName: name, edgeDescription: description }),
    startNodeId: nodes[from]!.id,
    endNodeId: nodes[to]!.id,
    vehicleTypeEdgeProperties: access.map(edgeAccessJson),
  };
}

function edgeAccessJson(access: RoadEdgeAccess) {
  const { type, orientation, load, curve } = access;
  return {
    vehicleTypeId: type,
    ...(orientation.kind === "any"
      ? {}
      : {
          vehicleOrientation: orientation.radians,
          orientationType: orientation.kind === "global" ? "GLOBAL" : "TANGENTIAL",
        }),
    rotationAllowed: access.rotationOnEdge,
    rotationAtStartNodeAllowed: access.rotationAtStart,
    rotationAtEndNodeAllowed: access.rotationAtEnd,
    ...optional({
      maxSpeed: access.speedMax,
      maxRotationSpeed: access.rotationSpeedMax,
      minHeight: access.heightMin,
      maxHeight: access.heightMax,
      reentryAllowed: access.reentry,
    }),
    ...(load === null
      ? {}
      : {
          loadRestriction: {
            unloaded: load.unloaded,
            loaded: load.loaded,
            ...(load.setNames.length === 0 ? {} : { loadSetNames: load.setNames }),
          },
        }),
    ...(curve === null
      ? {}
      : { trajectory: { degree: curve.degree, knotVector: curve.knots, controlPoints: curve.points } }),
    ...actionsJson(access.actions),
  };
}

function actionsJson(actions: readonly RoadAction[]) {
  if (actions.length === 0) return {};
  return {
    actions: actions.map(({ actionType, description, requirement, blocking, parameters }) => ({
      actionType,
      ...optional({ actionDescription: description }),
      requirementType: requirement,
      blockingType: blocking,
      ...(parameters.length === 0 ? {} : { actionParameters: parameters }),
    })),
  };
}

function stationJson(
  { id, name, description, nodes: at, heightMetres, position }: RoadStation,
  nodes: readonly RoadNode[],
) {
  return {
    stationId: id,
    interactionNodeIds: at.map((node) => nodes[node]!.id),
    ...optional({ stationName: name, stationDescription: description, stationHeight: heightMetres }),
    ...(position === null
      ? {}
      : { stationPosition: { x: position.x, y: position.y, ...optional({ theta: position.theta }) } }),
  };
}
