// A sorter floor: people put single parcels on the trays of robots at inductions, robots tip them into the chute of their
// destination. Parcels are orders of one unit, destinations are SKUs, inductions are pick stations.

/** Chutes as places: holes that no robot drives over, each with the cells beside it from which robots tip. */
export interface Chutes {
  readonly count: number;
  readonly hole: Int32Array;
  /** Cells to tip from, nearest cell id first; at least one. */
  readonly tipCells: readonly Int32Array[];
}

export interface SorterSetup {
  /** Destination (SKU) of each chute. */
  readonly destination: Int32Array;
  /** Parcels that the container beneath a chute holds, and how long its exchange takes when it is full. */
  readonly capacity: number;
  readonly exchangeSeconds: number;
}

/** The sorter as the world knows it. */
export interface SorterStates {
  /** Destination (SKU) of each chute. */
  readonly destination: Int32Array;
  readonly capacity: number;
  /** Parcels in the container beneath each chute. */
  readonly fill: Int32Array;
  /** Parcels being tipped into each chute in this moment. */
  readonly tipping: Int32Array;
  /** Steps until the full container beneath a chute has been exchanged; 0 = the chute takes parcels. */
  readonly exchangeSteps: Int32Array;
  /** Parcel (order) on each robot's tray, −1 = none. */
  readonly parcel: Int32Array;
  /** Parcels tipped into a chute of another destination. */
  readonly misSorts: number;
}
