// The KPIs by the field's names, defined once; CLI table, JSON, CSV and viewer all read `kpiDefinitions`.

/** How a KPI is shown: unit, decimals, and whether more is better (`neutral` where it depends). */
export interface KpiDefinition {
  readonly id: keyof KpiReport;
  readonly unit: string;
  readonly decimals: number;
  readonly better: "higher" | "lower" | "neutral";
  readonly label: { readonly en: string; readonly zh: string };
}

/** All values over the measured window (after warm-up). Rates are per simulated hour, times in seconds, shares 0..1. */
export interface KpiReport {
  readonly simulatedSeconds: number;
  readonly ordersArrived: number;
  readonly ordersDone: number;
  readonly ordersOpen: number;
  readonly unitsPerHour: number;
  readonly linesPerHour: number;
  readonly ordersPerHour: number;
  readonly throughputScore: number;
  readonly pileOn: number;
  readonly podVisitsPerStationHour: number;
  readonly stationIdleShare: number;
  readonly robotBusyShare: number;
  readonly robotDriveShare: number;
  readonly robotQueueShare: number;
  readonly robotLiftShare: number;
  readonly robotServeShare: number;
  readonly robotChargeShare: number;
  readonly robotFailedShare: number;
  readonly robotRestShare: number;
  readonly metresPerUnit: number;
  readonly orderTurnoverSecondsMean: number;
  readonly orderTurnoverSecondsMedian: number;
  readonly orderTurnoverSecondsP95: number;
  readonly orderThroughputSecondsMean: number;
  readonly lateShare: number;
  readonly lateSecondsMean: number;
  readonly onTimeOrders: number;
  readonly backlogOrders: number;
  readonly oldestOpenSeconds: number;
  readonly inventoryShare: number;
}

/** Per-minute series; every array has `minutes` entries. */
export interface KpiSeries {
  readonly minutes: number;
  readonly ordersArrived: Float64Array;
  readonly ordersDone: Float64Array;
  readonly unitsPicked: Float64Array;
  readonly backlog: Float64Array;
  readonly lateOrders: Float64Array;
  /** Robots per activity: `robots[activity * minutes + minute]`, mean over the minute. */
  readonly robots: Float64Array;
  readonly stationsBusy: Float64Array;
}
