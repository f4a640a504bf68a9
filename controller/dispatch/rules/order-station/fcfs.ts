// First come, first served: the oldest released order goes to the station with most room (stations are asked in that
// order).
import type { OrderStationRule } from "../rule.ts";

export const fcfs: OrderStationRule = { choose: (context) => context.orders.state.head };
