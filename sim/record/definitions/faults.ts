// What went wrong, and what it cost.
import type { UngroupedKpi } from "../kpi.ts";

export const faultsKpis: readonly UngroupedKpi[] = [
  {
    id: "ordersCancelled",
    unit: "orders",
    decimals: 0,
    better: "neutral",
    label: { en: "Orders cancelled", zh: "取消订单" },
    description: {
      en: "Orders cancelled by customers, waiting or assigned.",
      zh: "被客户取消的订单，含等待与已分配。",
    },
  },
  {
    id: "cancellationsTooLate",
    unit: "orders",
    decimals: 0,
    better: "neutral",
    label: { en: "Cancellations too late", zh: "取消过晚" },
    description: {
      en: "Attempts to cancel an order that was done or too far.",
      zh: "订单已完成或进度过晚而未能取消的次数。",
    },
  },
  {
    id: "unitsReturned",
    unit: "units",
    decimals: 0,
    better: "lower",
    label: { en: "Units picked in vain", zh: "退回件数" },
    description: {
      en: "Units picked for orders that were then cancelled; they come back to the dock as bundles.",
      zh: "已拣后订单被取消、退回收货区的件数。",
    },
  },
  {
    id: "ordersReturned",
    unit: "orders",
    decimals: 0,
    better: "neutral",
    label: { en: "Orders handed back", zh: "退回待分配订单" },
    description: {
      en: "Orders that a closed station gave back to wait for another.",
      zh: "因工作站关闭而退回重新等待分配的订单。",
    },
  },
  {
    id: "ordersShort",
    unit: "orders",
    decimals: 0,
    better: "lower",
    label: { en: "Orders short of stock", zh: "缺货订单" },
    description: {
      en: "Orders that came when the pods held less of one of their SKUs than open orders wanted; they wait for stock.",
      zh: "到达时货架存量少于未完成订单所需的订单；等待补货。",
    },
  },
  {
    id: "unitsLost",
    unit: "units",
    decimals: 0,
    better: "neutral",
    label: { en: "Units lost", zh: "丢损件数" },
    description: {
      en: "Units found missing or broken.",
      zh: "盘亏或损坏的件数。",
    },
  },
  {
    id: "deliveriesLate",
    unit: "deliveries",
    decimals: 0,
    better: "neutral",
    label: { en: "Late deliveries", zh: "迟到的到货" },
    description: {
      en: "Requests to the supplier that took longer than promised.",
      zh: "超过承诺时间的供应商到货次数。",
    },
  },
  {
    id: "robotFailures",
    unit: "failures",
    decimals: 0,
    better: "neutral",
    label: { en: "Robot failures", zh: "机器人故障次数" },
    description: {
      en: "Breakdowns of robots, empty batteries included.",
      zh: "机器人故障次数，含电量耗尽。",
    },
  },
  {
    id: "robotHoursLost",
    unit: "h",
    decimals: 1,
    better: "lower",
    label: { en: "Robot hours lost", zh: "损失机器人工时" },
    description: {
      en: "Robot time failed.",
      zh: "机器人故障的时间。",
    },
  },
  {
    id: "stationHoursClosed",
    unit: "h",
    decimals: 1,
    better: "neutral",
    label: { en: "Station hours closed", zh: "工作站关闭工时" },
    description: {
      en: "Station time closed by a fault.",
      zh: "工作站因故障关闭的时间。",
    },
  },
  {
    id: "stationHoursAway",
    unit: "h",
    decimals: 1,
    better: "neutral",
    label: { en: "Station hours without person", zh: "工作站无人工时" },
    description: {
      en: "Station time without its person, stations closed by a fault left out.",
      zh: "工作站无人的时间，不含因故障关闭的时间。",
    },
  },
  {
    id: "cellClosures",
    unit: "closures",
    decimals: 0,
    better: "neutral",
    label: { en: "Cells closed", zh: "封闭格数" },
    description: {
      en: "Closures of cells.",
      zh: "格子被封闭的次数。",
    },
  },
];
