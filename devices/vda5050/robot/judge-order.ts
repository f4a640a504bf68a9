// Whether an order is taken: the chart of the standard (2.x fig. 8 and 9, 3.0 fig. 8), with the reason of a refusal.
import type { Action, Order, Reference, VdaVersion } from "../model/index.ts";
import type { Fault, FaultName } from "./error-book.ts";
import type { OrderBook } from "./order-book.ts";

/** What the robot knows of itself when an order arrives. */
export interface OrderContext {
  readonly version: VdaVersion;
  readonly book: OrderBook;
  /** Nothing left to drive and all actions over. */
  readonly idle: boolean;
  /** Its mode takes orders, no stop that needs a person. */
  readonly available: boolean;
  readonly position: { readonly x: number; readonly y: number; readonly mapId: string };
  readonly startTolerance: number;
  readonly nodesMax: number;
  /** Whether the map is there and enabled. */
  hasMap(mapId: string): boolean;
  supports(action: Action, scope: "NODE" | "EDGE"): boolean;
}

export type OrderVerdict =
  | { readonly kind: "new" | "update" | "repeated" }
  | { readonly kind: "rejected"; readonly fault: Fault };

export function judgeOrder(order: Order, context: OrderContext): OrderVerdict {
  const reject = (name: FaultName, description: string, more: readonly Reference[] = []): OrderVerdict => ({
    kind: "rejected",
    fault: { name, description, references: [...orderReferences(order), ...more] },
  });
  const misbuilt = misbuiltOrder(order);
  if (misbuilt !== undefined) return reject("validation", misbuilt);
  const blind = order.nodes.slice(1).find(({ position }) => position === undefined);
  if (blind !== undefined) return reject("validation", `node ${blind.nodeId} has no position`);
  if (order.nodes.length > context.nodesMax) return reject("memory", `more than ${context.nodesMax} nodes`);
  const { book } = context;
  const isSame = order.orderId === book.orderId;
  if (isSame && order.orderUpdateId < book.orderUpdateId)
    return reject("outdatedUpdate", `update ${order.orderUpdateId} after ${book.orderUpdateId}`);
  if (isSame && order.orderUpdateId === book.orderUpdateId) {
    if (context.version !== "3.0" || sameOrder(order, book.accepted)) return { kind: "repeated" };
    return reject("sameUpdate", "another content under the same update id");
  }
  if (!context.available) return reject("notAvailable", "the operating mode takes no orders");
  for (const scope of ["NODE", "EDGE"] as const) {
    const parts = scope === "NODE" ? order.nodes : order.edges;
    const odd = parts.flatMap(({ actions }) => actions).find((action) => !context.supports(action, scope));
    if (odd !== undefined)
      return reject("invalidAction", `no action ${odd.actionType} at a ${scope}`, [
        { key: "actionId", value: odd.actionId },
      ]);
  }
  for (const { nodeId, position } of order.nodes)
    if (position !== undefined && !context.hasMap(position.mapId))
      return reject("unknownMap", `map ${position.mapId} is not enabled`, [{ key: "nodeId", value: nodeId }]);
  if (isSame) {
    if (book.cancelled) return reject("updateAfterCancel", "the order has been cancelled");
    const { nodeId, sequenceId } = book.stitchingNode;
    const first = order.nodes[0]!;
    if (first.nodeId !== nodeId || first.sequenceId !== sequenceId)
      return reject("wrongStitch", `stitching node is ${nodeId} (${sequenceId}), not ${first.nodeId}`);
    return { kind: "update" };
  }
  if (!context.idle) return reject("otherOrderActive", `order ${book.orderId} is active`);
  if (context.version === "3.0" && order.orderUpdateId !== 0)
    return reject("validation", "a new order begins with update 0");
  return startFault(order, context, reject) ?? { kind: "new" };
}

export function orderReferences({ orderId, orderUpdateId }: Order): readonly Reference[] {
  return [
    { key: "orderId", value: orderId },
    { key: "orderUpdateId", value: String(orderUpdateId) },
  ];
}

/** What is wrong with the order in itself, or nothing. */
function misbuiltOrder({ nodes, edges }: Order): string | undefined {
  if (nodes.length === 0) return "no nodes";
  if (edges.length !== nodes.length - 1) return `${edges.length} edges for ${nodes.length} nodes`;
  const first = nodes[0]!.sequenceId;
  if (first % 2 !== 0) return "the first sequence id is odd";
  if (!nodes[0]!.released) return "the first node is not released";
  let released = true;
  for (let i = 0; i < edges.length; i += 1) {
    const [edge, node] = [edges[i]!, nodes[i + 1]!];
    if (edge.sequenceId !== first + 2 * i + 1 || node.sequenceId !== first + 2 * i + 2)
      return `sequence ids have a gap at ${node.nodeId}`;
    if (edge.released !== node.released) return `edge and node are not released together at ${node.nodeId}`;
    if (edge.released && !released) return `${node.nodeId} is released behind what is not`;
    released = edge.released;
  }
  return undefined;
}

/** The first node must be where the robot stands or within its deviation, on a map that it has. */
function startFault(
  order: Order,
  { book, position, startTolerance }: OrderContext,
  reject: (name: FaultName, description: string, more?: readonly Reference[]) => OrderVerdict,
): OrderVerdict | undefined {
  const first = order.nodes[0]!;
  const reference = [{ key: "nodeId", value: first.nodeId }];
  const at = first.position;
  if (at === undefined)
    return first.nodeId === book.lastNodeId
      ? undefined
      : reject("startOutOfRange", `node ${first.nodeId} has no position`, reference);
  if (at.mapId !== position.mapId) return reject("unknownMap", `map ${at.mapId} is not here`, reference);
  const distance = Math.hypot(at.x - position.x, at.y - position.y);
  const reach = Math.max(
    startTolerance,
    at.deviation === undefined ? 0 : Math.min(at.deviation.a, at.deviation.b),
  );
  if (distance > reach)
    return reject("startOutOfRange", `node ${first.nodeId} is ${distance.toFixed(2)} m away`, reference);
  return undefined;
}

function sameOrder(a: Order, b: Order | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
