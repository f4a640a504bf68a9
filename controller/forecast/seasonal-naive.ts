// The plain baseline: the same quarter hour a week ago, waves and all. It knows no calendar and corrects nothing.
import type { SkuTable } from "../../sim/model/index.ts";
import type { SiteKnowledge } from "../controller-port.ts";
import { daySeconds } from "./calendar-day.ts";
import { type Forecaster, type ForecasterState, forecastQuantileLevels } from "./forecaster.ts";
import { quantile } from "./spread.ts";

const weekSeconds = 7 * daySeconds;
const noScores = new Float64Array(0);

/** Repeats the last week of the history; SKUs share by their past units. */
export function createSeasonalNaive(knowledge: SiteKnowledge, skus: SkuTable): Forecaster {
  const { history } = knowledge;
  const { startLocalSeconds, periodSeconds, periodCount } = history;
  const categoryCount = skus.categoryNames.length;
  const end = startLocalSeconds + periodSeconds * periodCount;
  const totalUnits = history.skuUnits.reduce((sum, units) => sum + units, 0);
  const state: ForecasterState = {
    intraday: { seen: new Float64Array(0), expected: new Float64Array(0) },
    skuUnits: new Float64Array(0),
    seenOrders: 0,
    seenUnits: 0,
  };

  function pastOrders(category: number, from: number, to: number): number {
    if (category * periodCount >= history.orders.length) return 0;
    const weeksBack = Math.ceil(Math.max(1, to - end) / weekSeconds) * weekSeconds;
    const middle = (from + to) / 2 - weeksBack;
    const period = Math.floor((middle - startLocalSeconds) / periodSeconds);
    if (period < 0 || period >= periodCount) return 0;
    return (history.orders[category * periodCount + period]! * (to - from)) / periodSeconds;
  }

  return {
    observe() {},
    observeLine() {},
    forecast({ fromStep, fromLocalSeconds, stepSeconds, periodSteps, periodCount: count }) {
      const orders = new Float64Array(count);
      const units = new Float64Array(categoryCount * count);
      const unitQuantiles = forecastQuantileLevels.map(() => new Float64Array(count));
      let sum = 0;
      for (let period = 0; period < count; period += 1) {
        const from = fromLocalSeconds + period * periodSteps * stepSeconds;
        for (let category = 0; category < categoryCount; category += 1) {
          const mean = pastOrders(category, from, from + periodSteps * stepSeconds);
          orders[period] = orders[period]! + mean;
          units[category * count + period] = mean * history.unitsPerOrder;
        }
        const total = orders[period]!;
        sum += total * history.unitsPerOrder;
        forecastQuantileLevels.forEach((q, index) => {
          const variance = 2 * total + 0.1 * total * total;
          unitQuantiles[index]![period] = history.unitsPerOrder * quantile(q, total, variance, noScores);
        });
      }
      const skuUnits = history.skuUnits.map((past) => (totalUnits > 0 ? (past / totalUnits) * sum : 0));
      return {
        fromStep,
        periodSteps,
        periodCount: count,
        quantileLevels: forecastQuantileLevels,
        orders,
        units,
        unitQuantiles,
        skuUnits,
      };
    },
    snapshot: () => state,
    restore() {},
  };
}
