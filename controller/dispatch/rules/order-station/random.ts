// Any released order.
import type { OrderStationRule } from "../rule.ts";

export const random: OrderStationRule = {
  choose: (context) => context.orders.state.dense[context.randomOrder.below(context.orders.releasedCount)],
};
