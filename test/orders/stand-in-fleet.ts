// A fleet without robots: it takes orders and does with them what it is told, as a fleet would.
import type { FleetAnswer, FleetOrderEvent, FleetOrders, SiteOrder } from "../../devices/orders/index.ts";

type Phase = "waiting" | "started" | "over";

export class StandInFleet implements FleetOrders {
  readonly orders = new Map<string, { order: SiteOrder; phase: Phase }>();
  readonly submissions: string[] = [];
  /** Orders that it says it can never do. */
  refuses: (order: SiteOrder) => string | null = () => null;
  private readonly listeners = new Set<(event: FleetOrderEvent) => void>();

  submit(order: SiteOrder, known: { readonly started: boolean }): FleetAnswer {
    this.submissions.push(order.id);
    const reason = this.refuses(order);
    if (reason !== null) return { kind: "refused", reason };
    if (!this.orders.has(order.id))
      this.orders.set(order.id, { order, phase: known.started ? "started" : "waiting" });
    return { kind: "taken" };
  }
  cancel(id: string): void {
    const known = this.orders.get(id);
    if (known?.phase === "over") return;
    if (known !== undefined) known.phase = "over";
    this.tell({ kind: "cancelled", id, reason: "asked for" });
  }
  setPriority(id: string, priority: number): void {
    const known = this.orders.get(id);
    if (known !== undefined) known.order = { ...known.order, priority };
  }
  subscribe(listener: (event: FleetOrderEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  start(id: string, robot = "robot-1"): void {
    this.phaseOf(id, "waiting", "started");
    this.tell({ kind: "started", id, robot });
  }
  handBack(id: string): void {
    this.phaseOf(id, "started", "waiting");
    this.tell({ kind: "returned", id, reason: "robot lost" });
  }
  end(id: string, kind: "done" | "failed"): void {
    this.phaseOf(id, "started", "over");
    this.tell(kind === "done" ? { kind, id } : { kind, id, reason: "nothing there to pick" });
  }
  /** A word as it comes from a fleet that repeats itself or is wrong. */
  tell(event: FleetOrderEvent): void {
    for (const listener of this.listeners) listener(event);
  }
  ids(phase: Phase): readonly string[] {
    return [...this.orders].filter(([, known]) => known.phase === phase).map(([id]) => id);
  }

  private phaseOf(id: string, from: Phase, to: Phase): void {
    const known = this.orders.get(id);
    if (known?.phase !== from) throw new Error(`${id} is ${known?.phase}, not ${from}`);
    known.phase = to;
  }
}
