// Every order enters the pool when it arrives.
import { because } from "../because.ts";
import type { OrderReleaseRule } from "../rule.ts";

export const continuous: OrderReleaseRule = {
  quota: (context) => context.orders.heldCount,
  explain: (_context, quota) => because("released-on-arrival", quota),
};
