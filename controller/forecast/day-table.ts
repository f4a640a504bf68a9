// Past orders by whole local day and quarter hour, and which days were ordinary: what the level is learned from.
import type { DemandHistory, FestivalCalendar } from "../../sim/model/index.ts";
import { dateOfDay, dayOf, daySeconds } from "./calendar-day.ts";

/** A planned factor this far from 1 makes a day a festival day. */
const ordinaryFactorMin = 0.8;
const ordinaryFactorMax = 1.25;
/** Wave buying echoes in the day after it closes; that day is not ordinary either. */
const echoSeconds = 12 * 3600;

export interface DayTable {
  /** Day number of row 0; rows are consecutive whole days. */
  readonly firstDay: number;
  readonly dayCount: number;
  readonly categoryCount: number;
  /** `orders[category * dayCount + row]` */
  readonly orders: Float64Array;
  /** 1 = no wave and no unusual planned factor. */
  readonly isOrdinary: Uint8Array;
  /** Bins per day of `shapeOrders`, 96, 24 or fewer; 0 when the history is coarser than a day's hours. */
  readonly binsPerDay: number;
  /** `binOrders[(category * dayCount + row) * binsPerDay + bin]` */
  readonly binOrders: Float64Array;
}

/** Cuts the history into whole days; what hangs over at either end is left out. */
export function buildDayTable(history: DemandHistory, calendar: FestivalCalendar): DayTable {
  const { startLocalSeconds: start, periodSeconds, periodCount } = history;
  const categoryCount = periodCount > 0 ? Math.round(history.orders.length / periodCount) : 0;
  const firstDay = Math.ceil(start / daySeconds);
  const endDay = Math.floor((start + periodSeconds * periodCount) / daySeconds);
  const dayCount = Math.max(0, endDay - firstDay);
  const binSeconds = periodSeconds <= 900 ? 900 : periodSeconds <= 3600 ? 3600 : 0;
  const binsPerDay = binSeconds === 0 ? 0 : daySeconds / binSeconds;
  const orders = new Float64Array(categoryCount * dayCount);
  const binOrders = new Float64Array(categoryCount * dayCount * binsPerDay);
  for (let period = 0; period < periodCount; period += 1) {
    const middle = start + (period + 0.5) * periodSeconds;
    const row = dayOf(middle) - firstDay;
    if (row < 0 || row >= dayCount) continue;
    const bin = binsPerDay === 0 ? 0 : Math.floor((middle - (firstDay + row) * daySeconds) / binSeconds);
    for (let category = 0; category < categoryCount; category += 1) {
      const count = history.orders[category * periodCount + period]!;
      const at = category * dayCount + row;
      orders[at] = orders[at]! + count;
      if (binsPerDay > 0) binOrders[at * binsPerDay + bin] = binOrders[at * binsPerDay + bin]! + count;
    }
  }
  const isOrdinary = markOrdinary(firstDay, dayCount, history, calendar);
  return { firstDay, dayCount, categoryCount, orders, isOrdinary, binsPerDay, binOrders };
}

function markOrdinary(
  firstDay: number,
  dayCount: number,
  history: DemandHistory,
  calendar: FestivalCalendar,
) {
  const isOrdinary = new Uint8Array(dayCount).fill(1);
  for (const wave of [...(history.pastWaves ?? []), ...calendar.waves]) {
    const from = Math.max(0, dayOf(wave.openLocalSeconds) - firstDay);
    const to = Math.min(dayCount - 1, dayOf(wave.closeLocalSeconds + echoSeconds) - firstDay);
    for (let row = from; row <= to; row += 1) isOrdinary[row] = 0;
  }
  for (let row = 0; row < dayCount; row += 1) {
    const factor = calendar.plannedDayFactor[dateOfDay(firstDay + row)];
    if (factor !== undefined && (factor < ordinaryFactorMin || factor > ordinaryFactorMax))
      isOrdinary[row] = 0;
  }
  return isOrdinary;
}
