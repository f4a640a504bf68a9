// The released order that is due first.
import type { OrderStationRule } from "../rule.ts";
import { becauseDue } from "./order-reasons.ts";

export const earliestDue: OrderStationRule = {
  choose: (context) => context.orders.firstDue(),
  explain: (context, _station, entry) => becauseDue(context, entry),
};
