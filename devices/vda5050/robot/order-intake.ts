// Orders as they arrive: those that come late are dropped, the others judged and begun, stitched on or refused.
import type { Message, Order, OrderEdge, OrderNode, VdaVersion } from "../model/index.ts";
import type { Condition } from "./condition.ts";
import type { Driver } from "./driver.ts";
import type { ErrorBook } from "./error-book.ts";
import { judgeOrder, orderReferences } from "./judge-order.ts";
import type { Offer } from "./offer.ts";
import type { RobotBody } from "./options.ts";
import type { Quirk } from "./quirks.ts";

export interface IntakeContext {
  readonly version: VdaVersion;
  readonly body: RobotBody;
  readonly driver: Driver;
  readonly condition: Condition;
  readonly errors: ErrorBook;
  readonly quirks: ReadonlySet<Quirk>;
  readonly offer: Offer;
}

export class OrderIntake {
  /** Passed nodes and edges that a robot with the habit of keeping them still lists. */
  keptNodes: OrderNode[] = [];
  keptEdges: OrderEdge[] = [];
  /** The newest order header seen: what is older by number and by time comes late and is dropped. */
  private newest: { readonly headerId: number; readonly timestampMs: number } | null = null;

  constructor(private readonly context: IntakeContext) {}

  /** Returns whether anything changed that a state has to tell. */
  take(order: Order, { header }: Message, payload: Uint8Array): boolean {
    const { driver, errors, quirks } = this.context;
    if (this.isLate(header.headerId, header.timestampMs)) return false;
    const verdict = this.judge(order, payload);
    switch (verdict.kind) {
      case "new":
        errors.orderAccepted();
        this.keptNodes = [];
        this.keptEdges = [];
        driver.begin(order);
        if (quirks.has("keeps-node-states") || quirks.has("keeps-passed-nodes"))
          this.keptNodes = [order.nodes[0]!];
        return true;
      case "update":
        errors.orderAccepted();
        driver.stitch(order);
        return true;
      case "repeated":
        if (quirks.has("repeats-update")) driver.repeat(order);
        return false;
      case "rejected":
        if (!quirks.has("silent-rejection")) errors.report(verdict.fault);
        return true;
    }
  }
  /** A node has been passed. */
  passed(node: OrderNode, edge: OrderEdge | undefined): void {
    const { quirks, driver, offer } = this.context;
    if (quirks.has("keeps-node-states") || (quirks.has("keeps-passed-nodes") && !driver.idle))
      this.keptNodes = [...this.keptNodes, node].slice(-offer.nodesMax);
    else this.keptNodes = [];
    if (quirks.has("keeps-edge-states") && edge !== undefined)
      this.keptEdges = [...this.keptEdges, edge].slice(-offer.nodesMax);
  }
  forget(): void {
    this.newest = null;
  }

  private judge(order: Order, payload: Uint8Array) {
    const { version, body, driver, condition, quirks, offer } = this.context;
    const breach = offer.breach(payload);
    if (breach !== undefined) {
      const references = orderReferences(order);
      return {
        kind: "rejected",
        fault: { name: "unsupportedParameter", description: breach, references },
      } as const;
    }
    return judgeOrder(order, {
      version,
      book: driver.book,
      idle: driver.idle || quirks.has("accepts-other-order"),
      available: condition.isAutomatic && condition.localized,
      position: { x: driver.motion.x, y: driver.motion.y, mapId: condition.mapId },
      startTolerance: body.startTolerance,
      nodesMax: offer.nodesMax,
      // 2.0 has no maps.
      hasMap: (mapId) => version === "2.0" || condition.hasMap(mapId),
      supports: ({ actionType }, scope) => offer.has(actionType, scope),
    });
  }
  /** Older by number and by time than what has been taken: it was held up on its way. A fleet side begun anew has newer times. */
  private isLate(headerId: number, timestampMs: number | null): boolean {
    const { newest } = this;
    const late = newest !== null && headerId < newest.headerId && (timestampMs ?? 0) < newest.timestampMs;
    if (!late) this.newest = { headerId, timestampMs: timestampMs ?? 0 };
    return late;
  }
}
