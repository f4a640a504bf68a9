// Lets held orders into the pool, most urgent first, as many as the rule allows.
import type { DispatchContext } from "../context.ts";

export function releaseOrders(context: DispatchContext): void {
  const { orders } = context;
  if (orders.heldCount === 0) return;
  const { orderRelease } = context.rules;
  let quota = orderRelease.quota(context);
  const released = Math.min(orders.heldCount, Math.floor(quota));
  context.notes?.add(
    context.step,
    "order-release",
    {},
    released >= 1 ? released : null,
    orderRelease.explain(context, quota),
  );
  while (quota >= 1) {
    const entry = orders.firstHeld();
    if (entry < 0) return;
    orders.release(entry);
    quota -= 1;
  }
}
