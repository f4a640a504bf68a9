// Finding, through the SKU index, the released order that best fits a set of units at hand.
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { servesInjection } from "../../promises.ts";
import { Mission } from "../../state/missions.ts";

/** Adds the free units of the pods bound for a station (all, or only those at its work cell). */
export function gatherPods(context: DispatchContext, station: number, which: "all" | "docked"): number {
  const { stations, stock, missions, scratch } = context;
  const { slotSku, slotFree } = stock.state;
  let skuCount = 0;
  for (let k = 0; k < stations.state.podCount[station]; k += 1) {
    const pod = stations.podAt(station, k);
    if (!servesInjection(context, pod)) continue;
    if (which === "docked" && missions.state.mission[missions.state.claim[pod]] !== Mission.serving) continue;
    const start = pod * stock.slotsPerPod;
    for (let slot = start; slot < start + stock.slotsPerPod; slot += 1) {
      if (slotFree[slot] <= 0) continue;
      const sku = slotSku[slot];
      if (scratch.skuUnits[sku] === 0) scratch.touchedSkus[skuCount++] = sku;
      scratch.skuUnits[sku] += slotFree[slot];
    }
  }
  return skuCount;
}

/** Clears what `gatherPods` has written. */
export function clearUnits(context: DispatchContext, skuCount: number): void {
  for (let i = 0; i < skuCount; i += 1) context.scratch.skuUnits[context.scratch.touchedSkus[i]] = 0;
}

/**
 * The released order with the best cover by the units at hand: complete ones first, then more units, then the earlier
 * due, then the lower id. −1 when nothing is covered. `completeOnly` leaves partial covers out.
 */
export function bestCovered(context: DispatchContext, skuCount: number, completeOnly: boolean): number {
  const { orders, scratch } = context;
  const { skuHead, nodeNext, nodeEntry, nodeNeed, nodeSku, nodeSibling, firstNode, order, due } =
    orders.state;
  if (scratch.entrySeen.length < orders.state.entryTotal) {
    scratch.entrySeen = new Int32Array(2 * orders.state.entryTotal);
  }
  const seen = scratch.entrySeen;
  const stamp = ++scratch.seenStamp;
  let best = -1;
  let bestComplete = false;
  let bestUnits = 0;
  let looked = 0;
  for (let i = 0; i < skuCount && looked < limits.orderCandidatesMax; i += 1) {
    let ofSku = 0;
    for (
      let head = skuHead[scratch.touchedSkus[i]];
      head >= 0 && ofSku < limits.ordersPerSkuMax;
      head = nodeNext[head]
    ) {
      ofSku += 1;
      const entry = nodeEntry[head];
      if (seen[entry] === stamp) continue;
      seen[entry] = stamp;
      looked += 1;
      let units = 0;
      let complete = true;
      for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
        // Lines of one SKU share the units at hand: what earlier ones take is gone for this one.
        let left = scratch.skuUnits[nodeSku[node]];
        for (let earlier = firstNode[entry]; earlier !== node; earlier = nodeSibling[earlier]) {
          if (nodeSku[earlier] === nodeSku[node]) left -= nodeNeed[earlier];
        }
        const covered = Math.max(0, Math.min(nodeNeed[node], left));
        units += covered;
        if (covered < nodeNeed[node]) complete = false;
      }
      if (completeOnly && !complete) continue;
      const better =
        best < 0 ||
        (complete !== bestComplete
          ? complete
          : units !== bestUnits
            ? units > bestUnits
            : due[entry] !== due[best]
              ? due[entry] < due[best]
              : order[entry] < order[best]);
      if (!better) continue;
      best = entry;
      bestComplete = complete;
      bestUnits = units;
    }
  }
  return best;
}
