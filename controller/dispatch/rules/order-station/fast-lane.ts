// A fast lane on top of another rule: the last free slot of a station is kept for an order that the pod at its work cell
// completes at once.
import type { OrderStationRule } from "../rule.ts";
import { bestCovered, clearUnits, gatherPods } from "./sku-match.ts";

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
  };
}
