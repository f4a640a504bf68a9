// What planning hands to dispatch. Plain data: it crosses workers and is shown in the viewer.

/** Demand per category and period: mean and quantiles of units ordered. */
export interface DemandForecast {
  readonly fromStep: number;
  readonly periodSteps: number;
  readonly periodCount: number;
  readonly quantileLevels: readonly number[];
  /** `orders[period]`, `units[category * periodCount + period]`. */
  readonly orders: Float64Array;
  readonly units: Float64Array;
  /** `unitQuantiles[q][period]`: total units at each quantile level. */
  readonly unitQuantiles: readonly Float64Array[];
  /** Expected units per SKU over the whole forecast. */
  readonly skuUnits: Float64Array;
}

/** Where each SKU's stock should stand: `zoneShare[sku * zoneCount + zone]`, each SKU's shares sum to 1. */
export interface SlottingPlan {
  readonly zoneCount: number;
  readonly zoneShare: Float64Array;
  /** Robot seconds that one more unit of pick work in a zone costs there: hold-ups, and what must give way where it is full. */
  readonly zonePrice: Float64Array;
  /** How pods carry it out. */
  readonly pods: PodZones;
  /** Seconds of robot travel per hour saved by one more litre that may be moved; 0 where the budget does not bind. */
  readonly movePrice: number;
  /** Single pods that stand elsewhere than this plan wants, as they stood at the last planning epoch. */
  readonly moves: PodMoves;
}

/**
 * Pods hold many SKUs, so zones are given to them by what is expected to be picked from each: `pickShare[sku]` of its units, per
 * unit on pods, while the plan holds. Zones nearest first in `order`; a pod stands in the first whose `demandMin` it reaches.
 */
export interface PodZones {
  readonly pickShare: Float64Array;
  readonly order: Uint8Array;
  readonly demandMin: Float64Array;
}

/** Moves of stored pods, those towards the pick stations first, by what they save; then those that make room. */
export interface PodMoves {
  readonly inwardCount: number;
  readonly pod: Int32Array;
  /** Zone where each pod should stand. */
  readonly zone: Uint8Array;
  /** Robot seconds that each move saves while the slotting plan holds; 0 or less for those that make room. */
  readonly savedSeconds: Float64Array;
}

/** What to do in each period; the first one is applied, then the plan is made anew. */
export interface DispatchPlan {
  readonly fromStep: number;
  readonly periodSteps: number;
  readonly periodCount: number;
  /** Orders to release per period, and how many of them are picked from each zone: `[zone * periodCount + period]`. */
  readonly releaseOrders: Float64Array;
  readonly releaseByZone: Float64Array;
  readonly zoneCount: number;
  readonly pickStationsOpen: Float64Array;
  readonly replenishStationsOpen: Float64Array;
  /** Robots for each purpose per period. */
  readonly robotsPick: Float64Array;
  readonly robotsReplenish: Float64Array;
  readonly robotsCharge: Float64Array;
  readonly robotsReposition: Float64Array;
  readonly backlogOrders: Float64Array;
  readonly lateOrders: Float64Array;
  /**
   * Duals: orders more that one more robot-hour or station-hour in the period is worth; 0 where there are enough of them.
   * The dual, in late order-hours saved, over the value of one order done.
   */
  readonly robotHourPrice: Float64Array;
  readonly stationHourPrice: Float64Array;
  /**
   * Orders more that one more unit let through a zone's aisles is worth, `[zone * periodCount + period]`; 0 where aisles are not
   * the limit.
   */
  readonly zoneUnitPrice: Float64Array;
}

export interface Plan {
  readonly madeAtStep: number;
  readonly forecast: DemandForecast | null;
  readonly slotting: SlottingPlan | null;
  readonly dispatch: DispatchPlan | null;
  /** One line per solved model: name, size, solver, iterations, status. */
  readonly solves: readonly string[];
}
