// The fleet's batteries in the dispatch LP: what is charged less what work and rest use, never above what they hold.
import type { ModelBuilder } from "./lp/index.ts";

/** The fleet's energy above its reserve, together. */
export interface FleetEnergy {
  readonly nowWh: number;
  readonly capacityWh: number;
  readonly endWh: number;
  readonly chargers: number;
  readonly chargeWatts: number;
  readonly workWatts: number;
  readonly idleWatts: number;
}

/** Late order-hours: what a watt-hour short costs while robots need it, and at the end of the horizon. */
export const energyCosts = { shortWh: 0.05, shortAtEndWh: 0.002 } as const;

/** Columns of one period: robots at work of whatever kind, and robots at chargers. */
export interface EnergyUse {
  readonly atWork: readonly number[];
  readonly charging: number;
}

/** Adds the balance of one period and returns its level's column; `before` is the level of the period before, −1 at first. */
export function addEnergy(
  lp: ModelBuilder,
  period: { readonly t: number; readonly hours: number; readonly isLast: boolean; readonly robots: number },
  energy: FleetEnergy,
  use: EnergyUse,
  before: number,
): number {
  const { t, hours, isLast, robots } = period;
  const level = lp.column(`energy_Wh[${t}]`, 0, { upper: energy.capacityWh });
  const short = lp.column(`energyShort_Wh[${t}]`, energyCosts.shortWh);
  const unused = lp.column(`energyUnused_Wh[${t}]`, 0);
  const constant = (before < 0 ? energy.nowWh : 0) - energy.idleWatts * hours * robots;
  const row = lp.row(`energy_Wh[${t}]`, constant, constant);
  lp.entry(row, level, 1);
  if (before >= 0) lp.entry(row, before, -1);
  for (const column of use.atWork) lp.entry(row, column, energy.workWatts * hours);
  lp.entry(row, use.charging, -energy.chargeWatts * hours);
  lp.entry(row, short, -1);
  lp.entry(row, unused, 1);
  if (isLast) {
    const end = lp.row("energyAtEnd_Wh", energy.endWh, Infinity);
    lp.entry(end, level, 1);
    lp.entry(end, lp.column("energyShortAtEnd_Wh", energyCosts.shortAtEndWh), 1);
  }
  return level;
}
