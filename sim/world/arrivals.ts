// Part 2 of a step: orders and bundles that the demand source and the supplier bring.
import { assert } from "../kernel/index.ts";
import { type ArrivalSink, type DemandSource, EventKind } from "../model/index.ts";
import { receiveBundle, receiveDeliveries } from "./supply.ts";
import type { WorldState } from "./world-state.ts";

/** Lets things arrive; one per world, so that no step allocates. */
export interface Arrivals {
  arrive(): void;
}

export function newArrivals(state: WorldState, demand: DemandSource): Arrivals {
  const backlog = { orders: 0, bundles: 0 };
  const sink: ArrivalSink = {
    order: (priority, dueStep, lines) => receiveOrder(state, priority, dueStep, lines),
    bundle: (sku, units) => {
      checkSkuUnits(state, sku, units);
      receiveBundle(state, sku, units);
    },
  };
  return {
    arrive: () => {
      receiveDeliveries(state);
      backlog.orders = state.orders.waiting;
      backlog.bundles = state.bundles.atDock;
      demand.arrive(state.step, backlog, sink);
    },
  };
}

function receiveOrder(state: WorldState, priority: number, dueStep: number, lines: ArrayLike<number>): void {
  assert(
    lines.length >= 2 && lines.length % 2 === 0,
    `order lines must alternate SKU, units; got ${lines.length} numbers`,
  );
  for (let i = 0; i < lines.length; i += 2) checkSkuUnits(state, lines[i]!, lines[i + 1]!);
  const order = state.orders.add(state.step, priority, dueStep, lines);
  state.events.add(EventKind.orderArrived, order);
}

function checkSkuUnits(state: WorldState, sku: number, units: number): void {
  const { count } = state.setup.skus;
  assert(Number.isInteger(sku) && sku >= 0 && sku < count, `SKU must be 0 … ${count - 1}, got ${sku}`);
  assert(Number.isInteger(units) && units > 0, `units must be a positive integer, got ${units}`);
}
