// The site as a whole.
import type { UngroupedKpi } from "../kpi.ts";

export const siteKpis: readonly UngroupedKpi[] = [
  {
    id: "inventoryShare",
    unit: "share",
    decimals: 1,
    better: "neutral",
    label: { en: "Inventory level", zh: "库存水平" },
    description: {
      en: "Volume of the stock on the pods at the end, share of the pods' capacity.",
      zh: "结束时货架上库存体积占货架容量之比。",
    },
  },
  {
    id: "simulatedSeconds",
    unit: "s",
    decimals: 0,
    better: "neutral",
    label: { en: "Measured time", zh: "统计时长" },
    description: { en: "Length of the measured window.", zh: "统计窗口的时长。" },
  },
];
