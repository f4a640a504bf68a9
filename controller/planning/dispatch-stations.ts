// Open stations in the dispatch LP: a pool, a ramp, people who stay for a shift once they have come.
import type { ModelBuilder } from "./lp/index.ts";

export interface StationPool {
  readonly stations: number;
  readonly openNow: number;
  readonly unitsPerStationHour: number;
  /** Stations for which there are people, per period; left out = all, always. */
  readonly staffed?: Float64Array;
}

export interface ShiftRules {
  /** Stations of a kind that may be opened per period. */
  readonly rampPerPeriod: number;
  /** Periods that a station stays open once it has been opened; 1 = as few as one likes. */
  readonly minPeriods: number;
}

/** Late order-hours that a station open for an hour costs, and opening one. */
export const stationCosts = { stationHour: 0.5, stationStart: 0.2 } as const;

/** Columns of one kind of station, per period. */
export interface StationColumns {
  readonly open: Int32Array;
  readonly start: Int32Array;
}

/**
 * Adds the stations of period `t`: `open` up to the pool, `start` up to the ramp, `open[t] ≤ open[t−1] + start[t]`, and
 * `open[t] ≥ Σ start` over the periods that a shift lasts.
 */
export function addStations(
  lp: ModelBuilder,
  kind: "pick" | "replenish",
  { t, hours }: { readonly t: number; readonly hours: number },
  pool: StationPool,
  shift: ShiftRules,
  columns: StationColumns,
): void {
  const staffed = Math.min(pool.stations, pool.staffed?.[t] ?? pool.stations);
  const open = lp.column(`${kind}Open_stations[${t}]`, stationCosts.stationHour * hours, { upper: staffed });
  const start = lp.column(`${kind}Start_stations[${t}]`, stationCosts.stationStart, {
    upper: Math.max(1, shift.rampPerPeriod),
  });
  columns.open[t] = open;
  columns.start[t] = start;
  const ramp = lp.row(`${kind}Ramp_stations[${t}]`, -Infinity, t === 0 ? pool.openNow : 0);
  lp.entry(ramp, open, 1);
  lp.entry(ramp, start, -1);
  if (t > 0) lp.entry(ramp, columns.open[t - 1]!, -1);
  if (shift.minPeriods <= 1) return;
  // People go home when nobody staffs the station, whatever the shift: then it does not bind.
  const from = Math.max(0, t - shift.minPeriods + 1);
  for (let at = from; at <= t; at += 1) if (staffed < (pool.staffed?.[at] ?? pool.stations)) return;
  const stay = lp.row(`${kind}Shift_stations[${t}]`, 0, Infinity);
  lp.entry(stay, open, 1);
  for (let at = from; at <= t; at += 1) lp.entry(stay, columns.start[at]!, -1);
}
