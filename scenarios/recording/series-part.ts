// The per-minute series of a run in parts, as they grow.
import type { KpiSeries } from "../../sim/record/index.ts";
import type { SeriesPart } from "./recording-port.ts";

/** Minutes `from` … of the per-minute series. */
export function seriesPart(series: KpiSeries, from: number): SeriesPart {
  const count = series.minutes - from;
  const activities = series.minutes > 0 ? Math.floor(series.robots.length / series.minutes) : 0;
  const robots = new Float64Array(activities * count);
  for (let activity = 0; activity < activities; activity += 1) {
    const start = activity * series.minutes + from;
    robots.set(series.robots.subarray(start, start + count), activity * count);
  }
  return {
    from,
    count,
    ordersArrived: series.ordersArrived.slice(from, series.minutes),
    ordersDone: series.ordersDone.slice(from, series.minutes),
    unitsPicked: series.unitsPicked.slice(from, series.minutes),
    backlog: series.backlog.slice(from, series.minutes),
    lateOrders: series.lateOrders.slice(from, series.minutes),
    stationsBusy: series.stationsBusy.slice(from, series.minutes),
    robots,
  };
}
