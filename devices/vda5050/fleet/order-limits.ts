// Holds an order against a robot's factsheet before it is sent: what the robot does not offer or does not take is not sent to it,
// so that another robot can be chosen. Fields that are only a permission are left out where they are not known.
import type {
  Action,
  Factsheet,
  FactsheetAction,
  Order,
  OrderEdge,
  OrderNode,
  VdaVersion,
} from "../model/index.ts";

export interface LimitFault {
  /** "action": the robot does not offer it there; "limit": a length, number, speed or field of the factsheet. */
  readonly kind: "action" | "limit";
  /** In the standard's own names: what, what was found, what is allowed. */
  readonly detail: string;
}

/** The standard's name of an optional field in a release. */
type FieldName = "theta" | "deviation" | "deviationTheta" | "speed" | "height" | "corridor" | "trajectory";
const fieldNames: Readonly<Record<FieldName, readonly [two: string, three: string]>> = {
  theta: ["nodePosition.theta", "nodePosition.theta"],
  deviation: ["nodePosition.allowedDeviationXY", "nodePosition.allowedDeviationXY"],
  deviationTheta: ["nodePosition.allowedDeviationTheta", "nodePosition.allowedDeviationTheta"],
  speed: ["edges.maxSpeed", "edges.maximumSpeed"],
  height: ["edges.maxHeight", "edges.maximumMobileRobotHeight"],
  corridor: ["edges.corridor", "edges.corridor"],
  trajectory: ["edges.trajectory", "edges.trajectory"],
};

/** Whether the robot takes an optional field. A factsheet that lists none at all says nothing about any. */
function takes({ optionalParameters }: Factsheet, field: FieldName, version: VdaVersion): boolean {
  const name = fieldNames[field][version === "3.0" ? 1 : 0];
  return (
    optionalParameters.length === 0 ||
    optionalParameters.some(({ parameter }) => `.${parameter}`.endsWith(`.${name}`))
  );
}

/** Without what the robot does not know and can do without: permissions to deviate, and limits that bind nobody. */
export function fitOrder(order: Order, factsheet: Factsheet, version: VdaVersion): Order {
  const without = (field: FieldName) => !takes(factsheet, field, version);
  const { maximumSpeed, maximumHeight } = factsheet.physical;
  const idMax = factsheet.stringLimits.idLength ?? Infinity;
  const nodes = order.nodes.map((node): OrderNode => {
    if (node.position === undefined || (!without("deviation") && !without("deviationTheta"))) return node;
    const { deviation, deviationTheta, ...rest } = node.position;
    const position = {
      ...rest,
      ...(deviation === undefined || without("deviation") ? {} : { deviation }),
      ...(deviationTheta === undefined || without("deviationTheta") ? {} : { deviationTheta }),
    };
    return { ...node, position };
  });
  const edges = order.edges.map((edge): OrderEdge => {
    const { maximumSpeed: speed, maximumHeight: height, corridor, ...rest } = edge;
    const keepsSpeed = speed !== undefined && !(without("speed") && speed >= maximumSpeed);
    const keepsHeight = height !== undefined && !(without("height") && height >= maximumHeight);
    return {
      ...rest,
      edgeId: edge.edgeId.length > idMax ? `e${edge.sequenceId}` : edge.edgeId,
      ...(keepsSpeed ? { maximumSpeed: speed } : {}),
      ...(keepsHeight ? { maximumHeight: height } : {}),
      ...(corridor === undefined || without("corridor") ? {} : { corridor }),
    };
  });
  return { ...order, nodes, edges };
}

/** What the robot will not take of a fitted order; the first few. `payload`: as it would be sent, for fields that it needs. */
export function orderFaults(
  order: Order,
  factsheet: Factsheet,
  version: VdaVersion,
  payload: () => unknown,
): readonly LimitFault[] {
  const { nodes, edges } = order;
  const faults: LimitFault[] = [];
  const limit = (detail: string) => faults.push({ kind: "limit", detail });
  const count = (name: string, length: number) => {
    const most = factsheet.arrayLimits[name] ?? Infinity;
    if (length > most) limit(`${name}: ${length} > ${most}`);
  };
  for (const [scope, parts] of [["NODE", nodes] as const, ["EDGE", edges] as const])
    for (const { actions } of parts) {
      count(scope === "NODE" ? "node.actions" : "edge.actions", actions.length);
      for (const action of actions) {
        count("actions.actionsParameters", action.parameters.length);
        const fault = actionFault(action, scope, factsheet);
        if (fault !== undefined) faults.push({ kind: "action", detail: fault });
      }
    }
  for (const [name, id] of idsOf(order)) {
    const { idLength = Infinity, idNumericalOnly = false } = factsheet.stringLimits;
    if (id.length > idLength) limit(`${name} ${id}: ${id.length} > ${idLength}`);
    else if (idNumericalOnly && !/^\d+$/.test(id)) limit(`${name} ${id}: idNumericalOnly`);
  }
  for (const node of nodes)
    if (node.position?.theta !== undefined && !takes(factsheet, "theta", version)) limit(fieldNames.theta[0]);
  for (const edge of edges) edgeFaults(edge, factsheet, version, limit, count);
  const required = factsheet.optionalParameters.filter(
    ({ parameter, support }) => support === "REQUIRED" && parameter.startsWith("order."),
  );
  if (required.length > 0) {
    const written = payload();
    for (const { parameter } of required)
      if (!isThroughout(written, parameter.split(".").slice(1))) limit(`${parameter}: REQUIRED`);
  }
  return faults.slice(0, faultsMax);
}

const faultsMax = 8;

/** Why an action is not to be given in a scope, or nothing. A factsheet without actions says nothing about any. */
export function actionFault(
  action: Action,
  scope: FactsheetAction["scopes"][number],
  { actions }: Factsheet,
): string | undefined {
  if (actions.length === 0) return undefined;
  const { actionType, blockingType, parameters } = action;
  const offer = actions.find((one) => one.actionType === actionType);
  if (offer === undefined) return actionType;
  if (!offer.scopes.includes(scope)) return `${actionType}: ${scope}`;
  const blocking = offer.blockingTypes ?? [];
  if (scope !== "INSTANT" && blocking.length > 0 && !blocking.includes(blockingType))
    return `${actionType}: ${blockingType}`;
  const missing = offer.parameters?.find(
    ({ key, isOptional }) => isOptional === false && !parameters.some((own) => own.key === key),
  );
  return missing === undefined ? undefined : `${actionType}: ${missing.key}`;
}

function edgeFaults(
  edge: OrderEdge,
  factsheet: Factsheet,
  version: VdaVersion,
  limit: (detail: string) => void,
  count: (name: string, length: number) => void,
): void {
  const { physical } = factsheet;
  const column = version === "3.0" ? 1 : 0;
  const { maximumSpeed, maximumHeight, trajectory } = edge;
  if (maximumSpeed !== undefined) {
    if (!takes(factsheet, "speed", version)) limit(fieldNames.speed[column]);
    if (maximumSpeed < physical.minimumSpeed)
      limit(`${fieldNames.speed[column]}: ${maximumSpeed} < ${physical.minimumSpeed}`);
  }
  if (maximumHeight !== undefined) {
    const lowest = physical.minimumHeight ?? physical.maximumHeight;
    if (maximumHeight < lowest) limit(`${fieldNames.height[column]}: ${maximumHeight} < ${lowest}`);
    else if (!takes(factsheet, "height", version)) limit(fieldNames.height[column]);
  }
  if (trajectory === undefined) return;
  if (!takes(factsheet, "trajectory", version)) limit(fieldNames.trajectory[column]);
  count("trajectory.controlPoints", trajectory.controlPoints.length);
  count("trajectory.knotVector", trajectory.knotVector?.length ?? 0);
}

function idsOf({ orderId, nodes, edges }: Order): readonly (readonly [string, string])[] {
  const actions = [...nodes, ...edges].flatMap((part) => part.actions);
  return [
    ["orderId", orderId],
    ...nodes.map(({ nodeId }) => ["nodeId", nodeId] as const),
    ...edges.map(({ edgeId }) => ["edgeId", edgeId] as const),
    ...actions.map(({ actionId }) => ["actionId", actionId] as const),
  ];
}

/** The field is there in every entry of the lists on the way; a list without entries lacks nothing. */
function isThroughout(value: unknown, path: readonly string[]): boolean {
  if (Array.isArray(value)) return value.every((entry) => isThroughout(entry, path));
  if (value === undefined || value === null) return false;
  const [first, ...rest] = path;
  return first === undefined ? true : isThroughout((value as Record<string, unknown>)[first], rest);
}
