// Random orders and instant actions.
import fc from "fast-check";
import type { VdaVersion } from "../../../devices/vda5050/model/index.ts";
import { angle, count, fieldsOf, id, list, maybe, metres, positive, record, text } from "./basics.ts";

export function arbitraryParameters(version: VdaVersion): fc.Arbitrary<object[]> {
  const scalar = fc.oneof(fc.boolean(), fc.integer(), text, fc.array(text, { maxLength: 2 }));
  const value =
    version === "2.0" ? scalar : fc.oneof(scalar, fc.dictionary(id, fc.integer(), { maxKeys: 2 }));
  return list(fc.record({ key: id, value }), 2);
}

export function arbitraryTrajectory(version: VdaVersion) {
  return fc
    .tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.boolean(),
      fc.array(fc.tuple(metres, metres), { minLength: 4, maxLength: 6 }),
    )
    .map(([degree, weighted, points]) => ({
      degree,
      knotVector: Array.from({ length: points.length + degree + 1 }, (_, i) => i / (points.length + degree)),
      controlPoints: points.map(([x, y]) => ({
        x,
        y,
        ...(weighted || version === "2.0" ? { weight: 1 } : {}),
      })),
    }));
}

/** What is said of orders and instant actions in a release. */
export function orderContents(version: VdaVersion) {
  const { three, from3, upTo21, from21 } = fieldsOf(version);
  const blocking = fc.constantFrom(
    ...(three ? ["NONE", "SOFT", "SINGLE", "HARD"] : ["NONE", "SOFT", "HARD"]),
  );
  const parameters = arbitraryParameters(version);
  const action = record({
    actionType: id,
    actionId: id,
    descriptor: maybe(text),
    blockingType: blocking,
    parameters,
    retriable: from3(fc.boolean()),
  });
  const deviation = three
    ? fc.record({
        a: positive,
        b: positive,
        theta: fc.double({ min: -1.57, max: 1.57, noNaN: true }).map((value) => value + 0),
      })
    : positive.map((radius) => ({ a: radius, b: radius, theta: 0 }));
  const trajectory = arbitraryTrajectory(version);
  const corridor = record({
    leftWidth: positive,
    rightWidth: positive,
    referencePoint: maybe(fc.constantFrom("KINEMATIC_CENTER", "CONTOUR")),
    releaseRequired: from3(fc.boolean()),
    releaseLossBehavior: from3(fc.constantFrom("STOP", "RETURN")),
  });
  const node = record({
    nodeId: id,
    sequenceId: count,
    descriptor: maybe(text),
    released: fc.boolean(),
    position: maybe(
      record({
        x: metres,
        y: metres,
        theta: maybe(angle),
        deviation: maybe(deviation),
        deviationTheta: maybe(fc.double({ min: 0, max: Math.PI, noNaN: true })),
        mapId: id,
      }),
    ),
    actions: list(action, 2),
  });
  const edge = record({
    edgeId: id,
    sequenceId: count,
    descriptor: maybe(text),
    released: fc.boolean(),
    maximumSpeed: maybe(positive),
    maximumHeight: maybe(positive),
    minimumLoadHandlingHeight: maybe(positive),
    orientation: maybe(angle),
    orientationType: from21(fc.constantFrom("GLOBAL", "TANGENTIAL")),
    direction: maybe(text),
    rotationAllowed: upTo21(fc.boolean()),
    reachOrientationBeforeEntering: from3(fc.boolean()),
    maximumRotationSpeed: maybe(positive),
    length: maybe(positive),
    trajectory: maybe(trajectory),
    corridor: from21(corridor),
    actions: list(action, 2),
  });

  return {
    order: record({
      orderId: id,
      orderUpdateId: count,
      description: from3(text),
      zoneSetId: upTo21(id),
      nodes: list(node),
      edges: list(edge),
    }),
    instantActions: fc.record({
      actions: list(three ? action.map((one) => ({ ...one, blockingType: "NONE" })) : action),
    }),
  };
}
