// One picture of the run, as the viewer and recordings need it. Flat, transferable, versioned.

/** Version of the frame layout; a reader refuses another. */
export const frameVersion = 3;

/**
 * State at a step. Robot arrays are indexed by robot id, station arrays by station id, `podCell` by pod id
 * (−1 = carried). `goal` is the cell a robot is heading for, or its own.
 */
export interface Frame {
  readonly version: typeof frameVersion;
  readonly step: number;
  readonly robotCell: Int32Array;
  readonly robotHeading: Uint8Array;
  readonly robotActivity: Uint8Array;
  /** Pod that each robot carries, or the parcel (order) on its tray; −1 = nothing. */
  readonly robotPod: Int32Array;
  readonly robotGoal: Int32Array;
  readonly robotChargePercent: Uint8Array;
  readonly podCell: Int32Array;
  /** Level of a tall rack where each pod stands, or last stood; all 0 without tall racks. */
  readonly podLevel: Uint8Array;
  /** How full each chute of a sorter is, per cent; 255 = shut, its container is being exchanged. Empty elsewhere. */
  readonly chuteFill: Uint8Array;
  readonly stationOpen: Uint8Array;
  readonly stationQueue: Int32Array;
  readonly stationSlotsUsed: Int32Array;
  /** What keeps the people of each station from working, as in `StationTrouble`. */
  readonly stationTrouble: Uint8Array;
}

/** Why nobody works at a station: the person is away, or a fault keeps it closed. */
export const StationTrouble = { none: 0, away: 1, closed: 2 } as const;
