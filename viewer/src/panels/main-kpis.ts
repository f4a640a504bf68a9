// The KPIs that most questions are about.
import type { KpiReport } from "../../../scenarios/index.ts";

/** Shown before "show all", in this order. */
export const mainKpis: readonly (keyof KpiReport)[] = [
  "ordersDone",
  "unitsPerHour",
  "backlogOrders",
  "lateShare",
  "orderTurnoverSecondsMedian",
  "orderTurnoverSecondsP95",
  "pileOn",
  "stationIdleShare",
  "robotBusyShare",
  "metresPerUnit",
];
