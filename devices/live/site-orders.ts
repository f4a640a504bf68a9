// Transport orders of other systems, by names of places, as work of the fleet.
import type { FleetAnswer, FleetOrderEvent, FleetOrders, SiteOrder } from "../orders/index.ts";
import type { TransportOrders } from "./transport-orders.ts";

export class SiteOrders implements FleetOrders {
  /** @param places number of each place of the site by its name. */
  constructor(
    private readonly transports: TransportOrders,
    private readonly places: ReadonlyMap<string, number>,
  ) {}

  submit(order: SiteOrder, _known: { readonly started: boolean }): FleetAnswer {
    if (order.kind !== "transport")
      return { kind: "refused", reason: "this fleet carries transport orders only" };
    const from = this.places.get(order.from);
    const to = this.places.get(order.to);
    if (from === undefined || to === undefined)
      return {
        kind: "refused",
        reason: `no place ${from === undefined ? order.from : order.to} on this site`,
      };
    const { id, priority } = order;
    if (this.transports.status(id) === undefined && !this.transports.submit({ id, from, to, priority }))
      return { kind: "refused", reason: "too many open orders" };
    return { kind: "taken" };
  }
  cancel(id: string): void {
    this.transports.cancel(id, "cancelled by request");
  }
  setPriority(id: string, priority: number): void {
    this.transports.setPriority(id, priority);
  }
  subscribe(listener: (event: FleetOrderEvent) => void): () => void {
    return this.transports.subscribe(listener);
  }
}
