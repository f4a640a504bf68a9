// What other systems order: something carried from here to there, or lines picked for a customer. Names are the site's own;
// times are milliseconds since 1970 of the wall clock, as people mean them.

export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
}

interface AnyOrder {
  readonly id: string;
  /** Larger goes first. */
  readonly priority: number;
  readonly dueMs?: number;
}
export interface TransportOrder extends AnyOrder {
  readonly kind: "transport";
  /** Names of stations or places. */
  readonly from: string;
  readonly to: string;
}
export interface WarehouseOrder extends AnyOrder {
  readonly kind: "warehouse";
  readonly lines: readonly OrderLine[];
  /** Station where it is to be picked; any, where absent. */
  readonly station?: string;
}
export type SiteOrder = TransportOrder | WarehouseOrder;

/**
 * accepted → started → done | failed | cancelled. What has been started may go back to accepted when a robot is lost before it
 * has loaded anything.
 */
export type OrderState = "accepted" | "started" | "done" | "failed" | "cancelled";

export interface OrderStatus {
  readonly order: SiteOrder;
  readonly state: OrderState;
  /** Somebody asked for it to be cancelled; it may still be done first. */
  readonly cancelRequested: boolean;
  /** Robot that has it, where one does. */
  readonly robot?: string;
  /** Why it failed, was cancelled, or waits. */
  readonly note?: string;
  readonly acceptedMs: number;
  readonly changedMs: number;
}

export function isOver(state: OrderState): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** The same text for the same order, whatever the sequence of its fields. */
export function orderText(order: SiteOrder): string {
  const { id, priority, dueMs = null } = order;
  return order.kind === "transport"
    ? JSON.stringify([order.kind, id, priority, dueMs, order.from, order.to])
    : JSON.stringify([
        order.kind,
        id,
        priority,
        dueMs,
        order.station ?? null,
        order.lines.map(({ sku, quantity }) => [sku, quantity]),
      ]);
}
