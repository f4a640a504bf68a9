// Part 2 of a step: orders and bundles that the demand source and the supplier bring.
import { assert } from "../kernel/index.ts";
import { type ArrivalSink, BundleState, type DemandSource, EventKind } from "../model/index.ts";
import { foreseeCancellation } from "./faults.ts";
import { receiveBundle, receiveDeliveries } from "./supply.ts";
import type { WorldState } from "./world-state.ts";

/** Lets things arrive; one per world, so that no step allocates. */
export interface Arrivals {
  arrive(): void;
}

export function newArrivals(state: WorldState, demand: DemandSource): Arrivals {
  // A parcel is there when it arrives: a sorter never lacks stock.
  const spareUnits = (sku: number) =>
    state.sorter !== null ? Number.POSITIVE_INFINITY : state.pods.skuUnits[sku]! - state.wantedUnits[sku]!;
  const backlog = { orders: 0, bundles: 0, stockShare: () => stockShare(state), spareUnits };
  const sink: ArrivalSink = {
    order: (priority, dueStep, lines) => {
      for (let copies = copiesOf(state); copies > 0; copies -= 1) {
        receiveOrder(state, priority, dueStep, lines);
      }
    },
    bundle: (sku, units) => {
      checkSkuUnits(state, sku, units);
      receiveBundle(state, sku, units);
    },
  };
  return {
    arrive: () => {
      receiveDeliveries(state);
      backlog.orders = state.orders.waiting;
      // While nothing arrives, a source that fills the dock up is told that it is full: its n-th bundle comes later.
      backlog.bundles = state.step < state.supplyStoppedUntil ? Infinity : state.bundles.atDock;
      demand.arrive(state.step, backlog, sink);
    },
  };
}

/** How many times the next order comes: once, or in a surge as its factor says, with one draw for what is no whole number. */
function copiesOf(state: WorldState): number {
  if (state.step >= state.surgeUntil) return 1;
  return Math.floor(state.surgeFactor + state.surges.uniform());
}

/** Bundles at the dock are among the youngest; the search for them ends once all are found. */
function stockShare(state: WorldState): number {
  const { pods, bundles, setup } = state;
  let volume = 0;
  for (let pod = 0; pod < pods.count; pod += 1) volume += pods.usedVolume[pod]! + pods.promisedVolume[pod]!;
  let left = bundles.atDock;
  for (let bundle = bundles.count - 1; left > 0; bundle -= 1) {
    if (bundles.state[bundle] !== BundleState.dock) continue;
    volume += bundles.units[bundle]! * setup.skus.unitVolume[bundles.sku[bundle]!]!;
    left -= 1;
  }
  return volume / (pods.capacityVolume * pods.count);
}

function receiveOrder(state: WorldState, priority: number, dueStep: number, lines: ArrayLike<number>): void {
  assert(
    lines.length >= 2 && lines.length % 2 === 0,
    `order lines must alternate SKU, units; got ${lines.length} numbers`,
  );
  for (let i = 0; i < lines.length; i += 2) checkSkuUnits(state, lines[i]!, lines[i + 1]!);
  const order = state.orders.add(state.step, priority, dueStep, lines);
  for (let i = 0; i < lines.length; i += 2) state.wantedUnits[lines[i]!]! += lines[i + 1]!;
  state.events.add(EventKind.orderArrived, order);
  if (state.sorter === null) reportShortage(state, order, lines);
  foreseeCancellation(state, order);
}

/** Says once for an order that the pods hold less of one of its SKUs than open orders want, itself included. */
function reportShortage(state: WorldState, order: number, lines: ArrayLike<number>): void {
  for (let i = 0; i < lines.length; i += 2) {
    const sku = lines[i]!;
    if (state.wantedUnits[sku]! <= state.pods.skuUnits[sku]!) continue;
    state.events.add(EventKind.orderShort, order, sku);
    return;
  }
}

function checkSkuUnits(state: WorldState, sku: number, units: number): void {
  const { count } = state.setup.skus;
  assert(Number.isInteger(sku) && sku >= 0 && sku < count, `SKU must be 0 … ${count - 1}, got ${sku}`);
  assert(Number.isInteger(units) && units > 0, `units must be a positive integer, got ${units}`);
}
