// Throughput: units, lines and orders per hour.
import type { UngroupedKpi } from "../kpi.ts";

export const throughputKpis: readonly UngroupedKpi[] = [
  {
    id: "unitsPerHour",
    unit: "units/h",
    decimals: 0,
    better: "higher",
    label: { en: "Units per hour", zh: "每小时件数" },
    description: { en: "Units picked per hour.", zh: "每小时拣选件数。" },
  },
  {
    id: "linesPerHour",
    unit: "lines/h",
    decimals: 0,
    better: "higher",
    label: { en: "Lines per hour", zh: "每小时行数" },
    description: {
      en: "Order lines whose last unit was picked, per hour.",
      zh: "每小时拣完最后一件的订单行数。",
    },
  },
  {
    id: "ordersPerHour",
    unit: "orders/h",
    decimals: 0,
    better: "higher",
    label: { en: "Orders per hour", zh: "每小时订单数" },
    description: { en: "Orders done per hour.", zh: "每小时完成的订单数。" },
  },
  {
    id: "throughputScore",
    unit: "share",
    decimals: 1,
    better: "higher",
    label: { en: "Throughput score", zh: "吞吐得分" },
    description: {
      en: "Units picked over the upper bound: all pick stations busy all the time at their seconds per unit.",
      zh: "拣选件数与上限之比；上限为所有拣选站一直不停工作。",
    },
  },
  {
    id: "unitsStowedPerHour",
    unit: "units/h",
    decimals: 0,
    better: "neutral",
    label: { en: "Units stowed per hour", zh: "每小时上架件数" },
    description: {
      en: "Units put on pods at replenishment stations, per hour.",
      zh: "补货站每小时放上货架的件数。",
    },
  },
];
