// Pod matching (Merschformann, Xie, Li 2018): a free slot gets the waiting order that is best completed by pods already
// at the station or on their way to it; if none fits, the order due first.
import type { OrderStationRule } from "../rule.ts";
import { bestCovered, clearUnits, gatherPods } from "./sku-match.ts";
import { urgentOrder } from "./urgent.ts";

export const podMatch: OrderStationRule = {
  choose(context, station) {
    const urgent = urgentOrder(context, station);
    if (urgent >= 0) return urgent;
    const skuCount = gatherPods(context, station, "all");
    const best = bestCovered(context, skuCount, false);
    clearUnits(context, skuCount);
    return best >= 0 ? best : context.orders.firstDue();
  },
};
