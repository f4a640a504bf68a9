// Reads zone sets and responses, from 3.0 on.
import {
  blockingTypes,
  grantTypes,
  type Responses,
  type Zone,
  type ZoneAction,
  type ZoneSet,
  zoneTypes,
} from "../model/index.ts";
import { present } from "./present.ts";
import { readParameters } from "./read-order.ts";
import type { Reader } from "./reader.ts";
import { refuse } from "./refusal.ts";
import { parseTimestamp } from "./timestamp.ts";

export function readZoneSet(source: Reader): ZoneSet {
  const set = source.object("zoneSet");
  return present({
    zoneSetId: set.text("zoneSetId"),
    mapId: set.text("mapId"),
    descriptor: set.optionalText("zoneSetDescriptor"),
    zones: set.list(readZone, "zones"),
  });
}

/** The text of 3.0 says `responseType` where table and schema say `grantType`. */
export function readResponses(source: Reader): Responses {
  return {
    responses: source.list((response) => {
      const expiry = response.optionalText("leaseExpiry");
      return present({
        requestId: response.text("requestId"),
        grantType: response.word(grantTypes, "grantType", "responseType"),
        leaseExpiryMs: expiry === undefined ? undefined : parseTimestamp(expiry)?.ms,
      });
    }, "responses"),
  };
}

function readZone(source: Reader): Zone {
  const vertices = source.list((vertex) => ({ x: vertex.number("x"), y: vertex.number("y") }), "vertices");
  if (vertices.length < 3)
    refuse("wrong-shape", `${source.path}.vertices`, "at least 3", `${vertices.length}`);
  const shape = present({
    zoneId: source.text("zoneId"),
    descriptor: source.optionalText("zoneDescriptor"),
    vertices,
  });
  const zoneType = source.word(zoneTypes, "zoneType");
  switch (zoneType) {
    case "BLOCKED":
    case "LINE_GUIDED":
    case "COORDINATED_REPLANNING":
      return { ...shape, zoneType };
    case "RELEASE": {
      const releaseLossBehavior = source.word(["STOP", "CONTINUE", "EVACUATE"], "releaseLossBehavior");
      return { ...shape, zoneType, releaseLossBehavior };
    }
    case "SPEED_LIMIT":
      return { ...shape, zoneType, maximumSpeed: source.number("maximumSpeed") };
    case "ACTION":
      return {
        ...shape,
        zoneType,
        entryActions: source.list(readZoneAction, "entryActions"),
        duringActions: source.list(readZoneAction, "duringActions"),
        exitActions: source.list(readZoneAction, "exitActions"),
      };
    case "PRIORITY":
      return { ...shape, zoneType, factor: source.number("priorityFactor") };
    case "PENALTY":
      return { ...shape, zoneType, factor: source.number("penaltyFactor") };
    case "DIRECTED":
    case "BIDIRECTED": {
      const name = zoneType === "DIRECTED" ? "directedLimitation" : "bidirectedLimitation";
      const limitation = source.word(["SOFT", "RESTRICTED", "STRICT"], name);
      return { ...shape, zoneType, direction: source.number("direction"), limitation };
    }
  }
}

function readZoneAction(source: Reader): ZoneAction {
  return present({
    actionType: source.text("actionType"),
    descriptor: source.optionalText("actionDescriptor"),
    blockingType: source.wordOr(blockingTypes, "HARD", "blockingType"),
    parameters: readParameters(source),
    retriable: source.optionalFlag("retriable"),
  });
}
