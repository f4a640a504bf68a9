// Reading a dispatch plan at the present step.
import type { DispatchContext } from "../context.ts";

/** Period of the plan that holds now, or −1 without a plan. */
export function planPeriod(context: DispatchContext): number {
  const plan = context.plan?.dispatch;
  if (!plan || plan.periodCount === 0) return -1;
  const period = Math.floor((context.step - plan.fromStep) / plan.periodSteps);
  return Math.min(plan.periodCount - 1, Math.max(0, period));
}
