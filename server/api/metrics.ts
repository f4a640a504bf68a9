// Prometheus metrics of the API, the orders and the fleet. A registry of its own, so that two servers in a process do not meet.
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { isOver, type OrderDesk } from "../../devices/orders/index.ts";
import type { FleetView } from "./api-ports.ts";
import type { EventStreams } from "./event-stream.ts";

const secondsBuckets = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

export class ApiMetrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: "peakfleet_http_request_seconds",
    help: "Time from request to answer",
    labelNames: ["route", "method", "status"],
    buckets: secondsBuckets,
    registers: [this.registry],
  });
  private readonly orderEvents = new Counter({
    name: "peakfleet_order_events_total",
    help: "Events of orders, by kind",
    labelNames: ["kind"],
    registers: [this.registry],
  });
  private readonly unsubscribe: () => void;

  constructor(orders: OrderDesk, fleet: FleetView, streams: EventStreams) {
    this.unsubscribe = orders.subscribe(({ event }) => this.orderEvents.inc({ kind: event.kind }));
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers: [this.registry],
        collect() {
          this.set(read());
        },
      });
    gauge("peakfleet_orders_open", "Orders that are not over", () => orders.book.openCount);
    gauge("peakfleet_orders_started", "Orders that a robot works on", () =>
      count(orders.book.all(), ({ state }) => !isOver(state) && state === "started"),
    );
    gauge("peakfleet_journal_sequence", "Newest record of the journal of orders", () => orders.lastSequence);
    gauge("peakfleet_journal_records", "Records of it that are kept", () =>
      Math.max(0, orders.lastSequence - orders.firstSequence + 1),
    );
    gauge("peakfleet_ready", "1 when orders can be taken in and carried out", () =>
      Number(!orders.hasFailed && fleet.lacks().length === 0),
    );
    gauge("peakfleet_alarms", "Alarms that hold", () => fleet.alarms("en").length);
    gauge("peakfleet_event_listeners", "Open event streams", () => streams.count);
    gauge(
      "peakfleet_event_listeners_cut_off",
      "Event streams ended because nobody read",
      () => streams.cutOff,
    );
    this.robotGauge(
      "peakfleet_robot_state_age_seconds",
      "Seconds since a robot's last state",
      fleet,
      (robot) => (robot.stateAgeMs === undefined ? undefined : robot.stateAgeMs / 1000),
    );
    this.robotGauge("peakfleet_robot_online", "1 when a robot is connected", fleet, ({ connection }) =>
      Number(connection === "online"),
    );
    this.robotGauge("peakfleet_robot_charge_ratio", "Battery charge, 0 to 1", fleet, ({ charge }) => charge);
  }

  observe(route: string, method: string, status: number, seconds: number): void {
    this.requests.observe({ route, method, status: String(status) }, seconds);
  }
  close(): void {
    this.unsubscribe();
  }

  private robotGauge(
    name: string,
    help: string,
    fleet: FleetView,
    read: (robot: ReturnType<FleetView["robots"]>[number]) => number | undefined,
  ): void {
    new Gauge({
      name,
      help,
      labelNames: ["robot"],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const robot of fleet.robots("en")) {
          const value = read(robot);
          if (value !== undefined) this.set({ robot: robot.name }, value);
        }
      },
    });
  }
}

function count<T>(items: Iterable<T>, fits: (item: T) => boolean): number {
  let found = 0;
  for (const item of items) if (fits(item)) found += 1;
  return found;
}
