// Orders enter the pool at the rate of the dispatch plan, but never so slowly that a slot stays empty for want of one.
import { planPeriod } from "../plan-period.ts";
import type { OrderReleaseRule } from "../rule.ts";

export const lp: OrderReleaseRule = {
  quota(context) {
    const { state, stations, orders } = context;
    const period = planPeriod(context);
    const plan = context.plan?.dispatch;
    if (period < 0 || !plan) return orders.heldCount;
    state.releaseCredit +=
      (plan.releaseOrders[period] / plan.periodSteps) * (context.step - state.lastReleaseStep);
    state.lastReleaseStep = context.step;
    let slotsFree = 0;
    for (const station of context.pickStations) slotsFree += Math.max(0, stations.state.slotsFree[station]);
    const floor = Math.max(0, 2 * slotsFree - orders.releasedCount);
    const quota = Math.max(Math.floor(state.releaseCredit), floor);
    const released = Math.min(quota, orders.heldCount);
    state.releaseCredit = Math.max(0, Math.min(state.releaseCredit - released, plan.releaseOrders[period]));
    return released;
  },
};
