// Where the robots' time goes.
import type { UngroupedKpi } from "../kpi.ts";

export const robotsKpis: readonly UngroupedKpi[] = [
  {
    id: "robotBusyShare",
    unit: "share",
    decimals: 1,
    better: "neutral",
    label: { en: "Robot busy share", zh: "机器人忙碌率" },
    description: {
      en: "Share of robot time with work: driving, queueing, lifting, serving.",
      zh: "行驶、排队、举升、服务的时间占比。",
    },
  },
  {
    id: "robotDriveShare",
    unit: "share",
    decimals: 1,
    better: "neutral",
    label: { en: "Robots driving", zh: "行驶占比" },
    description: { en: "Robot time driving or turning.", zh: "行驶或转向的时间占比。" },
  },
  {
    id: "robotQueueShare",
    unit: "share",
    decimals: 1,
    better: "lower",
    label: { en: "Robots queueing", zh: "排队占比" },
    description: {
      en: "Robot time standing with somewhere to go, or standing in a queue or at a work cell without being served.",
      zh: "有目的地却停着，或在排队格、工作格等待的时间占比。",
    },
  },
  {
    id: "robotLiftShare",
    unit: "share",
    decimals: 1,
    better: "neutral",
    label: { en: "Robots lifting", zh: "举升占比" },
    description: { en: "Robot time lifting or setting down a pod.", zh: "举起或放下货架的时间占比。" },
  },
  {
    id: "robotServeShare",
    unit: "share",
    decimals: 1,
    better: "neutral",
    label: { en: "Robots being served", zh: "服务占比" },
    description: {
      en: "Robot time at a work cell while its pod is served: putting and getting together.",
      zh: "在工作格接受服务的时间占比，含拣选与补货。",
    },
  },
  {
    id: "robotPutShare",
    unit: "share",
    decimals: 1,
    better: "neutral",
    label: { en: "Robots putting (pick)", zh: "拣选服务占比" },
    description: {
      en: "Robot time at a pick station while units of its pod are put into orders.",
      zh: "在拣选站从货架取货放入订单的时间占比。",
    },
  },
  {
    id: "robotGetShare",
    unit: "share",
    decimals: 1,
    better: "neutral",
    label: { en: "Robots getting (stow)", zh: "补货服务占比" },
    description: {
      en: "Robot time at a replenishment station while its pod gets stock.",
      zh: "在补货站为货架上货的时间占比。",
    },
  },
  {
    id: "robotChargeShare",
    unit: "share",
    decimals: 1,
    better: "neutral",
    label: { en: "Robots charging", zh: "充电占比" },
    description: { en: "Robot time charging.", zh: "充电的时间占比。" },
  },
  {
    id: "robotFailedShare",
    unit: "share",
    decimals: 1,
    better: "lower",
    label: { en: "Robots failed", zh: "故障占比" },
    description: { en: "Robot time failed.", zh: "故障的时间占比。" },
  },
  {
    id: "robotRestShare",
    unit: "share",
    decimals: 1,
    better: "neutral",
    label: { en: "Robots resting", zh: "闲置占比" },
    description: {
      en: "Robot time standing with nowhere to go. With driving, queueing, lifting, being served, charging and failed it sums to 1.",
      zh: "停着且无目的地的时间占比；与行驶、排队、举升、服务、充电、故障各项之和为 1。",
    },
  },
];
