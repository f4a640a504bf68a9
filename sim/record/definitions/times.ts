// Times of the orders: lateness, turnover (arrival to done) and throughput time (assigned to done).
import type { UngroupedKpi } from "../kpi.ts";

export const timesKpis: readonly UngroupedKpi[] = [
  {
    id: "lateShare",
    unit: "share",
    decimals: 1,
    better: "lower",
    label: { en: "Late share", zh: "迟到率" },
    description: {
      en: "Late orders over orders done or overdue: done after their due time in the window, or open and overdue at the end.",
      zh: "逾期完成的订单加上结束时已逾期未完成的订单，占完成与逾期订单之比。",
    },
  },
  {
    id: "lateSecondsMean",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Lateness, mean", zh: "平均迟到" },
    description: {
      en: "By how much the late orders done were late, mean; 0 without a late one.",
      zh: "逾期完成订单的平均迟到时间。",
    },
  },
  {
    id: "orderTurnoverSecondsMean",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Order turnover, mean", zh: "订单周转均值" },
    description: {
      en: "Arrival to done, mean over the orders done. Read it together with the age of the oldest open order.",
      zh: "从到达到完成的平均时间；须与最老未完成订单一起看。",
    },
  },
  {
    id: "orderTurnoverSecondsP25",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Order turnover, 25 %", zh: "订单周转 25 % 分位" },
    description: {
      en: "Arrival to done, 25 % quantile over the orders done (within 1 %).",
      zh: "从到达到完成时间的 25 % 分位（误差 1 % 内）。",
    },
  },
  {
    id: "orderTurnoverSecondsMedian",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Order turnover, median", zh: "订单周转中位数" },
    description: {
      en: "Arrival to done, median over the orders done (within 1 %).",
      zh: "从到达到完成时间的中位数（误差 1 % 内）。",
    },
  },
  {
    id: "orderTurnoverSecondsP75",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Order turnover, 75 %", zh: "订单周转 75 % 分位" },
    description: {
      en: "Arrival to done, 75 % quantile over the orders done (within 1 %).",
      zh: "从到达到完成时间的 75 % 分位（误差 1 % 内）。",
    },
  },
  {
    id: "orderTurnoverSecondsP95",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Order turnover, 95 %", zh: "订单周转 95 % 分位" },
    description: {
      en: "Arrival to done, 95 % quantile over the orders done (within 1 %).",
      zh: "从到达到完成时间的 95 % 分位（误差 1 % 内）。",
    },
  },
  {
    id: "orderThroughputSecondsMean",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Order throughput time, mean", zh: "订单处理时间均值" },
    description: {
      en: "Assigned to a station to done, mean over the orders done.",
      zh: "从分配到工作站到完成的平均时间。",
    },
  },
  {
    id: "orderThroughputSecondsP25",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Order throughput time, 25 %", zh: "订单处理时间 25 % 分位" },
    description: {
      en: "Assigned to a station to done, 25 % quantile over the orders done (within 1 %).",
      zh: "从分配到工作站到完成时间的 25 % 分位（误差 1 % 内）。",
    },
  },
  {
    id: "orderThroughputSecondsMedian",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Order throughput time, median", zh: "订单处理时间中位数" },
    description: {
      en: "Assigned to a station to done, median over the orders done (within 1 %).",
      zh: "从分配到工作站到完成时间的中位数（误差 1 % 内）。",
    },
  },
  {
    id: "orderThroughputSecondsP75",
    unit: "s",
    decimals: 0,
    better: "lower",
    label: { en: "Order throughput time, 75 %", zh: "订单处理时间 75 % 分位" },
    description: {
      en: "Assigned to a station to done, 75 % quantile over the orders done (within 1 %).",
      zh: "从分配到工作站到完成时间的 75 % 分位（误差 1 % 内）。",
    },
  },
];
