// The pod with room whose stock is wanted least now, so that filling it keeps nobody waiting; ties by most free volume, then id.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import type { StockPodRule } from "../rule.ts";

export const leastDemand: StockPodRule = {
  choose(context, _station, _sku, _units, accepts) {
    const { podFreeVolume } = context.stock.state;
    let best = -1;
    let bestDemand = Number.POSITIVE_INFINITY;
    for (let pod = 0; pod < context.setup.podCount; pod += 1) {
      const demand = unitsWanted(context, pod);
      const isBetter =
        demand < bestDemand || (demand === bestDemand && podFreeVolume[pod] > podFreeVolume[best]);
      if (!isBetter || !accepts(pod)) continue;
      best = pod;
      bestDemand = demand;
    }
    return best;
  },
  explain: (context, _station, sku, units, pod) =>
    pod < 0 ? because("no-pod-has-room", sku, units) : because("least-wanted", unitsWanted(context, pod)),
};

/** Units on the pod that waiting orders, or open ones without a promise, want. */
function unitsWanted(context: DispatchContext, pod: number): number {
  const { slotSku, slotFree } = context.stock.state;
  const { skuWaiting } = context.orders.state;
  const start = pod * context.stock.slotsPerPod;
  let units = 0;
  for (let slot = start; slot < start + context.stock.slotsPerPod; slot += 1) {
    const sku = slotSku[slot];
    if (sku >= 0) units += Math.min(slotFree[slot], skuWaiting[sku] + context.state.skuUnpromised[sku]);
  }
  return units;
}
