// Stock: reorders SKUs that run low, adds bundles at the dock to pods already on their way to be stocked, and wakes
// orders whose SKU is there again.
import type { DispatchContext } from "../context.ts";
import { limits } from "../limits.ts";
import { promiseStow, servesInjection } from "../promises.ts";

export function replenish(context: DispatchContext): void {
  checkSkus(context);
  for (const station of context.replenishStations) {
    for (let k = 0; k < context.stations.state.podCount[station]; k += 1) {
      const pod = context.stations.podAt(station, k);
      if (servesInjection(context, pod)) fillWithBundles(context, station, pod);
    }
  }
}

/** Promises bundles from the dock to a pod bound for a replenishment station, oldest first, as many as fit. */
export function fillWithBundles(context: DispatchContext, station: number, pod: number): void {
  const { dock, stations, stock, missions, observation } = context;
  if (!context.takesWork(station)) return;
  const { bundle } = dock.state;
  let k = 0;
  while (
    k < Math.min(dock.state.count, limits.dockWindowMax) &&
    stations.state.slotsFree[station] > 0 &&
    missions.state.pending[pod] < limits.bundlesPerVisitMax
  ) {
    const { sku, units } = observation.bundles;
    if (stock.hasRoom(pod, sku[bundle[k]], units[bundle[k]], context.payloadKgMax)) {
      promiseStow(context, k, station, pod);
    } else k += 1;
  }
}

function checkSkus(context: DispatchContext): void {
  const { dock, orders } = context;
  const skuCount = context.setup.skus.count;
  const checks = Math.min(limits.reorderChecksPerStep, skuCount);
  for (let i = 0; i < checks; i += 1) {
    const sku = dock.state.reorderCursor;
    dock.state.reorderCursor = (sku + 1) % skuCount;
    if (orders.state.blockedOfSku[sku] > 0 && context.spareUnits(sku) > 0) {
      orders.wake(sku, context.spareUnits(sku));
    }
    // Where stock comes by itself, only what customers wait for is asked for.
    if (dock.isPushed && orders.state.blockedOfSku[sku] === 0) continue;
    if (context.step >= context.steps(limits.firstReorderSeconds)) reorder(context, sku);
  }
}

function reorder(context: DispatchContext, sku: number): void {
  const { dock, orders, stock, setup } = context;
  const bundleUnits = setup.skus.bundleUnits[sku];
  const promised = orders.state.skuWaiting[sku] + context.state.skuUnpromised[sku];
  const position = stock.state.skuFree[sku] + dock.state.inbound[sku] + dock.state.onOrder[sku] - promised;
  const rate = context.rates.unitsPerSecond[sku];
  // An (s, S) policy: s lasts until the slowest delivery and a while longer, S is a batch above it.
  const coverSeconds = setup.supply.leadSecondsMax + limits.reorderCoverSeconds;
  if (position >= Math.max(1, rate * coverSeconds)) return;
  const target = Math.max(bundleUnits, rate * (coverSeconds + limits.reorderBatchSeconds));
  let units = Math.ceil((target - position) / bundleUnits) * bundleUnits;
  const capacity = stock.pods.capacityVolume * stock.pods.count * limits.fillShareMax;
  const room = capacity - stock.state.usedVolume - dock.state.volume;
  const bundlesOfRoom = Math.floor(room / (bundleUnits * setup.skus.unitVolume[sku]));
  // Even a full house asks for what customers wait for.
  const least = promised > 0 && position < 0 ? bundleUnits : 0;
  units = Math.max(least, Math.min(units, Math.max(0, bundlesOfRoom) * bundleUnits));
  if (units <= 0) return;
  context.commands.push({ kind: "request-supply", sku, units });
  dock.ask(sku, units);
}
