// How far the robots drive.
import type { UngroupedKpi } from "../kpi.ts";

export const drivingKpis: readonly UngroupedKpi[] = [
  {
    id: "metresPerUnit",
    unit: "m",
    decimals: 1,
    better: "lower",
    label: { en: "Distance per unit", zh: "每件行驶距离" },
    description: {
      en: "Metres driven by all robots, replenishment included, per unit picked; no value without a unit.",
      zh: "全部机器人（含补货）行驶米数除以拣选件数。",
    },
  },
  {
    id: "metresPerRobot",
    unit: "m",
    decimals: 0,
    better: "neutral",
    label: { en: "Distance per robot", zh: "每台行驶距离" },
    description: {
      en: "Metres driven per robot of the fleet.",
      zh: "平均每台机器人行驶的米数。",
    },
  },
  {
    id: "tripMetresMean",
    unit: "m",
    decimals: 1,
    better: "neutral",
    label: { en: "Trip length, mean", zh: "平均行程距离" },
    description: {
      en: "Metres of a trip: from where a robot last lifted, was served, set down, charged or rested to where it does so next.",
      zh: "一次行程的米数：从上一次举升、服务、放下、充电或停歇处到下一处。",
    },
  },
  {
    id: "tripSecondsMean",
    unit: "s",
    decimals: 0,
    better: "neutral",
    label: { en: "Trip time, mean", zh: "平均行程时间" },
    description: {
      en: "Time of a trip, driving and queueing; no value without a trip.",
      zh: "一次行程的时间，含行驶与排队。",
    },
  },
];
