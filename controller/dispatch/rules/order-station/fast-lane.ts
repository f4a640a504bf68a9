// A fast lane on top of another rule: the last free slot of a station is kept for an order that the pod at its work cell
// completes at once.
import { because } from "../because.ts";
import type { OrderStationRule } from "../rule.ts";
import { bestCovered, clearUnits, coveredUnits, gatherPods, isCovered } from "./sku-match.ts";

export function withFastLane(rule: OrderStationRule): OrderStationRule {
  return {
    choose(context, station) {
      const docked = gatherPods(context, station, "docked");
      const fast = bestCovered(context, docked, "complete-only");
      clearUnits(context, docked);
      if (fast >= 0) return fast;
      const lastSlot =
        context.stations.state.slotsFree[station] === 1 && context.observation.stations.slots[station] > 1;
      return lastSlot ? -1 : rule.choose(context, station);
    },
    explain(context, station, entry) {
      if (entry < 0 && context.orders.releasedCount > 0) return because("slot-kept-for-fast-lane");
      const docked = gatherPods(context, station, "docked");
      const units = entry >= 0 && isCovered(context, entry) ? coveredUnits(context, entry) : 0;
      clearUnits(context, docked);
      if (units === 0) return rule.explain(context, station, entry);
      return because("pod-at-station-completes", context.orders.state.order[entry], units);
    },
  };
}
