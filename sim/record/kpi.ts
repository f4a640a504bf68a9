// The KPIs by the field's names, defined once; CLI table, JSON, CSV and viewer all read `kpiDefinitions`
// (kpi-definitions.ts).

/** How a KPI is shown: unit (`share` = 0..1, shown in per cent), decimals, and whether more is better (`neutral` where it depends). */
export interface KpiDefinition {
  readonly id: keyof KpiReport;
  readonly unit: string;
  readonly decimals: number;
  readonly better: "higher" | "lower" | "neutral";
  readonly label: { readonly en: string; readonly zh: string };
  /** What is measured, in a sentence. */
  readonly description: { readonly en: string; readonly zh: string };
}

/** All values over the measured window (after warm-up). Rates are per simulated hour, times in seconds, shares 0..1. */
export interface KpiReport {
  /** Length of the measured window. */
  readonly simulatedSeconds: number;
  /** Orders that arrived in the window. */
  readonly ordersArrived: number;
  /** Orders whose last unit was picked in the window. */
  readonly ordersDone: number;
  /** Orders not done at the end, waiting or assigned. */
  readonly ordersOpen: number;
  /** Units picked per hour. */
  readonly unitsPerHour: number;
  /** Lines of the orders done, per hour. */
  readonly linesPerHour: number;
  /** Orders done per hour. */
  readonly ordersPerHour: number;
  /** Units picked over the upper bound: all pick stations busy all the time at their seconds per unit. */
  readonly throughputScore: number;
  /** Units picked per visit of a pod to a pick station; NaN without a visit. */
  readonly pileOn: number;
  /** Visits of pods to pick stations per hour that a pick station was open. */
  readonly podVisitsPerStationHour: number;
  /** Share of the open pick stations' time in which the person had no unit in hand. */
  readonly stationIdleShare: number;
  /** Share of robot time with work: driving, queueing, lifting, serving. */
  readonly robotBusyShare: number;
  /** Robot time driving or turning. */
  readonly robotDriveShare: number;
  /** Robot time standing with somewhere to go, or standing in a queue or at a work cell without being served. */
  readonly robotQueueShare: number;
  /** Robot time lifting or setting down a pod. */
  readonly robotLiftShare: number;
  /** Robot time at a work cell while its pod is served. */
  readonly robotServeShare: number;
  /** Robot time charging. */
  readonly robotChargeShare: number;
  /** Robot time failed. */
  readonly robotFailedShare: number;
  /** Robot time standing with nowhere to go. The seven shares sum to 1. */
  readonly robotRestShare: number;
  /** Metres driven by all robots, replenishment included, per unit picked; NaN without a unit. */
  readonly metresPerUnit: number;
  /** Arrival to done, mean over the orders done. Read it together with `oldestOpenSeconds`. */
  readonly orderTurnoverSecondsMean: number;
  /** Arrival to done, median over the orders done (within 1 %). */
  readonly orderTurnoverSecondsMedian: number;
  /** Arrival to done, 95 % quantile over the orders done (within 1 %). */
  readonly orderTurnoverSecondsP95: number;
  /** Assigned to a station to done, mean over the orders done. */
  readonly orderThroughputSecondsMean: number;
  /** Late orders over orders done or overdue: done after their due time in the window, or open and overdue at the end. */
  readonly lateShare: number;
  /** By how much the late orders done were late, mean; 0 without a late one. */
  readonly lateSecondsMean: number;
  /** Orders done by their due time. */
  readonly onTimeOrders: number;
  /** Orders waiting for a station at the end. */
  readonly backlogOrders: number;
  /** Age of the oldest order not done at the end; 0 without one. */
  readonly oldestOpenSeconds: number;
  /** Volume of the stock on the pods at the end, share of the pods' capacity. */
  readonly inventoryShare: number;
}

/** Per-minute series; every array has `minutes` entries. */
export interface KpiSeries {
  readonly minutes: number;
  readonly ordersArrived: Float64Array;
  readonly ordersDone: Float64Array;
  readonly unitsPicked: Float64Array;
  /** Orders not done at the end of the minute, waiting or assigned. */
  /** Orders open at the end of the minute, waiting or assigned: the curve of `ordersOpen`. */
  readonly backlog: Float64Array;
  /** Orders that passed their due time undone in the minute. */
  readonly lateOrders: Float64Array;
  /** Robots per activity: `robots[activity * minutes + minute]`, mean over the minute. */
  readonly robots: Float64Array;
  /** Pick stations whose person has a unit in hand, mean over the minute. */
  readonly stationsBusy: Float64Array;
}
