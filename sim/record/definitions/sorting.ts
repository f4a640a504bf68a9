// What a sorter floor does. Parcels per hour are the units per hour of the throughput group; inductions are pick stations.
import type { UngroupedKpi } from "../kpi.ts";

export const sortingKpis: readonly UngroupedKpi[] = [
  {
    id: "parcelsPerRobotHour",
    unit: "parcels",
    decimals: 1,
    better: "higher",
    label: { en: "Parcels per robot-hour", zh: "每台每小时包裹" },
    description: {
      en: "Parcels tipped into chutes of their destination, per robot of the fleet and hour; NaN without a sorter.",
      zh: "每台机器人每小时投入目的地格口的包裹数；无分拣时为空。",
    },
  },
  {
    id: "misSorts",
    unit: "parcels",
    decimals: 0,
    better: "lower",
    label: { en: "Mis-sorts", zh: "错分" },
    description: {
      en: "Parcels tipped into a chute of another destination; NaN without a sorter.",
      zh: "投入其他目的地格口的包裹数；无分拣时为空。",
    },
  },
  {
    id: "chuteFullShare",
    unit: "share",
    decimals: 1,
    better: "lower",
    label: { en: "Chutes shut", zh: "格口关闭" },
    description: {
      en: "Share of the chutes' time in which a full container is being exchanged; NaN without a sorter.",
      zh: "格口因更换满箱而关闭的时间占比；无分拣时为空。",
    },
  },
];
