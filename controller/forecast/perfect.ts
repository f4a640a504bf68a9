// The upper bound: what will be ordered, told beforehand. No site has it; comparing with it says what better forecasts could bring.
import { assert } from "../../sim/kernel/index.ts";
import type { SkuTable } from "../../sim/model/index.ts";
import type { DemandFuture, SiteKnowledge } from "../controller-port.ts";
import { type Forecaster, type ForecasterState, forecastQuantileLevels } from "./forecaster.ts";

const nothing: ForecasterState = {
  intraday: { seen: new Float64Array(0), expected: new Float64Array(0) },
  skuUnits: new Float64Array(0),
  seenOrders: 0,
  seenUnits: 0,
};

/** Reads the future off `knowledge.future`, which the run's composition must have been asked for; all quantiles are the mean. */
export function createPerfectForecaster({ future }: SiteKnowledge, skus: SkuTable): Forecaster {
  assert(future !== undefined, "a perfect forecast needs the future of the run");
  const categoryCount = skus.categoryNames.length;

  return {
    observe() {},
    observeLine() {},
    forecast({ fromStep, stepSeconds, periodSteps, periodCount }) {
      const orders = new Float64Array(periodCount);
      const units = new Float64Array(categoryCount * periodCount);
      const skuUnits = new Float64Array(skus.count);
      const total = new Float64Array(periodCount);
      for (let period = 0; period < periodCount; period += 1) {
        const from = (fromStep + period * periodSteps) * stepSeconds;
        eachPart(future, from, from + periodSteps * stepSeconds, (bin, share) => {
          orders[period] = orders[period]! + share * future.orders[bin]!;
          for (let sku = 0; sku < skus.count; sku += 1) {
            const some = share * future.skuUnits[bin * skus.count + sku]!;
            if (some === 0) continue;
            const at = skus.category[sku]! * periodCount + period;
            units[at] = units[at]! + some;
            skuUnits[sku] = skuUnits[sku]! + some;
            total[period] = total[period]! + some;
          }
        });
      }
      const unitQuantiles = forecastQuantileLevels.map(() => total.slice());
      return {
        fromStep,
        periodSteps,
        periodCount,
        quantileLevels: forecastQuantileLevels,
        orders,
        units,
        unitQuantiles,
        skuUnits,
      };
    },
    snapshot: () => nothing,
    restore() {},
  };
}

/** The bins that a time lies in, each with the share of it that does. */
function eachPart(
  { binSeconds, binCount }: DemandFuture,
  fromSeconds: number,
  toSeconds: number,
  visit: (bin: number, share: number) => void,
): void {
  const last = Math.min(binCount - 1, Math.ceil(toSeconds / binSeconds) - 1);
  for (let bin = Math.floor(fromSeconds / binSeconds); bin <= last; bin += 1) {
    const from = Math.max(fromSeconds, bin * binSeconds);
    const to = Math.min(toSeconds, (bin + 1) * binSeconds);
    if (to > from) visit(bin, (to - from) / binSeconds);
  }
}
