// Expected demand per SKU, units per second: the forecast when there is one, else the site's history.
import type { DemandHistory } from "../../../sim/model/index.ts";
import type { Plan } from "../../planning/plan.ts";

export class SkuRates {
  readonly unitsPerSecond: Float64Array;
  private readonly historyRate: Float64Array;

  constructor(history: DemandHistory, skuCount: number) {
    this.historyRate = new Float64Array(skuCount);
    const seconds = history.periodSeconds * history.periodCount;
    for (let sku = 0; sku < Math.min(skuCount, history.skuUnits.length); sku += 1) {
      this.historyRate[sku] = seconds > 0 ? history.skuUnits[sku] / seconds : 0;
    }
    this.unitsPerSecond = this.historyRate.slice();
  }

  /** Takes the rates of a plan's forecast; without one the history holds. */
  adopt(plan: Plan | null, stepSeconds: number): void {
    const forecast = plan?.forecast;
    const seconds = forecast ? forecast.periodSteps * forecast.periodCount * stepSeconds : 0;
    if (!forecast || seconds <= 0 || forecast.skuUnits.length !== this.unitsPerSecond.length) {
      this.unitsPerSecond.set(this.historyRate);
      return;
    }
    for (let sku = 0; sku < this.unitsPerSecond.length; sku += 1) {
      this.unitsPerSecond[sku] = forecast.skuUnits[sku] / seconds;
    }
  }
}
