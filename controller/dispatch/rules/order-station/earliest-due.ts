// The released order that is due first.
import type { OrderStationRule } from "../rule.ts";

export const earliestDue: OrderStationRule = { choose: (context) => context.orders.firstDue() };
