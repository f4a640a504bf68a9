// Pod matching with a fast lane: the last free slot of a station is kept for an order that the pod at its work cell
// completes at once.
import type { OrderStationRule } from "../rule.ts";
import { podMatch } from "./pod-match.ts";
import { bestCovered, clearUnits, gatherPods } from "./sku-match.ts";

export const podMatchFastLane: OrderStationRule = {
  choose(context, station) {
    const docked = gatherPods(context, station, "docked");
    const fast = bestCovered(context, docked, true);
    clearUnits(context, docked);
    if (fast >= 0) return fast;
    const lastSlot =
      context.stations.state.slotsFree[station] === 1 && context.observation.stations.slots[station] > 1;
    return lastSlot ? -1 : podMatch.choose(context, station);
  },
};
