// Faults and people: what befalls a site whatever its brain does. Planned by the scenario or injected into a running one.

/** What happens to the orders of a station that a fault closes. */
export const ordersOfClosedStation = ["finish", "wait", "hand-back"] as const;
/**
 * `finish`: the person finishes what the station holds. `wait`: nobody works, orders and pods wait. `hand-back`: nobody
 * works, orders of which nothing has been picked wait for a station again, the others wait here.
 */
export type OrdersOfClosedStation = (typeof ordersOfClosedStation)[number];

/** One thing that goes wrong. Durations in steps, at least 1. */
export type Fault =
  /** The robot stands still with its pod, then goes on with what it was doing. */
  | { readonly kind: "robot-fails"; readonly robot: number; readonly steps: number }
  /** The station takes no new orders or bundles; `finish` if `orders` is left out. */
  | {
      readonly kind: "station-closes";
      readonly station: number;
      readonly steps: number;
      readonly orders?: OrdersOfClosedStation;
    }
  /** The person leaves when the unit in hand is done; the station stays open, its orders and pods wait. */
  | { readonly kind: "person-away"; readonly station: number; readonly steps: number }
  /** Every unit begun takes `timeFactor` times as long. */
  | {
      readonly kind: "station-slows";
      readonly station: number;
      readonly steps: number;
      readonly timeFactor: number;
    }
  /** Other people come to all stations, each with a pace of their own. */
  | { readonly kind: "shift-changes" }
  /** No robot may begin to enter the cell; one that is in it or on its way into it may go on. */
  | { readonly kind: "cell-closes"; readonly cell: number; readonly steps: number }
  /** Units of a SKU turn out to be missing or broken; units promised to an order are found. */
  | { readonly kind: "stock-lost"; readonly sku: number; readonly units: number }
  /** Nothing arrives at the dock; what falls due meanwhile comes when it ends. */
  | { readonly kind: "supplier-stops"; readonly steps: number }
  /** Each open order is cancelled with this chance; whether a certain order is drawn does not depend on the strategy. */
  | { readonly kind: "orders-cancelled"; readonly share: number }
  /** So many more robots, which the setup has in the yard, come onto the floor as places get free. */
  | { readonly kind: "robots-join"; readonly robots: number }
  /** So many robots, the highest ids first, leave for the yard as soon as they have no pod and are not busy. */
  | { readonly kind: "robots-leave"; readonly robots: number }
  /** While it lasts each order that arrives comes `factor` times; the last surge replaces the one before. */
  | { readonly kind: "orders-surge"; readonly steps: number; readonly factor: number };

/** A fault at the end of the actions of a step. */
export type PlannedFault = Fault & { readonly step: number };

export interface FaultSetup {
  /** Mean hours of operation between two failures of one robot; 0 = robots never fail. */
  readonly robotMeanHoursBetweenFailures: number;
  readonly robotRepairSecondsMin: number;
  readonly robotRepairSecondsMax: number;
  /** Faults at given times, e.g. a station closed from 21:00 to 21:30; those of one step in the order of the list. */
  readonly planned: readonly PlannedFault[];
  /** Nobody cancels if left out. */
  readonly cancellation?: CancellationSetup;
}

/** Customers who change their mind. The n-th order's fate is drawn when it arrives, the same with every strategy. */
export interface CancellationSetup {
  /** Share of the orders that somebody tries to cancel, 0..1. */
  readonly share: number;
  /** From arrival to the attempt, uniform between the bounds. */
  readonly secondsMin: number;
  readonly secondsMax: number;
  /** `assigned`: too late once a station has the order; `done`: too late once its last unit has been picked. */
  readonly until: "assigned" | "done";
}

/** How the people at the stations work. Everything left out: each unit takes exactly the station's seconds. */
export interface PeopleSetup {
  /** How the time of one unit or bundle spreads around the person's mean. */
  readonly service: ServiceTime;
  /** Time of a person over the station's seconds, drawn per station and shift: normal around 1, within the bounds. */
  readonly paceDeviation: number;
  readonly paceMin: number;
  readonly paceMax: number;
  /** Per station; NaN = drawn. A given pace stays through all shifts. Empty = all drawn. */
  readonly pace: Float64Array;
}

export type ServiceTime =
  | { readonly kind: "constant" }
  | { readonly kind: "exponential" }
  /** `variation`: deviation over mean. */
  | { readonly kind: "lognormal"; readonly variation: number };
