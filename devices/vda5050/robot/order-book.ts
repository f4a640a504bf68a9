// The order that a robot has: what is left of it, where it was last, and how an update is stitched on.
import type { Order, OrderEdge, OrderNode } from "../model/index.ts";

export class OrderBook {
  orderId = "";
  orderUpdateId = 0;
  lastNodeId: string;
  lastNodeSequenceId = 0;
  /** Ahead of the robot, nearest first. The first edge leads to the first node. */
  nodes: OrderNode[] = [];
  edges: OrderEdge[] = [];
  cancelled = false;
  /** The last accepted message, to know a repetition from another order of the same name. */
  accepted: Order | null = null;

  constructor(lastNodeId: string) {
    this.lastNodeId = lastNodeId;
  }

  get isDriven(): boolean {
    return this.nodes.length === 0 && this.edges.length === 0;
  }
  /** Where an update has to begin: the last released node. */
  get stitchingNode(): { readonly nodeId: string; readonly sequenceId: number } {
    const last = this.nodes.findLast((node) => node.released);
    return last ?? { nodeId: this.lastNodeId, sequenceId: this.lastNodeSequenceId };
  }

  /** Takes a new order; its first node is where the robot stands and is passed at once. Returns that node. */
  begin(order: Order): OrderNode {
    const [first, ...rest] = order.nodes;
    this.orderId = order.orderId;
    this.orderUpdateId = order.orderUpdateId;
    this.accepted = order;
    this.cancelled = false;
    this.nodes = rest;
    this.edges = [...order.edges];
    this.lastNodeId = first!.nodeId;
    this.lastNodeSequenceId = first!.sequenceId;
    return first!;
  }
  /** Replaces the horizon by what the update says behind the stitching node. Returns the stitching node as sent. */
  stitch(order: Order): OrderNode {
    const [first, ...rest] = order.nodes;
    this.orderUpdateId = order.orderUpdateId;
    this.accepted = order;
    this.nodes = [...this.nodes.filter((node) => node.released), ...rest];
    this.edges = [...this.edges.filter((edge) => edge.released), ...order.edges];
    return first!;
  }
  /** The first node ahead has been reached. Returns it. */
  pass(): OrderNode {
    const node = this.nodes.shift()!;
    this.edges.shift();
    this.lastNodeId = node.nodeId;
    this.lastNodeSequenceId = node.sequenceId;
    return node;
  }
  /** Nothing is left; the order's name stays. */
  clear(): void {
    this.nodes = [];
    this.edges = [];
    this.cancelled = true;
  }
}
