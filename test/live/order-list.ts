// What an order desk knows of transports: each order, whether it was begun and by whom, from what the fleet side tells.
import type { TransportOrder, TransportOrders } from "../../devices/live/index.ts";

interface Known {
  readonly order: TransportOrder;
  begun: { readonly robot: string } | undefined;
  ended: "done" | "failed" | "cancelled" | null;
}

export class OrderList {
  readonly known = new Map<string, Known>();
  /** Orders for which robots were told to act, as a journal has it. */
  readonly acted = new Set<string>();

  accept(order: TransportOrder): void {
    this.known.set(order.id, { order, begun: undefined, ended: null });
  }
  /** Hands open orders to a fleet side that has just begun, and listens to it. */
  join(transports: TransportOrders, hasJournal: boolean): void {
    transports.subscribe((event) => {
      const known = this.known.get(event.id);
      if (known === undefined || known.ended !== null) return;
      if (event.kind === "started") known.begun = { robot: event.robot ?? "" };
      else if (event.kind === "returned") known.begun = undefined;
      else known.ended = event.kind;
    });
    for (const { order, begun, ended } of this.known.values()) {
      if (ended !== null) continue;
      const neverActed = hasJournal && !this.acted.has(order.id);
      transports.submit(order, begun === undefined ? undefined : { ...begun, neverActed });
    }
  }
  count(ended: Known["ended"]): number {
    return [...this.known.values()].filter((known) => known.ended === ended).length;
  }
}
