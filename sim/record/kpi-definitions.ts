// Every KPI of a report in the order of tables, by group: how it is shown, what it means, in English and Chinese. The
// names are those of the field (Merschformann, Xie, Li 2018), so that tables line up with published ones.
import { drivingKpis } from "./definitions/driving.ts";
import { faultsKpis } from "./definitions/faults.ts";
import { ordersKpis } from "./definitions/orders.ts";
import { robotsKpis } from "./definitions/robots.ts";
import { siteKpis } from "./definitions/site.ts";
import { sortingKpis } from "./definitions/sorting.ts";
import { stationsKpis } from "./definitions/stations.ts";
import { throughputKpis } from "./definitions/throughput.ts";
import { timesKpis } from "./definitions/times.ts";
import type { KpiDefinition, KpiGroup, KpiReport, UngroupedKpi } from "./kpi.ts";

const sorting: KpiGroup = { id: "sorting", label: { en: "Sorting", zh: "分拣" } };

const grouped: readonly (readonly [KpiGroup, readonly UngroupedKpi[]])[] = [
  [{ id: "orders", label: { en: "Orders", zh: "订单" } }, ordersKpis],
  [{ id: "throughput", label: { en: "Throughput", zh: "吞吐" } }, throughputKpis],
  [{ id: "stations", label: { en: "Pods and stations", zh: "货架与工作站" } }, stationsKpis],
  [{ id: "times", label: { en: "Order times", zh: "订单时间" } }, timesKpis],
  [{ id: "robots", label: { en: "Robot time", zh: "机器人时间" } }, robotsKpis],
  [{ id: "driving", label: { en: "Driving", zh: "行驶" } }, drivingKpis],
  [{ id: "faults", label: { en: "Faults and people", zh: "故障与人员" } }, faultsKpis],
  [sorting, sortingKpis],
  [{ id: "site", label: { en: "Site", zh: "场地" } }, siteKpis],
];

/** One entry per field of `KpiReport`, in the order of tables; the entries of a group stand together. */
export const kpiDefinitions: readonly KpiDefinition[] = grouped.flatMap(([group, kpis]) =>
  kpis.map((kpi) => ({ ...kpi, group })),
);

/**
 * What a table of these reports shows: everything, but what a sorter does only where there is one, and pods and stock only where
 * there is none; of faults only what `happened`, unless `all` are wanted because the site has some to come.
 */
export function kpisOf(
  reports: readonly KpiReport[],
  faults: "all" | "happened" = "happened",
): readonly KpiDefinition[] {
  const sorts = reports.some((report) => Number.isFinite(report.parcelsPerRobotHour));
  return (sorts ? sorterKpis : warehouseKpis).filter(
    ({ id, group }) =>
      group.id !== "faults" || faults === "all" || reports.some((report) => report[id] !== 0),
  );
}

/** What says nothing where there are neither pods nor stock. */
const podsAndStock: readonly (keyof KpiReport)[] = [
  "unitsStowedPerHour",
  "pileOn",
  "injectedPileOn",
  "orderPileOn",
  "replenishIdleShare",
  "replenishQueueRobots",
  "robotGetShare",
  "inventoryShare",
];

/** All but those about pods and stock. */
const sorterKpis: readonly KpiDefinition[] = kpiDefinitions.filter(({ id }) => !podsAndStock.includes(id));

/** All but those of a sorter. */
export const warehouseKpis: readonly KpiDefinition[] = kpiDefinitions.filter(
  ({ group }) => group !== sorting,
);

/** The definition of a KPI. */
export function kpiDefinition(id: keyof KpiReport): KpiDefinition {
  return kpiDefinitions.find((definition) => definition.id === id)!;
}
