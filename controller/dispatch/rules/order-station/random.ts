// Any released order.
import { because } from "../because.ts";
import type { OrderStationRule } from "../rule.ts";

export const random: OrderStationRule = {
  choose: (context) => context.orders.state.dense[context.randomOrder.below(context.orders.releasedCount)],
  explain: (context) => because("drawn-at-random", context.orders.releasedCount),
};
