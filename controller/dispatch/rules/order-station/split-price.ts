// Splitting at the plan's prices: of the orders, or parts of orders, that the coming pods have, the one that brings most for the
// person's time that it takes. While stations are scarce small orders go first; while they are not it is the split rule.
import type { DispatchContext } from "../../context.ts";
import { because } from "../because.ts";
import { type Prices, pricesNow } from "../plan-prices.ts";
import type { OrderStationRule } from "../rule.ts";
import { unitsOf } from "./order-reasons.ts";
import { clearUnits, coveredUnits, eachWanting, gatherPods, isCovered, isDueBefore } from "./sku-match.ts";
import { split } from "./split.ts";
import { urgentOrder } from "./urgent.ts";

export const splitPrice: OrderStationRule = {
  choose(context, station) {
    const prices = pricesNow(context);
    if (prices === null || prices.stationSecond === 0) return split.choose(context, station);
    const urgent = urgentOrder(context, station);
    if (urgent >= 0) return urgent;
    const skuCount = gatherPods(context, station, "all");
    const best = mostNet(context, skuCount, prices);
    clearUnits(context, skuCount);
    return best >= 0 ? best : context.orders.firstDue();
  },
  part: split.part!,
  explain(context, station, entry) {
    const prices = pricesNow(context);
    const isPriced = prices !== null && prices.stationSecond > 0 && entry >= 0;
    if (!isPriced || entry === urgentOrder(context, station)) return split.explain(context, station, entry);
    const skuCount = gatherPods(context, station, "all");
    const net = netOrders(context, entry, prices);
    clearUnits(context, skuCount);
    return because("most-net-of-person", context.orders.state.order[entry], net);
  },
};

/** Most orders net of the person's time; whole orders before parts, then the earlier due, then the lower id; −1 = none. */
function mostNet(context: DispatchContext, skuCount: number, prices: Prices): number {
  let best = -1;
  let bestComplete = false;
  let bestNet = 0;
  eachWanting(context, skuCount, (entry) => {
    const complete = isCovered(context, entry);
    const net = netOrders(context, entry, prices);
    const better =
      best < 0 ||
      (complete !== bestComplete
        ? complete
        : net !== bestNet
          ? net > bestNet
          : isDueBefore(context, entry, best));
    if (!better) return;
    best = entry;
    bestComplete = complete;
    bestNet = net;
  });
  return best;
}

/** The part of the order that is covered, less the person's time for it, in orders. */
function netOrders(context: DispatchContext, entry: number, { stationSecond }: Prices): number {
  const units = coveredUnits(context, entry);
  const share = units / Math.max(1, unitsOf(context, entry));
  return share - units * context.setup.stations.pickSecondsPerUnit * stationSecond;
}
