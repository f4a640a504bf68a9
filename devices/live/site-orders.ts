// Transport orders of other systems, by names of places, as work of the fleet.
import type { FleetAnswer, FleetOrderEvent, FleetOrders, SiteOrder } from "../orders/index.ts";
import type { TransportOrders } from "./transport-orders.ts";

export class SiteOrders implements FleetOrders {
  /**
   * @param places number of each place of the site by its name.
   * @param acted orders for which earlier runs have told robots to act, by their journal (`actedFor`); left out: not known.
   */
  constructor(
    private readonly transports: TransportOrders,
    private readonly places: ReadonlyMap<string, number>,
    private readonly acted?: ReadonlySet<string>,
  ) {}

  submit(order: SiteOrder, known: { readonly started: boolean; readonly robot?: string }): FleetAnswer {
    if (order.kind !== "transport")
      return { kind: "refused", reason: "this fleet carries transport orders only" };
    const from = this.places.get(order.from);
    const to = this.places.get(order.to);
    if (from === undefined || to === undefined)
      return {
        kind: "refused",
        reason: `no place ${from === undefined ? order.from : order.to} on this site`,
      };
    const { id, priority, dueMs } = order;
    const due = dueMs === undefined ? {} : { dueMs };
    const begun = {
      ...(known.robot === undefined ? {} : { robot: known.robot }),
      neverActed: this.acted !== undefined && !this.acted.has(id),
    };
    // That it was begun is written down by itself, and may have been lost where what its robot was told was not.
    const isBegun = known.started || this.acted?.has(id) === true;
    if (
      this.transports.status(id) === undefined &&
      !this.transports.submit({ id, from, to, priority, ...due }, isBegun ? begun : undefined)
    )
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
