// What the page is told of a run once, and of its per-minute series in parts.
import type { KpiSeries, Run } from "../../../scenarios/index.ts";
import type { RunFacts, SeriesPart } from "../protocol/messages.ts";
import { reasonForms } from "./reason-teller.ts";

export function factsOf(run: Run): RunFacts {
  const { setup, floor } = run;
  const { pickSlots, replenishSlots } = setup.stations;
  return {
    floor,
    shape: {
      robots: setup.robots.cell.length,
      pods: setup.pods.cell.length,
      stations: floor.stations.length,
      chutes: floor.chutes?.count ?? 0,
    },
    stepSeconds: setup.stepSeconds,
    startLocalSeconds: setup.startLocalSeconds,
    horizonSteps: run.horizonSteps,
    stationSlots: Int32Array.from(floor.stations, (site) => (site.kind === 0 ? pickSlots : replenishSlots)),
    reasons: reasonForms,
  };
}

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
