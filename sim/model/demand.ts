// The door through which orders and inbound bundles enter the world. sim/demand implements it.

/** Receives what arrives in a step. `lines` alternates SKU, units. */
export interface ArrivalSink {
  order(priority: number, dueStep: number, lines: ArrayLike<number>): void;
  bundle(sku: number, units: number): void;
}

/** What waits when a source is asked. */
export interface DemandBacklog {
  /** Orders without a station. */
  readonly orders: number;
  /** Bundles at the dock that no station has been given. */
  readonly bundles: number;
  /** Share of all pods' capacity that is stored, promised or waiting at the dock. Counted when asked. */
  stockShare(): number;
  /** Units of a SKU on pods beyond what open orders want; negative when they want more. */
  spareUnits(sku: number): number;
}

/**
 * A source of arrivals. `arrive` is called once per step, in step order. Whatever strategy runs, the source draws the
 * same numbers (common random numbers), except in saturated mode, which keeps a constant backlog by design.
 */
export interface DemandSource {
  arrive(step: number, backlog: DemandBacklog, sink: ArrivalSink): void;
  snapshot(): DemandSnapshot;
  restore(snapshot: DemandSnapshot): void;
}

/** Plain, structured-cloneable state of a source. */
export type DemandSnapshot = { readonly version: 1; readonly state: Readonly<Record<string, unknown>> };

/**
 * What the site knows of the festival beforehand, the forecaster's input: nothing here is drawn from the run's own
 * random streams. Hour weights are relative; waves name their opening clock time.
 */
export interface FestivalCalendar {
  readonly name: string;
  /** Ordinary day's share per hour 0..23, per category: `hourShare[category][hour]`, each sums to 1. */
  readonly hourShare: readonly (readonly number[])[];
  readonly waves: readonly FestivalWave[];
  /** Multiplier on an ordinary day's orders for each local date (`"2025-11-10"` → 6.2), where it is known or planned. */
  readonly plannedDayFactor: Readonly<Record<string, number>>;
}

export interface FestivalWave {
  readonly name: string;
  readonly openLocalSeconds: number;
  readonly closeLocalSeconds: number;
  /** Expected orders of the wave as a multiple of an ordinary day's orders. */
  readonly dayMultiple: number;
  /** Share of the wave in the opening burst, and the burst's decay time in minutes. */
  readonly burstShare: number;
  readonly burstDecayMinutes: number;
  /** Share of the wave bought at the end, over the closing minutes, per category index. */
  readonly closingShare: readonly number[];
  readonly closingMinutes: number;
  /** Share of the wave's orders per category index, where it differs from an ordinary day's; sums to 1. */
  readonly categoryShare?: readonly number[];
  /** SKUs promoted in the wave, most promoted first, and the share of order lines they are expected to draw. */
  readonly heroSkus?: readonly number[];
  readonly heroShare?: number;
}

/** Orders of past days, oldest first, from the site's own books (never from the run's random streams). */
export interface DemandHistory {
  readonly startLocalSeconds: number;
  readonly periodSeconds: number;
  readonly periodCount: number;
  /** `orders[category * periodCount + period]` */
  readonly orders: Float64Array;
  readonly unitsPerOrder: number;
  readonly linesPerOrder: number;
  /** Units per SKU over the whole history. */
  readonly skuUnits: Float64Array;
  /** Festival waves that lie in the history, with the sizes they turned out to have; absent = none. */
  readonly pastWaves?: readonly FestivalWave[];
}
