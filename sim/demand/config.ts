// What a demand generator is told: plain numbers, already validated, times as seconds of the site's own clock.

/** Integer near a normal draw, kept within bounds: lines per order, units per line. */
export interface CountSpread {
  readonly mean: number;
  readonly deviation: number;
  readonly min: number;
  readonly max: number;
}

/** A delivery promise: an order is due at the first departure at or after arrival + promise (or then, without any). */
export interface PriorityClass {
  readonly name: string;
  /** Share of the orders; shares are scaled to sum to 1. */
  readonly share: number;
  readonly promiseSeconds: number;
  /** Truck departures, seconds since local midnight, ascending; empty = due when the promise ends. */
  readonly departures: readonly number[];
}

/** Contents of orders, shared by the festival and the saturated generator. */
export interface OrderShape {
  readonly lines: CountSpread;
  readonly units: CountSpread;
  /** Share of an order's lines that leave the order's own category. */
  readonly crossCategoryShare: number;
  /** Lowest class first: the index is the order's priority. */
  readonly priorities: readonly PriorityClass[];
}

/** How unequal the SKUs' demand is. `gamma`: quantiles of a truncated gamma law; `zipf`: rank^−exponent. */
export type PopularityLaw =
  | { readonly kind: "gamma"; readonly shape: number; readonly kept: number }
  | { readonly kind: "zipf"; readonly exponent: number };

/** Days with another ordinary level, both dates included. */
export interface Season {
  readonly fromLocalSeconds: number;
  readonly toLocalSeconds: number;
  readonly factor: number;
}

/** How the orders of one wave are spread over its time; shares that are left over follow the day curve. */
export interface WaveShape {
  /** Share bought in the very first minutes, and its decay time. */
  readonly flashShare: number;
  readonly flashDecayMinutes: number;
  /** Share of the opening burst, and its decay time. */
  readonly burstShare: number;
  readonly burstDecayMinutes: number;
  /** Share bought in the ramp before closing, and how long the ramp is. */
  readonly closingShare: number;
  readonly closingMinutes: number;
}

/** Carts filled before the wave and paid at `payLocalSeconds`; the conversion is drawn between the bounds. */
export interface PresaleConfig {
  /** Carts, in ordinary days' orders. */
  readonly cartDays: number;
  readonly conversionMin: number;
  readonly conversionMax: number;
  readonly payLocalSeconds: number;
  readonly payDecayMinutes: number;
}

export interface WaveConfig extends Omit<WaveShape, "closingShare"> {
  readonly name: string;
  readonly openLocalSeconds: number;
  readonly closeLocalSeconds: number;
  /** Expected orders of the wave besides the ordinary ones, in ordinary days' orders. */
  readonly dayMultiple: number;
  /** Per category. */
  readonly closingShare: readonly number[];
  /** Per category: the wave's lift on the category's ordinary share; scaled to keep the wave's size. */
  readonly lift: readonly number[];
  /** Promoted SKUs and the share of the wave's lines they draw. */
  readonly heroCount: number;
  readonly heroShare: number;
  readonly presale: PresaleConfig | null;
}

export interface FestivalDemandConfig {
  readonly name: string;
  /** The one parameter that scales the site. */
  readonly ordinaryOrdersPerDay: number;
  /** Relative weight of each hour 0..23, per category. */
  readonly hourShape: readonly (readonly number[])[];
  /** Monday first, relative; scaled to mean 1. */
  readonly weekdayFactor: readonly number[];
  readonly seasons: readonly Season[];
  /** Share of ordinary orders per category; scaled to sum to 1. */
  readonly categoryShare: readonly number[];
  readonly order: OrderShape;
  readonly popularity: PopularityLaw;
  /** Variance of the gamma factor (mean 1) on each quarter hour's orders: 0 = pure Poisson. */
  readonly overdispersion: number;
  /** Mean time from payment to release by the warehouse management system, exponential; 0 = at once. */
  readonly releaseLagSeconds: number;
  readonly waves: readonly WaveConfig[];
  /** Where given, the waves are scaled so that the busiest 24 hours hold this many ordinary days' orders. */
  readonly peakFactor: number | null;
  readonly knowledge: KnowledgeConfig;
}

/** What the site believes beforehand. */
export interface KnowledgeConfig {
  /** Planned wave sizes are the true ones times this: a wrong leading signal. */
  readonly calendarBias: number;
  readonly historyDays: number;
  /** This year's level over last year's. */
  readonly yearGrowth: number;
}

/** Where and when the demand falls; the arrays are those of the world's set-up. */
export interface DemandContext {
  readonly stepSeconds: number;
  readonly startLocalSeconds: number;
  readonly horizonSteps: number;
}

/** Constant backlog, RAWSim-O's saturation: something waits at every time. */
export interface SaturatedDemandConfig {
  readonly backlogOrders: number;
  readonly backlogBundles: number;
  /** Bundles stop coming above the first share of the pods' capacity and come again below the second; null = never. */
  readonly stockLevels: { readonly stopAbove: number; readonly resumeBelow: number } | null;
  /** Orders ask only for SKUs that are in stock, beyond what open orders want. */
  readonly onlyInStock: boolean;
  readonly order: OrderShape;
  readonly categoryShare: readonly number[];
  readonly popularity: PopularityLaw;
}
