// Pod matching with two changes: orders that the coming pods complete go before larger ones that they do not, and every
// fourth slot goes to the order due first if that is nearly late, so that nothing starves.
import type { OrderStationRule } from "../rule.ts";
import { bestCovered, clearUnits, gatherPods } from "./sku-match.ts";
import { urgentOrder } from "./urgent.ts";

export const podMatchUrgent: OrderStationRule = {
  choose(context, station) {
    const urgent = urgentOrder(context, station);
    if (urgent >= 0) return urgent;
    const skuCount = gatherPods(context, station, "all");
    const best = bestCovered(context, skuCount, "complete-first");
    clearUnits(context, skuCount);
    return best >= 0 ? best : context.orders.firstDue();
  },
};
