// Pods at stations: how much a visit brings, how busy the people are, how many robots queue.
import type { UngroupedKpi } from "../kpi.ts";

export const stationsKpis: readonly UngroupedKpi[] = [
  {
    id: "pileOn",
    unit: "units/visit",
    decimals: 2,
    better: "higher",
    label: { en: "Pile-on", zh: "单次到站件数" },
    description: {
      en: "Units picked per visit of a pod to a pick station; no value without a visit.",
      zh: "货架每次到拣选站平均拣出的件数。",
    },
  },
  {
    id: "injectedPileOn",
    unit: "units/visit",
    decimals: 2,
    better: "neutral",
    label: { en: "Injected pile-on", zh: "途中追加的到站件数" },
    description: {
      en: "Units per visit to a pick station that belong to orders assigned while the pod was already coming: after its robot had set out for it, and after the order that the visit was made for.",
      zh: "每次到拣选站拣出的、属于货架已在途中时才分配的订单的件数：晚于机器人出发，也晚于引起此次到站的订单。",
    },
  },
  {
    id: "orderPileOn",
    unit: "orders/visit",
    decimals: 2,
    better: "higher",
    label: { en: "Order pile-on", zh: "单次到站完成订单" },
    description: {
      en: "Orders done per visit of a pod to a pick station; no value without a visit.",
      zh: "货架每次到拣选站平均完成的订单数。",
    },
  },
  {
    id: "podVisitsPerStationHour",
    unit: "visits/h",
    decimals: 1,
    better: "neutral",
    label: { en: "Pod visits per station-hour", zh: "每站每小时到站货架" },
    description: {
      en: "Visits of pods to pick stations per hour that a pick station was open.",
      zh: "拣选站每开放一小时的货架到站次数。",
    },
  },
  {
    id: "stationIdleShare",
    unit: "share",
    decimals: 1,
    better: "lower",
    label: { en: "Station idle share", zh: "工作站空闲率" },
    description: {
      en: "Share of the open pick stations' time in which the person had no unit in hand.",
      zh: "开放的拣选站手中无货的时间占比。",
    },
  },
  {
    id: "replenishIdleShare",
    unit: "share",
    decimals: 1,
    better: "neutral",
    label: { en: "Replenishment idle share", zh: "补货站空闲率" },
    description: {
      en: "Share of the open replenishment stations' time in which the person had no bundle in hand; no value without one.",
      zh: "开放的补货站手中无货的时间占比。",
    },
  },
  {
    id: "pickQueueRobots",
    unit: "robots",
    decimals: 1,
    better: "neutral",
    label: { en: "Queue of a pick station", zh: "拣选站排队" },
    description: {
      en: "Robots in the queue and at the work cell of an open pick station, mean over time and stations.",
      zh: "每个开放的拣选站的排队格与工作格中的机器人数，按时间平均。",
    },
  },
  {
    id: "replenishQueueRobots",
    unit: "robots",
    decimals: 1,
    better: "neutral",
    label: { en: "Queue of a replenishment station", zh: "补货站排队" },
    description: {
      en: "Robots in the queue and at the work cell of an open replenishment station, mean over time and stations.",
      zh: "每个开放的补货站的排队格与工作格中的机器人数，按时间平均。",
    },
  },
];
