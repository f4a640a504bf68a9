// Pod matching with two changes: orders that the coming pods complete go before larger ones that they do not, and every
// fourth slot goes to the order due first if that is nearly late, so that nothing starves.
import type { OrderStationRule } from "../rule.ts";
import { becauseCovered } from "./order-reasons.ts";
import { bestCovered, clearUnits, gatherPods } from "./sku-match.ts";
import { becauseUrgent, urgentOrder } from "./urgent.ts";

export const podMatchUrgent: OrderStationRule = {
  choose(context, station) {
    const urgent = urgentOrder(context, station);
    if (urgent >= 0) return urgent;
    const skuCount = gatherPods(context, station, "all");
    const best = bestCovered(context, skuCount, "complete-first");
    clearUnits(context, skuCount);
    return best >= 0 ? best : context.orders.firstDue();
  },
  explain(context, station, entry) {
    if (entry >= 0 && entry === urgentOrder(context, station)) return becauseUrgent(context, entry);
    const skuCount = gatherPods(context, station, "all");
    const reason = becauseCovered(context, entry);
    clearUnits(context, skuCount);
    return reason;
  },
};
