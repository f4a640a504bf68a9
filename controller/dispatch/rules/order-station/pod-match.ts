// Pod matching (Merschformann, Xie, Li 2018): a free slot gets the waiting order of which the pods at the station or on their
// way to it have most units, complete or not; ties, and orders that match nothing, by due time.
import type { OrderStationRule } from "../rule.ts";
import { becauseCovered } from "./order-reasons.ts";
import { bestCovered, clearUnits, gatherPods } from "./sku-match.ts";

export const podMatch: OrderStationRule = {
  choose(context, station) {
    const skuCount = gatherPods(context, station, "all");
    const best = bestCovered(context, skuCount, "units");
    clearUnits(context, skuCount);
    return best >= 0 ? best : context.orders.firstDue();
  },
  explain(context, station, entry) {
    const skuCount = gatherPods(context, station, "all");
    const reason = becauseCovered(context, entry);
    clearUnits(context, skuCount);
    return reason;
  },
};
