// The KPIs by the field's names, defined once; CLI table, JSON, CSV and viewer all read `kpiDefinitions`
// (kpi-definitions.ts).

/** KPIs that stand together in a table, under one heading. */
export interface KpiGroup {
  readonly id: string;
  readonly label: { readonly en: string; readonly zh: string };
}

/** How a KPI is shown: unit (`share` = 0..1, shown in per cent), decimals, and whether more is better (`neutral` where it depends). */
export interface KpiDefinition {
  readonly id: keyof KpiReport;
  readonly group: KpiGroup;
  readonly unit: string;
  readonly decimals: number;
  readonly better: "higher" | "lower" | "neutral";
  readonly label: { readonly en: string; readonly zh: string };
  /** What is measured, in a sentence. */
  readonly description: { readonly en: string; readonly zh: string };
}

export type UngroupedKpi = Omit<KpiDefinition, "group">;

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
  /** Order lines whose last unit was picked, per hour. */
  readonly linesPerHour: number;
  /** Orders done per hour. */
  readonly ordersPerHour: number;
  /** Units put on pods at replenishment stations, per hour. */
  readonly unitsStowedPerHour: number;
  /** Units picked over the upper bound: all pick stations busy all the time at their seconds per unit. */
  readonly throughputScore: number;
  /** Units picked per visit of a pod to a pick station; NaN without a visit. */
  readonly pileOn: number;
  /**
   * Units per visit to a pick station of orders assigned while the pod was already coming: after its robot had set out for
   * it, and after the order that the visit was made for. NaN without a visit.
   */
  readonly injectedPileOn: number;
  /** Orders done per visit of a pod to a pick station; NaN without a visit. */
  readonly orderPileOn: number;
  /** Visits of pods to pick stations per hour that a pick station was open. */
  readonly podVisitsPerStationHour: number;
  /** Share of the open pick stations' time in which the person had no unit in hand. */
  readonly stationIdleShare: number;
  /** Share of the open replenishment stations' time in which the person had no bundle in hand; NaN without one. */
  readonly replenishIdleShare: number;
  /** Robots in the queue and at the work cell of an open pick station, mean over time and stations. */
  readonly pickQueueRobots: number;
  /** The same for replenishment stations; NaN without one. */
  readonly replenishQueueRobots: number;
  /** Share of robot time with work: driving, queueing, lifting, serving. */
  readonly robotBusyShare: number;
  /** Robot time driving or turning. */
  readonly robotDriveShare: number;
  /** Robot time standing with somewhere to go, or standing in a queue or at a work cell without being served. */
  readonly robotQueueShare: number;
  /** Robot time lifting or setting down a pod. */
  readonly robotLiftShare: number;
  /** Robot time at a work cell while its pod is served: putting and getting together. */
  readonly robotServeShare: number;
  /** Robot time at a pick station while units of its pod are put into orders. */
  readonly robotPutShare: number;
  /** Robot time at a replenishment station while its pod gets stock. */
  readonly robotGetShare: number;
  /** Robot time charging. */
  readonly robotChargeShare: number;
  /** Robot time failed. */
  readonly robotFailedShare: number;
  /** Robot time standing with nowhere to go. With drive, queue, lift, serve, charge and failed it sums to 1. */
  readonly robotRestShare: number;
  /** Metres driven by all robots, replenishment included, per unit picked; NaN without a unit. */
  readonly metresPerUnit: number;
  /** Metres driven per robot of the fleet. */
  readonly metresPerRobot: number;
  /** Metres of a trip: from where a robot last lifted, was served, set down, charged or rested to where it does so next. */
  readonly tripMetresMean: number;
  /** Time of a trip, driving and queueing; NaN without a trip. */
  readonly tripSecondsMean: number;
  /** Arrival to done, mean over the orders done. Read it together with `oldestOpenSeconds`. */
  readonly orderTurnoverSecondsMean: number;
  /** Arrival to done, quartiles and median over the orders done (within 1 %). */
  readonly orderTurnoverSecondsP25: number;
  readonly orderTurnoverSecondsMedian: number;
  readonly orderTurnoverSecondsP75: number;
  /** Arrival to done, 95 % quantile over the orders done (within 1 %). */
  readonly orderTurnoverSecondsP95: number;
  /** Assigned to a station to done, mean over the orders done. */
  readonly orderThroughputSecondsMean: number;
  /** Assigned to a station to done, quartiles and median over the orders done (within 1 %). */
  readonly orderThroughputSecondsP25: number;
  readonly orderThroughputSecondsMedian: number;
  readonly orderThroughputSecondsP75: number;
  /** Late orders over orders done or overdue: done after their due time in the window, or open and overdue at the end. */
  readonly lateShare: number;
  /** By how much the late orders done were late, mean; 0 without a late one. */
  readonly lateSecondsMean: number;
  /** Orders done by their due time. */
  readonly onTimeOrders: number;
  /** Orders waiting for a station at the end. */
  readonly backlogOrders: number;
  /** Orders waiting for a station, mean over the time. */
  readonly backlogOrdersMean: number;
  /** Age of the oldest order not done at the end; 0 without one. */
  readonly oldestOpenSeconds: number;
  /** Parcels tipped into chutes of their destination, per robot and hour; NaN without a sorter. */
  readonly parcelsPerRobotHour: number;
  /** Parcels tipped into a chute of another destination; NaN without a sorter. */
  readonly misSorts: number;
  /** Share of the chutes' time in which a full container is being exchanged; NaN without a sorter. */
  readonly chuteFullShare: number;
  /** Volume of the stock on the pods at the end, share of the pods' capacity. */
  readonly inventoryShare: number;
  /** Orders cancelled, waiting or assigned. */
  readonly ordersCancelled: number;
  /** Attempts to cancel an order that was done or too far. */
  readonly cancellationsTooLate: number;
  /** Units picked for orders that were then cancelled: back at the dock as bundles. */
  readonly unitsReturned: number;
  /** Orders that a closed station gave back to wait for another. */
  readonly ordersReturned: number;
  /** Orders that came when the pods held less of one of their SKUs than open orders wanted. */
  readonly ordersShort: number;
  /** Units found missing or broken. */
  readonly unitsLost: number;
  /** Requests to the supplier that took longer than promised. */
  readonly deliveriesLate: number;
  /** Breakdowns of robots, empty batteries included. */
  readonly robotFailures: number;
  /** Robot time failed. */
  readonly robotHoursLost: number;
  /** Station time closed by a fault. */
  readonly stationHoursClosed: number;
  /** Station time without its person, stations closed by a fault left out. */
  readonly stationHoursAway: number;
  /** Cells closed. */
  readonly cellClosures: number;
}

/** Per-minute series; every array has `minutes` entries. */
export interface KpiSeries {
  readonly minutes: number;
  readonly ordersArrived: Float64Array;
  readonly ordersDone: Float64Array;
  readonly unitsPicked: Float64Array;
  /** Orders open at the end of the minute, waiting or assigned: the curve of `ordersOpen`. */
  readonly backlog: Float64Array;
  /** Orders that passed their due time undone in the minute. */
  readonly lateOrders: Float64Array;
  /** Robots per activity: `robots[activity * minutes + minute]`, mean over the minute. */
  readonly robots: Float64Array;
  /** Pick stations whose person has a unit in hand, mean over the minute. */
  readonly stationsBusy: Float64Array;
}
