// What a site knows that brings its own order file: the orders before the run as history, and an ordinary calendar.
import type { DemandHistory, FestivalCalendar, SkuTable } from "../model/index.ts";
import type { DemandContext } from "./config.ts";
import { dateOf, daySeconds, secondOfDay } from "./local-time.ts";
import type { KnownOrder } from "./order-list-demand.ts";
import { ordinaryHourShape } from "./wave-shape.ts";

const periodSeconds = 900;
/** History is kept for this many days before the start at most. */
const maxDays = 800;

export interface KnownOrdersSite {
  readonly context: DemandContext;
  readonly skus: SkuTable;
}

/**
 * Orders with an arrival step of 0 or below happened before the run; they are counted per quarter hour under the
 * category of their first line. Without any, the history is empty (no period).
 */
export function knownOrdersHistory(orders: readonly KnownOrder[], site: KnownOrdersSite): DemandHistory {
  const { context, skus } = site;
  const end = Math.floor(context.startLocalSeconds / periodSeconds) * periodSeconds;
  const timeOf = (order: KnownOrder) => context.startLocalSeconds + order.arrivalStep * context.stepSeconds;
  const oldest = end - maxDays * daySeconds;
  let start = end;
  for (const order of orders) start = Math.max(oldest, Math.min(start, timeOf(order)));
  start = Math.floor(start / daySeconds) * daySeconds;
  const periodCount = orders.some((order) => timeOf(order) < end) ? (end - start) / periodSeconds : 0;
  const categories = skus.categoryNames.length;
  const counts = new Float64Array(categories * periodCount);
  const skuUnits = new Float64Array(skus.count);
  let lines = 0;
  let units = 0;
  let seen = 0;
  for (const order of orders) {
    const period = Math.floor((timeOf(order) - start) / periodSeconds);
    if (period < 0 || period >= periodCount) continue;
    const at = skus.category[order.lines[0]!]! * periodCount + period;
    counts[at] = counts[at]! + 1;
    seen += 1;
    for (let i = 0; i < order.lines.length; i += 2) {
      lines += 1;
      units += order.lines[i + 1]!;
      skuUnits[order.lines[i]!] = skuUnits[order.lines[i]!]! + order.lines[i + 1]!;
    }
  }
  return {
    startLocalSeconds: start,
    periodSeconds,
    periodCount,
    orders: counts,
    unitsPerOrder: seen > 0 ? units / seen : 1,
    linesPerOrder: seen > 0 ? lines / seen : 1,
    skuUnits,
  };
}

/** No waves; hour shares from the history where it has orders, else an ordinary day's; every date at level 1. */
export function knownOrdersCalendar(
  name: string,
  history: DemandHistory,
  site: KnownOrdersSite,
): FestivalCalendar {
  const { context, skus } = site;
  const hourShare = skus.categoryNames.map((_, category) => {
    const hours = new Array<number>(24).fill(0);
    for (let period = 0; period < history.periodCount; period += 1) {
      const time = secondOfDay(history.startLocalSeconds + period * periodSeconds);
      const hour = Math.floor(time / 3600);
      hours[hour] = hours[hour]! + history.orders[category * history.periodCount + period]!;
    }
    const total = hours.reduce((sum, value) => sum + value, 0);
    const shape = total > 0 ? hours : ordinaryHourShape;
    const sum = shape.reduce((all, value) => all + value, 0);
    return shape.map((value) => value / sum);
  });
  const plannedDayFactor: Record<string, number> = {};
  const end = context.startLocalSeconds + context.horizonSteps * context.stepSeconds;
  for (let day = 0; day < maxDays; day += 1) {
    const time = context.startLocalSeconds + day * daySeconds;
    if (time >= end) break;
    plannedDayFactor[dateOf(time)] = 1;
  }
  return { name, hourShare, waves: [], plannedDayFactor };
}
