// Random factsheets.
import fc from "fast-check";
import type { VdaVersion } from "../../../devices/vda5050/model/index.ts";
import { count, fieldsOf, id, list, maybe, never, positive, record, text } from "./basics.ts";

export function arbitraryFactsheet(version: VdaVersion): fc.Arbitrary<object> {
  const { three, from3 } = fieldsOf(version);
  const factsheetAction = record({
    actionType: id,
    description: maybe(text),
    scopes: fc.subarray(["INSTANT", "NODE", "EDGE", ...(three ? ["ZONE"] : [])]),
    parameters: maybe(
      list(
        record({
          key: id,
          dataType: fc.constantFrom("BOOL", "NUMBER", "INTEGER", "STRING", "OBJECT", "ARRAY"),
          description: maybe(text),
          isOptional: maybe(fc.boolean()),
        }),
        2,
      ),
    ),
    resultDescription: maybe(text),
    // The schema of 2.1 allows no value at all.
    blockingTypes:
      version === "2.1" ? never : maybe(fc.subarray(["NONE", "SOFT", ...(three ? ["SINGLE"] : []), "HARD"])),
    pauseAllowed: three ? fc.boolean() : never,
    cancelAllowed: three ? fc.boolean() : never,
  });
  return record({
    type: record({
      seriesName: id,
      description: maybe(text),
      kinematics: fc.constantFrom("DIFF", "OMNI", "THREEWHEEL"),
      robotClass: fc.constantFrom("FORKLIFT", "CONVEYOR", "TUGGER", "CARRIER"),
      maximumLoadMass: positive,
      localizationTypes: fc.subarray(["NATURAL", "REFLECTOR", "GRID"]),
      navigationTypes: fc.subarray(["VIRTUAL_LINE_GUIDED", "AUTONOMOUS"]),
      supportedZones: from3(fc.subarray(["BLOCKED", "RELEASE"])),
    }),
    physical: record({
      minimumSpeed: positive,
      maximumSpeed: positive,
      minimumAngularSpeed: from3(positive),
      maximumAngularSpeed: from3(positive),
      maximumAcceleration: positive,
      maximumDeceleration: positive,
      minimumHeight: three ? positive : maybe(positive),
      maximumHeight: positive,
      width: positive,
      length: positive,
    }),
    stringLimits: record({
      messageLength: maybe(count),
      topicSerialLength: maybe(count),
      topicElementLength: maybe(count),
      idLength: maybe(count),
      idNumericalOnly: maybe(fc.boolean()),
      loadIdLength: maybe(count),
    }),
    arrayLimits: fc.dictionary(
      fc.constantFrom("order.nodes", "node.actions", "instantActions", "state.errors"),
      fc.integer({ min: 1, max: 1000 }),
    ),
    timing: record({
      minimumOrderInterval: positive,
      minimumStateInterval: positive,
      defaultStateInterval: maybe(positive),
      visualizationInterval: maybe(positive),
    }),
    optionalParameters: list(
      record({ parameter: id, support: fc.constantFrom("SUPPORTED", "REQUIRED"), description: maybe(text) }),
    ),
    actions: list(factsheetAction),
    loadPositions: maybe(list(id)),
  });
}
