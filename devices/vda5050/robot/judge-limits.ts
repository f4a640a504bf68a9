// Holds what arrives against the robot's own factsheet: lists and texts that are too long, optional fields that it does not
// know. Looks at the message as it came, so that nothing that was written can hide.
import type { Factsheet, Json } from "../model/index.ts";

type JsonObject = { readonly [key: string]: Json };

/** Optional fields of orders in any release, by their place; a list on the way stands for each of its entries. */
const optionalFields = [
  "nodes.nodePosition.theta",
  "nodes.nodePosition.allowedDeviationXY",
  "nodes.nodePosition.allowedDeviationTheta",
  "edges.maxSpeed",
  "edges.maximumSpeed",
  "edges.maxHeight",
  "edges.maximumMobileRobotHeight",
  "edges.corridor",
  "edges.trajectory",
  "edges.orientation",
] as const;

/** The first thing in an order that the factsheet does not allow, or nothing. */
export function orderBreach(payload: Json, { arrayLimits, stringLimits, optionalParameters }: Factsheet) {
  const order = asObject(payload);
  const nodes = list(order.nodes);
  const edges = list(order.edges);
  const tooMany = (name: string, length: number) =>
    length > (arrayLimits[name] ?? Infinity) ? `${length} ${name}, at most ${arrayLimits[name]}` : undefined;
  const counts = [
    tooMany("order.nodes", nodes.length),
    tooMany("order.edges", edges.length),
    ...nodes.map(({ actions }) => tooMany("node.actions", list(actions).length)),
    ...edges.map(({ actions }) => tooMany("edge.actions", list(actions).length)),
    ...[...nodes, ...edges]
      .flatMap(({ actions }) => list(actions))
      .map(({ actionParameters }) => tooMany("actions.actionsParameters", list(actionParameters).length)),
  ];
  const texts = idsOf(payload).flatMap(([key, text]) => {
    const { idLength = Infinity, idNumericalOnly = false } = stringLimits;
    if (text.length > idLength) return [`${key} ${text} has more than ${idLength} characters`];
    return idNumericalOnly && !/^\d+$/.test(text) ? [`${key} ${text} is no number`] : [];
  });
  const known = optionalParameters.map(({ parameter }) => parameter.replace(/^order\./, ""));
  const fields = optionalFields.filter(
    (path) => known.length > 0 && !known.includes(path) && isThere(order, path.split(".")),
  );
  return [...counts, ...texts, ...fields.map((path) => `${path} is not supported`)].find(
    (text) => text !== undefined,
  );
}

function idsOf(value: Json): readonly (readonly [string, string])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "string" && ["orderId", "nodeId", "edgeId", "actionId"].includes(key)
      ? [[key, inner] as const]
      : idsOf(inner),
  );
}
function isThere(value: Json | undefined, path: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((entry) => isThere(entry as Json, path));
  if (value === undefined || value === null) return false;
  const [first, ...rest] = path;
  return first === undefined ? true : isThere(asObject(value)[first], rest);
}
function list(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.map((entry) => asObject(entry as Json)) : [];
}
function asObject(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
