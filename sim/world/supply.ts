// The supplier: units asked for arrive at the dock as bundles after a random lead time.
import type { QueuedEvent } from "../kernel/index.ts";
import { EventKind } from "../model/index.ts";
import type { WorldState } from "./world-state.ts";

/** Asks for units of a SKU. */
export function requestSupply(state: WorldState, sku: number, units: number): void {
  const { setup } = state;
  const seconds = state.leadTimes.between(setup.supply.leadSecondsMin, setup.supply.leadSecondsMax);
  const late = lateSeconds(state);
  if (late > 0) state.events.add(EventKind.deliveryLate, sku, units);
  const arrival = state.step + Math.max(1, Math.round((seconds + late) / setup.stepSeconds));
  state.deliveries.push(arrival, 0, 0, sku, units);
  state.onOrderUnits[sku]! += units;
}

/** Two draws for every request, so that the n-th request's fate does not depend on those before it. */
function lateSeconds({ setup, lateDeliveries }: WorldState): number {
  const { late } = setup.supply;
  if (late === undefined) return 0;
  const isLate = lateDeliveries.uniform() < late.share;
  const seconds = lateDeliveries.between(late.secondsMin, late.secondsMax);
  return isLate ? seconds : 0;
}

const due: QueuedEvent = { time: 0, kind: 0, a: 0, b: 0 };

/** Unloads what is due by this step: whole bundles of the SKU's size, and a smaller one for the rest. */
export function receiveDeliveries(state: WorldState): void {
  if (state.step < state.supplyStoppedUntil) return;
  while (state.deliveries.nextTime <= state.step) {
    state.deliveries.pop(due);
    const sku = due.a;
    state.onOrderUnits[sku]! -= due.b;
    const bundleUnits = state.setup.skus.bundleUnits[sku]!;
    for (let left = due.b; left > 0; left -= bundleUnits)
      receiveBundle(state, sku, Math.min(left, bundleUnits));
  }
}

/** A bundle is at the dock. */
export function receiveBundle(state: WorldState, sku: number, units: number): void {
  const bundle = state.bundles.add(state.step, sku, units);
  state.events.add(EventKind.bundleArrived, bundle);
}
