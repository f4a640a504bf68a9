// Orders and backlog: what came, what left, what waits.
import type { UngroupedKpi } from "../kpi.ts";

export const ordersKpis: readonly UngroupedKpi[] = [
  {
    id: "ordersArrived",
    unit: "orders",
    decimals: 0,
    better: "neutral",
    label: { en: "Orders arrived", zh: "到达订单" },
    description: { en: "Orders that arrived in the window.", zh: "窗口内到达的订单数。" },
  },
  {
    id: "ordersDone",
    unit: "orders",
    decimals: 0,
    better: "higher",
    label: { en: "Orders done", zh: "完成订单" },
    description: {
      en: "Orders whose last unit was picked in the window.",
      zh: "窗口内拣完最后一件的订单数。",
    },
  },
  {
    id: "onTimeOrders",
    unit: "orders",
    decimals: 0,
    better: "higher",
    label: { en: "Orders on time", zh: "准时订单" },
    description: { en: "Orders done by their due time.", zh: "在期限前完成的订单数。" },
  },
  {
    id: "ordersOpen",
    unit: "orders",
    decimals: 0,
    better: "lower",
    label: { en: "Orders open", zh: "未完成订单" },
    description: {
      en: "Orders not done at the end, waiting or assigned.",
      zh: "结束时未完成的订单，含等待与已分配。",
    },
  },
  {
    id: "backlogOrders",
    unit: "orders",
    decimals: 0,
    better: "lower",
    label: { en: "Backlog", zh: "待分配积压" },
    description: { en: "Orders waiting for a station at the end.", zh: "结束时等待分配工作站的订单数。" },
  },
  {
    id: "backlogOrdersMean",
    unit: "orders",
    decimals: 0,
    better: "lower",
    label: { en: "Backlog, mean", zh: "平均待分配积压" },
    description: {
      en: "Orders waiting for a station, mean over the time.",
      zh: "等待分配工作站的订单数，按时间平均。",
    },
  },
  {
    id: "oldestOpenSeconds",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Oldest open order", zh: "最老未完成订单" },
    description: {
      en: "Age of the oldest order not done at the end; 0 without one.",
      zh: "结束时最老未完成订单的年龄。",
    },
  },
];
