// Every order enters the pool when it arrives.
import type { OrderReleaseRule } from "../rule.ts";

export const continuous: OrderReleaseRule = { quota: (context) => context.orders.heldCount };
