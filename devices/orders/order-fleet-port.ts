// What the order desk asks of a fleet, and what the fleet tells of orders. A fleet side implements it.
import type { SiteOrder } from "./order.ts";

export type FleetAnswer =
  | { readonly kind: "taken" }
  /** It will never be able to; the order fails with these words. */
  | { readonly kind: "refused"; readonly reason: string };

export type FleetOrderEvent =
  | { readonly kind: "started"; readonly id: string; readonly robot?: string }
  /** Back in the queue: its robot was lost before it had loaded anything. */
  | { readonly kind: "returned"; readonly id: string; readonly reason: string }
  | { readonly kind: "done"; readonly id: string }
  | { readonly kind: "failed"; readonly id: string; readonly reason: string }
  | { readonly kind: "cancelled"; readonly id: string; readonly reason: string };

export interface FleetOrders {
  /**
   * Takes an order that is safe in the journal. Known ids are taken again without effect: after a restart every open order
   * is submitted anew, with what the journal knows of it: whether it was begun, and by which robot.
   */
  submit(order: SiteOrder, known: { readonly started: boolean; readonly robot?: string }): FleetAnswer;
  /** Asks for it; the answer is an event, `cancelled` or what came first. Unknown ids are answered `cancelled`. */
  cancel(id: string): void;
  setPriority(id: string, priority: number): void;
  /** Calls the listener for each event, in order, until the returned function is called. */
  subscribe(listener: (event: FleetOrderEvent) => void): () => void;
}
