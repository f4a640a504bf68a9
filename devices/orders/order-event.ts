// What happens to orders, as the journal keeps it and as other systems hear it.
import type { JournalRecord } from "../journal/index.ts";
import type { SiteOrder } from "./order.ts";

export type OrderEvent = JournalRecord & { readonly atMs: number } & (
    | {
        readonly kind: "order-accepted";
        readonly order: SiteOrder;
        readonly idempotencyKey?: string;
        /** The id was made here: whoever sends the order again sends it without. */
        readonly madeId?: true;
      }
    | { readonly kind: "order-priority"; readonly id: string; readonly priority: number }
    | { readonly kind: "order-cancel-requested"; readonly id: string; readonly reason: string }
    | { readonly kind: "order-started"; readonly id: string; readonly robot?: string }
    | { readonly kind: "order-returned"; readonly id: string; readonly reason: string }
    | { readonly kind: "order-done"; readonly id: string }
    | { readonly kind: "order-failed"; readonly id: string; readonly reason: string }
    | { readonly kind: "order-cancelled"; readonly id: string; readonly reason: string }
  );

export type OrderEventKind = OrderEvent["kind"];

/** The order that an event is about. */
export function orderIdOf(event: OrderEvent): string {
  return event.kind === "order-accepted" ? event.order.id : event.id;
}
