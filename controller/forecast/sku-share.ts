// Which SKUs a category's units fall on: past shares, the waves' promoted SKUs, and what the run's own lines show.
import { math } from "../../sim/kernel/index.ts";
import type { FestivalWave, SkuTable } from "../../sim/model/index.ts";

/** Units of evidence a category's past shares count for, and how long the run's own units are remembered. */
const priorUnits = 800;
const memorySeconds = 6 * 3600;
/** Units spread evenly over a category's SKUs, so that an unsold SKU keeps a small share. */
const smoothingUnits = 0.5;

/** Slow SKUs share their category's forecast top-down; fast and promoted ones are soon led by their own units. */
export class SkuShares {
  private readonly pastShare: Float64Array;
  private readonly seenUnits: Float64Array;

  constructor(
    private readonly skus: SkuTable,
    pastUnits: Float64Array,
    private readonly waves: readonly FestivalWave[],
  ) {
    const total = new Float64Array(skus.categoryNames.length);
    this.pastShare = new Float64Array(skus.count);
    this.seenUnits = new Float64Array(skus.count);
    for (let sku = 0; sku < skus.count; sku += 1) {
      this.pastShare[sku] = smoothingUnits + (pastUnits[sku] ?? 0);
      total[skus.category[sku]!] = total[skus.category[sku]!]! + this.pastShare[sku]!;
    }
    for (let sku = 0; sku < skus.count; sku += 1) {
      this.pastShare[sku] = this.pastShare[sku]! / total[skus.category[sku]!]!;
    }
  }

  observe(sku: number, units: number): void {
    this.seenUnits[sku] = this.seenUnits[sku]! + units;
  }

  fade(seconds: number): void {
    const keep = math.exp(-seconds / memorySeconds);
    for (let sku = 0; sku < this.seenUnits.length; sku += 1)
      this.seenUnits[sku] = this.seenUnits[sku]! * keep;
  }

  /**
   * Units per SKU, from units per category by component (`units[component * categoryCount + category]`, component 0 =
   * ordinary business, w + 1 = wave w). The sum is kept.
   */
  spread(units: Float64Array, componentCount: number): Float64Array {
    const { skus } = this;
    const categoryCount = skus.categoryNames.length;
    const result = new Float64Array(skus.count);
    const perCategory = new Float64Array(categoryCount);
    let heroTotal = 0;
    for (let component = 0; component < componentCount; component += 1) {
      const wave = component === 0 ? undefined : this.waves[component - 1];
      const heroes = wave?.heroSkus ?? [];
      const heroShare = heroes.length > 0 ? Math.min(1, wave?.heroShare ?? 0) : 0;
      let all = 0;
      for (let category = 0; category < categoryCount; category += 1) {
        const at = component * categoryCount + category;
        perCategory[category] = perCategory[category]! + (1 - heroShare) * units[at]!;
        all += units[at]!;
      }
      for (const sku of heroes) result[sku] = result[sku]! + (heroShare * all) / heroes.length;
      heroTotal += heroShare * all;
    }
    for (let sku = 0; sku < skus.count; sku += 1) {
      result[sku] = result[sku]! + perCategory[skus.category[sku]!]! * this.pastShare[sku]!;
    }
    return this.blend(result, heroTotal);
  }

  snapshot(): Float64Array {
    return this.seenUnits.slice();
  }
  restore(seenUnits: Float64Array): void {
    this.seenUnits.set(seenUnits);
  }

  /** Posterior mean of a Dirichlet law over all SKUs: the expected units as prior, the run's own units as counts. */
  private blend(prior: Float64Array, heroTotal: number): Float64Array {
    let total = 0;
    let seen = 0;
    for (let sku = 0; sku < prior.length; sku += 1) {
      total += prior[sku]!;
      seen += this.seenUnits[sku]!;
    }
    if (total <= 0 || seen <= 0) return prior;
    // With promoted SKUs in play the prior is a promise, not experience: the run's own units count double.
    const strength = priorUnits * this.skus.categoryNames.length * (heroTotal > 0 ? 0.5 : 1);
    for (let sku = 0; sku < prior.length; sku += 1) {
      const share = (strength * (prior[sku]! / total) + this.seenUnits[sku]!) / (strength + seen);
      prior[sku] = share * total;
    }
    return prior;
  }
}
