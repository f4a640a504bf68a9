// The order that a robot is meant to have: what was sent, what of it the robot has shown, what it has passed.
import type { ActionState, Order, OrderNode, RobotState } from "../model/index.ts";
import { type MapPoint, pointDistance } from "../zones/index.ts";
import {
  distanceToRoute,
  type RouteNode,
  routeEdge,
  routeOrderNode,
  type StartNode,
  startOrderNode,
} from "./route.ts";

interface Planned {
  readonly route: RouteNode;
  readonly sequenceId: number;
}

/** What a state told of the order. */
export interface Reflection {
  /** Nodes passed since the last state, in order. */
  readonly passed: readonly RouteNode[];
  /** Actions of nodes reached that are over now. */
  readonly over: readonly ActionState[];
  /** The robot has the order's name, and none of what is left of it. */
  readonly cleared: boolean;
  /** The robot says that it is beyond what it has been told of. */
  readonly beyond: boolean;
}

export class OrderIntent {
  updateId = 0;
  /** Newest update that the robot has shown; −1 = not even the order. */
  shownUpdateId = -1;
  /** The newest message, repeated until it shows. */
  message: Order;
  sends = 0;
  /** Actions sent and not over, with the sequence id of their node. */
  readonly openActions = new Map<string, { readonly at: number; readonly actionType: string }>();
  private ahead: Planned[];
  private last: { readonly node: OrderNode; readonly route: RouteNode | null };
  /** Last sequence id that the robot can know of before and with the newest message. */
  private shownEnd = 0;
  private sentEnd: number;

  constructor(
    readonly orderId: string,
    start: StartNode,
    route: readonly RouteNode[],
  ) {
    const first = startOrderNode(start);
    this.ahead = [];
    this.last = { node: first, route: null };
    this.message = this.append(first, route);
    this.sentEnd = this.last.node.sequenceId;
  }

  /** The robot has shown all that was sent. */
  get isShown(): boolean {
    return this.shownUpdateId === this.updateId;
  }
  get isPassed(): boolean {
    return this.ahead.length === 0;
  }
  /** Everything has been driven and done. */
  get isDone(): boolean {
    return this.isShown && this.isPassed && this.openActions.size === 0;
  }
  /** Where the next piece begins. */
  get end(): MapPoint {
    const { node, route } = this.last;
    return route ?? node.position!;
  }
  /** Nodes not passed yet. */
  get unpassed(): readonly RouteNode[] {
    return this.ahead.map(({ route }) => route);
  }

  /** The next update: stitched at the last node, whose actions come again or not. */
  extend(route: readonly RouteNode[], stitchingActions: "with" | "without"): void {
    const { node } = this.last;
    const stitch = stitchingActions === "with" ? node : { ...node, actions: [] };
    this.updateId += 1;
    this.sends = 0;
    this.message = this.append(stitch, route);
    this.sentEnd = this.last.node.sequenceId;
  }

  /**
   * Takes what a state says; the state must be of this order. A node counts as passed when the robot says so and stands no
   * further than `accuracy` metres from there or from the way on: robots may call a node reached from a distance.
   */
  reflect(state: RobotState, accuracy: number): Reflection {
    if (state.orderUpdateId >= this.updateId && !this.isShown) {
      this.shownUpdateId = this.updateId;
      this.shownEnd = this.sentEnd;
    } else if (this.shownUpdateId < state.orderUpdateId) this.shownUpdateId = state.orderUpdateId;
    const reached = state.lastNodeSequenceId;
    const passed: RouteNode[] = [];
    const toPass = this.ahead.filter(
      ({ sequenceId }) => sequenceId <= Math.min(reached, this.shownEnd),
    ).length;
    if (toPass > 0 && !this.isThere(state, toPass - 1, accuracy)) {
      // All but the last lie behind it in any case.
      passed.push(...this.ahead.splice(0, toPass - 1).map(({ route }) => route));
    } else passed.push(...this.ahead.splice(0, toPass).map(({ route }) => route));
    const over = this.takeActions(state);
    const listed = new Set(state.nodeStates.map(({ sequenceId }) => sequenceId));
    const known = this.ahead.filter(({ sequenceId }) => sequenceId <= this.shownEnd);
    return {
      passed,
      over,
      cleared: known.length > 0 && !state.driving && known.every(({ sequenceId }) => !listed.has(sequenceId)),
      beyond: reached > this.sentEnd,
    };
  }

  private isThere({ position }: RobotState, index: number, accuracy: number): boolean {
    if (position === undefined) return true;
    const { route } = this.ahead[index]!;
    const next = this.ahead[index + 1]?.route;
    const away =
      next === undefined ? pointDistance(position, route, route) : distanceToRoute(position, route, next);
    return away <= accuracy;
  }
  private append(first: OrderNode, route: readonly RouteNode[]): Order {
    const nodes: OrderNode[] = [first];
    const edges = route.map((next) => {
      const before = nodes.at(-1)!;
      const node = routeOrderNode(next, before.sequenceId + 2);
      nodes.push(node);
      this.ahead.push({ route: next, sequenceId: node.sequenceId });
      for (const { actionId, actionType } of next.actions)
        this.openActions.set(actionId, { at: node.sequenceId, actionType });
      return routeEdge(before, next, before.sequenceId + 1);
    });
    this.last = { node: nodes.at(-1)!, route: route.at(-1) ?? this.last.route };
    return { orderId: this.orderId, orderUpdateId: this.updateId, nodes, edges };
  }
  private takeActions(state: RobotState): readonly ActionState[] {
    const over: ActionState[] = [];
    for (const entry of state.actionStates) {
      const { actionId, status } = entry;
      const open = this.openActions.get(actionId);
      if (open === undefined || (status !== "FINISHED" && status !== "FAILED")) continue;
      // What failed before it was its turn went with a cancellation and is told again.
      if (open.at > state.lastNodeSequenceId) continue;
      this.openActions.delete(actionId);
      over.push(entry);
    }
    return over;
  }
}
