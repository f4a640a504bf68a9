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

/** Units of an order that the units at hand cover; lines of one SKU share them. */
export function coveredUnits(context: DispatchContext, entry: number): number {
  const { firstNode, nodeSibling, nodeNeed } = context.orders.state;
  let units = 0;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
    units += Math.min(nodeNeed[node], unitsLeftFor(context, entry, node));
  }
  return units;
}

/** Whether the units at hand cover an order in full. */
export function isCovered(context: DispatchContext, entry: number): boolean {
  const { firstNode, nodeSibling, nodeNeed } = context.orders.state;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
    if (unitsLeftFor(context, entry, node) < nodeNeed[node]) return false;
  }
  return true;
}

/** Units at hand for a line once earlier lines of the order have taken theirs. */
function unitsLeftFor(context: DispatchContext, entry: number, node: number): number {
  const { firstNode, nodeSibling, nodeSku, nodeNeed } = context.orders.state;
  let left = context.scratch.skuUnits[nodeSku[node]];
  for (let earlier = firstNode[entry]; earlier !== node; earlier = nodeSibling[earlier]) {
    if (nodeSku[earlier] === nodeSku[node]) left -= nodeNeed[earlier];
  }
  return Math.max(0, left);
}

/** `units`: most units covered; `complete-first`: orders covered in full before others; `complete-only`: no others. */
export type Cover = "units" | "complete-first" | "complete-only";

/**
 * Visits, each once, the released orders that want an SKU at hand: a bounded number per SKU and in all, the SKU index's order.
 */
export function eachWanting(
  context: DispatchContext,
  skuCount: number,
  visit: (entry: number) => void,
): void {
  const { orders, scratch } = context;
  const { skuHead, nodeNext, nodeEntry } = orders.state;
  if (scratch.entrySeen.length < orders.state.entryTotal) {
    scratch.entrySeen = new Int32Array(2 * orders.state.entryTotal);
  }
  const seen = scratch.entrySeen;
  const stamp = ++scratch.seenStamp;
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
      visit(entry);
    }
  }
}

/**
 * The released order with the best cover by the units at hand, then the earlier due, then the lower id. −1 when nothing is
 * covered.
 */
export function bestCovered(context: DispatchContext, skuCount: number, cover: Cover): number {
  let best = -1;
  let bestComplete = false;
  let bestUnits = 0;
  eachWanting(context, skuCount, (entry) => {
    const units = coveredUnits(context, entry);
    const complete = isCovered(context, entry);
    if (cover === "complete-only" && !complete) return;
    const better =
      best < 0 ||
      (cover !== "units" && complete !== bestComplete
        ? complete
        : units !== bestUnits
          ? units > bestUnits
          : isDueBefore(context, entry, best));
    if (!better) return;
    best = entry;
    bestComplete = complete;
    bestUnits = units;
  });
  return best;
}

/** Sum of `scratch.skuUnits` over the lines of an order. */
export function sumOverLines(context: DispatchContext, entry: number): number {
  const { firstNode, nodeSibling, nodeSku } = context.orders.state;
  let sum = 0;
  for (let node = firstNode[entry]; node >= 0; node = nodeSibling[node]) {
    sum += context.scratch.skuUnits[nodeSku[node]];
  }
  return sum;
}

/** The released order with the largest sum of `scratch.skuUnits` over its lines, then due first, then lowest id; −1 = none. */
export function bestByLines(context: DispatchContext, skuCount: number): number {
  const { orders, scratch } = context;
  const { skuHead, nodeNext, nodeEntry } = orders.state;
  let best = -1;
  let bestSum = 0;
  let looked = 0;
  for (let i = 0; i < skuCount && looked < limits.orderCandidatesMax; i += 1) {
    let ofSku = 0;
    for (
      let head = skuHead[scratch.touchedSkus[i]];
      head >= 0 && ofSku < limits.ordersPerSkuMax;
      head = nodeNext[head]
    ) {
      ofSku += 1;
      looked += 1;
      const entry = nodeEntry[head];
      const sum = sumOverLines(context, entry);
      const better = sum > bestSum || (sum === bestSum && (best < 0 || isDueBefore(context, entry, best)));
      if (!better) continue;
      best = entry;
      bestSum = sum;
    }
  }
  return best;
}

/** The tie-break of all matching rules: the earlier due, then the lower id. */
export function isDueBefore(context: DispatchContext, entry: number, other: number): boolean {
  const { due, order } = context.orders.state;
  return due[entry] !== due[other] ? due[entry] < due[other] : order[entry] < order[other];
}
