// The pool of released orders holds what the dispatch plan releases within the look-ahead, so that matching has a
// choice but urgent orders that arrive later still come first. It never falls so low that a slot stays empty.
import { limits } from "../../limits.ts";
import { because } from "../because.ts";
import { planPeriod } from "../plan-period.ts";
import type { OrderReleaseRule } from "../rule.ts";

export const lp: OrderReleaseRule = {
  quota(context) {
    const { stations, orders } = context;
    const plan = context.plan?.dispatch;
    let period = planPeriod(context);
    if (period < 0 || !plan) return orders.heldCount;
    let planned = 0;
    let from = context.step;
    const until = from + context.steps(limits.releaseLookAheadSeconds);
    for (; period < plan.periodCount && from < until; period += 1) {
      const end = Math.min(until, plan.fromStep + (period + 1) * plan.periodSteps);
      planned += (plan.releaseOrders[period] * Math.max(0, end - from)) / plan.periodSteps;
      from = Math.max(from, end);
    }
    let slotsFree = 0;
    for (const station of context.pickStations) slotsFree += Math.max(0, stations.state.slotsFree[station]);
    return Math.max(Math.ceil(planned), 2 * slotsFree) - orders.releasedCount;
  },
  explain(context, quota) {
    const period = planPeriod(context);
    if (period < 0) return because("no-plan");
    return quota >= 1
      ? because("plan-releases", quota, period)
      : because("pool-as-planned", context.orders.releasedCount);
  },
};
