// Lets held orders into the pool, most urgent first, as many as the rule allows.
import type { DispatchContext } from "../context.ts";

export function releaseOrders(context: DispatchContext): void {
  const { orders } = context;
  if (orders.heldCount === 0) return;
  let quota = context.rules.orderRelease.quota(context);
  while (quota >= 1) {
    const entry = orders.firstHeld();
    if (entry < 0) return;
    orders.release(entry);
    quota -= 1;
  }
}
