// Random zone sets and answers to requests (3.0).
import fc from "fast-check";
import type { VdaVersion } from "../../../devices/vda5050/model/index.ts";
import { angle, id, list, maybe, metres, positive, record, share, text, timeMs } from "./basics.ts";
import { arbitraryParameters } from "./orders.ts";

export function zoneContents(version: VdaVersion) {
  return {
    zoneSet: record({
      zoneSetId: id,
      mapId: id,
      descriptor: maybe(text),
      zones: list(arbitraryZone(arbitraryParameters(version))),
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
