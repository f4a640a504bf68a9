// Nodes that may be driven and have not been sent: which of them go into the next message, and what keeps the rest back.
import type { Factsheet, Order } from "../model/index.ts";
import type { MapPoint, ZoneGate } from "../zones/index.ts";
import type { LinkReason, LinkStatus } from "./link-port.ts";
import { fitOrder, type LimitFault, orderFaults } from "./order-limits.ts";
import { ownId, type RouteNode } from "./route.ts";

/** Why nothing is sent though something is there. */
export interface WayStop extends LinkStatus {
  readonly faults: readonly LimitFault[];
}

export interface WayContext {
  /** Where the next piece begins: the end of what has been sent, or the robot's place. */
  readonly from: MapPoint;
  readonly factsheet: Factsheet | null;
  /** The message that these nodes would make. */
  readonly draft: (nodes: readonly RouteNode[]) => Order;
  readonly write: (order: Order) => string;
}

const nodesPerOrderMax = 50;

export class WayQueue {
  private nodes: readonly RouteNode[] = [];
  private maps: {
    readonly nodes: readonly RouteNode[];
    readonly at: RouteNode | null;
    readonly ids: readonly string[];
  } | null = null;
  private renewals = 0;
  /** What has been found to be too much for the robot; the same way is not looked at again before it changes. */
  private refused: { readonly nodes: readonly RouteNode[]; readonly stop: WayStop } | null = null;

  constructor(
    private readonly version: "2.0" | "2.1" | "3.0",
    private readonly gate: ZoneGate | null,
  ) {}

  get list(): readonly RouteNode[] {
    return this.nodes;
  }
  get isEmpty(): boolean {
    return this.nodes.length === 0;
  }
  /** Maps that the robot is on and is to come to. */
  mapIds(at: RouteNode | null): readonly string[] {
    if (this.maps?.nodes !== this.nodes || this.maps.at !== at) {
      const nodes = at === null ? this.nodes : [at, ...this.nodes];
      this.maps = { nodes: this.nodes, at, ids: [...new Set(nodes.map(({ mapId }) => mapId))] };
    }
    return this.maps.ids;
  }
  push(nodes: readonly RouteNode[]): void {
    if (nodes.length > 0) this.nodes = [...this.nodes, ...nodes];
  }
  clear(): readonly RouteNode[] {
    const taken = this.nodes;
    this.nodes = [];
    this.refused = null;
    return taken;
  }
  take(count: number): readonly RouteNode[] {
    const taken = this.nodes.slice(0, count);
    if (count > 0) this.nodes = this.nodes.slice(count);
    return taken;
  }
  /** Released and not driven: first again. Actions told again have new names, for robots may know the old ones as failed. */
  putBack(nodes: readonly RouteNode[]): void {
    this.nodes = [...nodes.map((node) => this.renewed(node)), ...this.nodes];
  }
  /** A person has looked: what was refused is tried again. */
  confirm(): void {
    this.refused = null;
  }

  /** How many nodes may be sent now, and why not more. */
  next(context: WayContext): { readonly count: number; readonly stop: WayStop | null } {
    const { factsheet } = context;
    if (this.refused?.nodes === this.nodes) return { count: 0, stop: this.refused.stop };
    let count = Math.min(this.nodes.length, nodesPerOrderMax);
    if (factsheet !== null) {
      const nodesMax = (factsheet.arrayLimits["order.nodes"] ?? Infinity) - 1;
      count = Math.max(1, Math.min(count, nodesMax, factsheet.arrayLimits["order.edges"] ?? Infinity));
      const stop = this.faultStop(context, factsheet);
      if (stop !== null) {
        this.refused = { nodes: this.nodes, stop };
        return { count: 0, stop };
      }
      const bytesMax = factsheet.stringLimits.messageLength ?? Infinity;
      while (bytesMax < Infinity && count > 1 && this.bytesOf(context, factsheet, count) > bytesMax)
        count = Math.ceil(count / 2);
    }
    const admitted = this.gate?.admit(context.from, this.nodes);
    if (admitted === undefined || admitted.count >= count) return { count, stop: null };
    const { zoneId, kind } = admitted.stop!;
    const reason: LinkReason = kind === "blocked" ? "zone-blocked" : "waiting-for-zone";
    return {
      count: admitted.count,
      stop: { reason, detail: zoneId, needsPerson: kind === "blocked", faults: [] },
    };
  }

  private faultStop(context: WayContext, factsheet: Factsheet): WayStop | null {
    const order = fitOrder(context.draft(this.nodes), factsheet, this.version);
    const faults = [...orderFaults(order, factsheet, this.version, () => JSON.parse(context.write(order)))];
    const bytesMax = factsheet.stringLimits.messageLength ?? Infinity;
    if (faults.length === 0 && bytesMax < Infinity) {
      const bytes = this.bytesOf(context, factsheet, 1);
      if (bytes > bytesMax) faults.push({ kind: "limit", detail: `messageLength: ${bytes} > ${bytesMax}` });
    }
    const [first] = faults;
    if (first === undefined) return null;
    const reason: LinkReason = first.kind === "action" ? "action-not-offered" : "beyond-limits";
    return { reason, detail: first.detail, needsPerson: true, faults };
  }
  private bytesOf({ draft, write }: WayContext, factsheet: Factsheet, count: number): number {
    return write(fitOrder(draft(this.nodes.slice(0, count)), factsheet, this.version)).length;
  }
  private renewed(node: RouteNode): RouteNode {
    if (node.actions.length === 0) return node;
    this.renewals += 1;
    const actions = node.actions.map((action) => ({
      ...action,
      actionId: `${ownId(action.actionId)}~${this.renewals}`,
    }));
    return { ...node, actions };
  }
}
