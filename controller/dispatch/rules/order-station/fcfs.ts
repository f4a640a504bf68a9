// First come, first served: the oldest released order goes to the station with most room (stations are asked in that
// order).
import type { OrderStationRule } from "../rule.ts";
import { becauseOldest } from "./order-reasons.ts";

export const fcfs: OrderStationRule = {
  choose: (context) => context.orders.state.head,
  explain: (context, _station, entry) => becauseOldest(context, entry),
};
