// Reduced cost of an order: one order done, less the time of person and robots that it takes at the dispatch plan's prices.
// Units on pods already coming need no further robot; an order that is late or nearly so goes first. Without a plan, or
// while neither is scarce, it is the pod-match-urgent rule.
import type { DispatchContext } from "../../context.ts";
import { limits } from "../../limits.ts";
import { because } from "../because.ts";
import { type Prices, pricesNow } from "../plan-prices.ts";
import type { OrderStationRule } from "../rule.ts";
import { unitsOf } from "./order-reasons.ts";
import { podMatchUrgent } from "./pod-match-urgent.ts";
import { clearUnits, coveredUnits, gatherPods, isDueBefore } from "./sku-match.ts";
import { becauseUrgent, urgentOrder } from "./urgent.ts";

export const lpPrice: OrderStationRule = {
  choose(context, station) {
    const prices = pricesNow(context);
    if (prices === null) return podMatchUrgent.choose(context, station);
    const urgent = urgentOrder(context, station);
    return urgent >= 0 ? urgent : cheapest(context, station, prices);
  },
  explain(context, station, entry) {
    const prices = pricesNow(context);
    if (prices === null) return podMatchUrgent.explain(context, station, entry);
    if (entry < 0) return because("no-order-waits");
    if (entry === urgentOrder(context, station)) return becauseUrgent(context, entry);
    const skuCount = gatherPods(context, station, "all");
    const cost = reducedCost(context, entry, prices);
    clearUnits(context, skuCount);
    return because("least-reduced-cost", context.orders.state.order[entry], cost);
  },
};

function cheapest(context: DispatchContext, station: number, prices: Prices): number {
  const { head, next } = context.orders.state;
  const skuCount = gatherPods(context, station, "all");
  let best = -1;
  let bestCost = Number.POSITIVE_INFINITY;
  let looked = 0;
  for (let entry = head; entry >= 0 && looked < limits.orderCandidatesMax; entry = next[entry]) {
    looked += 1;
    const cost = reducedCost(context, entry, prices);
    const better = cost < bestCost || (cost === bestCost && isDueBefore(context, entry, best));
    if (!better) continue;
    best = entry;
    bestCost = cost;
  }
  clearUnits(context, skuCount);
  return best;
}

/** In orders; what `scratch.skuUnits` covers is on pods that come anyway. A unit that none of them has costs a visit more. */
function reducedCost(context: DispatchContext, entry: number, prices: Prices): number {
  const units = unitsOf(context, entry);
  const missing = units - coveredUnits(context, entry);
  const personSeconds = units * context.setup.stations.pickSecondsPerUnit;
  return personSeconds * prices.stationSecond + missing * limits.secondsPerVisit * prices.robotSecond;
}
