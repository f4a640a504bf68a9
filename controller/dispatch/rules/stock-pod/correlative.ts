// The pod with room whose SKUs are ordered together with the bundle's: of the waiting orders that want the SKU, how many other
// lines the pod's stock serves. Ties by most free volume, then id.
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { because } from "../because.ts";
import type { StockPodRule } from "../rule.ts";

export const correlative: StockPodRule = {
  choose(context, _station, sku, _units, accepts) {
    const { podFreeVolume } = context.stock.state;
    const touched = countCompanions(context, sku);
    let best = -1;
    let bestLines = -1;
    for (let pod = 0; pod < context.setup.podCount; pod += 1) {
      const lines = linesServed(context, pod);
      const isBetter = lines > bestLines || (lines === bestLines && podFreeVolume[pod] > podFreeVolume[best]);
      if (!isBetter || !accepts(pod)) continue;
      best = pod;
      bestLines = lines;
    }
    clearCompanions(context, touched);
    return best;
  },
  explain(context, _station, sku, units, pod) {
    if (pod < 0) return because("no-pod-has-room", sku, units);
    const touched = countCompanions(context, sku);
    const lines = linesServed(context, pod);
    clearCompanions(context, touched);
    return because("ordered-together", lines);
  },
};

/** Into `scratch.skuUnits`: lines of other SKUs in the waiting orders that want this one. */
function countCompanions(context: DispatchContext, sku: number): number {
  const { skuHead, nodeNext, nodeEntry, firstNode, nodeSibling, nodeSku } = context.orders.state;
  const { skuUnits, touchedSkus } = context.scratch;
  let touched = 0;
  let looked = 0;
  for (let head = skuHead[sku]; head >= 0 && looked < limits.orderCandidatesMax; head = nodeNext[head]) {
    looked += 1;
    for (let node = firstNode[nodeEntry[head]]; node >= 0; node = nodeSibling[node]) {
      const other = nodeSku[node];
      if (other === sku) continue;
      if (skuUnits[other] === 0) touchedSkus[touched++] = other;
      skuUnits[other] += 1;
    }
  }
  return touched;
}

function clearCompanions({ scratch }: DispatchContext, touched: number): void {
  for (let i = 0; i < touched; i += 1) scratch.skuUnits[scratch.touchedSkus[i]] = 0;
}

function linesServed(context: DispatchContext, pod: number): number {
  const { slotSku, slotFree } = context.stock.state;
  const start = pod * context.stock.slotsPerPod;
  let lines = 0;
  for (let slot = start; slot < start + context.stock.slotsPerPod; slot += 1) {
    if (slotSku[slot] >= 0 && slotFree[slot] > 0) lines += context.scratch.skuUnits[slotSku[slot]];
  }
  return lines;
}
