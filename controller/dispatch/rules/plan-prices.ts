// What the dispatch plan says that time is worth now.
import type { DispatchContext } from "../context.ts";
import { planPeriod } from "./plan-period.ts";

/** Orders done per second of a robot's and of a station's time. */
export interface Prices {
  readonly robotSecond: number;
  readonly stationSecond: number;
}

/** Null without a plan, or while neither robots nor stations are scarce. */
export function pricesNow(context: DispatchContext): Prices | null {
  const plan = context.plan?.dispatch;
  const period = planPeriod(context);
  if (!plan || period < 0) return null;
  const robotSecond = plan.robotHourPrice[period] / 3600;
  const stationSecond = plan.stationHourPrice[period] / 3600;
  return robotSecond > 0 || stationSecond > 0 ? { robotSecond, stationSecond } : null;
}
