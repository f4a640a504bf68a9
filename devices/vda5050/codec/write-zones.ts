// Writes zone sets and responses of 3.0.
import type { Responses, Zone, ZoneAction, ZoneSet } from "../model/index.ts";
import { timestampText } from "./timestamp.ts";
import { writeParameters } from "./write-order.ts";

export function writeZoneSet(set: ZoneSet): object {
  return {
    zoneSet: {
      zoneSetId: set.zoneSetId,
      mapId: set.mapId,
      zoneSetDescriptor: set.descriptor,
      zones: set.zones.map(writeZone),
    },
  };
}

export function writeResponses({ responses }: Responses): object {
  return {
    responses: responses.map(({ requestId, grantType, leaseExpiryMs }) => ({
      requestId,
      grantType,
      leaseExpiry: leaseExpiryMs === undefined ? undefined : timestampText(leaseExpiryMs),
    })),
  };
}

function writeZone(zone: Zone): object {
  return {
    zoneId: zone.zoneId,
    zoneType: zone.zoneType,
    zoneDescriptor: zone.descriptor,
    vertices: zone.vertices.map(({ x, y }) => ({ x, y })),
    ...particulars(zone),
  };
}

function particulars(zone: Zone): object {
  switch (zone.zoneType) {
    case "BLOCKED":
    case "LINE_GUIDED":
    case "COORDINATED_REPLANNING":
      return {};
    case "RELEASE":
      return { releaseLossBehavior: zone.releaseLossBehavior };
    case "SPEED_LIMIT":
      return { maximumSpeed: zone.maximumSpeed };
    case "ACTION":
      return {
        entryActions: zone.entryActions.map(writeZoneAction),
        duringActions: zone.duringActions.map(writeZoneAction),
        exitActions: zone.exitActions.map(writeZoneAction),
      };
    case "PRIORITY":
      return { priorityFactor: zone.factor };
    case "PENALTY":
      return { penaltyFactor: zone.factor };
    case "DIRECTED":
      return { direction: zone.direction, directedLimitation: zone.limitation };
    case "BIDIRECTED":
      // STRICT is for one direction only.
      return {
        direction: zone.direction,
        bidirectedLimitation: zone.limitation === "STRICT" ? "RESTRICTED" : zone.limitation,
      };
  }
}

function writeZoneAction(action: ZoneAction): object {
  return {
    actionType: action.actionType,
    actionDescriptor: action.descriptor,
    blockingType: action.blockingType,
    actionParameters: writeParameters(action.parameters),
    retriable: action.retriable,
  };
}
