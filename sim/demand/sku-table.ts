// Makes a table of SKUs from a few ranges per category.
import { assert, Random } from "../kernel/index.ts";
import type { SkuTable } from "../model/index.ts";

interface Range {
  readonly min: number;
  readonly max: number;
}

export interface SkuCategoryConfig {
  readonly name: string;
  /** Share of the SKUs; shares are scaled to sum to 1. */
  readonly share: number;
  /** Pod capacity taken by one unit. */
  readonly unitLitres: Range;
  readonly unitKg: Range;
  readonly bundleUnits: Range;
}

export interface SkuConfig {
  readonly count: number;
  readonly categories: readonly SkuCategoryConfig[];
}

/** SKUs with categories interleaved by share and sizes drawn uniformly within the category's ranges. */
export function generateSkus(config: SkuConfig, seed: number): SkuTable {
  const { count, categories } = config;
  assert(categories.length >= 1 && categories.length <= 255, "1 to 255 SKU categories");
  const random = new Random(seed, "skus/sizes");
  const total = categories.reduce((sum, category) => sum + category.share, 0);
  const made = new Int32Array(categories.length);
  const category = new Uint8Array(count);
  const unitVolume = new Float64Array(count);
  const unitKg = new Float64Array(count);
  const bundleUnits = new Int32Array(count);
  const names: string[] = [];
  for (let sku = 0; sku < count; sku += 1) {
    let chosen = 0;
    let shortest = -Infinity;
    for (let c = 0; c < categories.length; c += 1) {
      const missing = (categories[c]!.share / total) * (sku + 1) - made[c]!;
      if (missing > shortest + 1e-9) {
        chosen = c;
        shortest = missing;
      }
    }
    const from = categories[chosen]!;
    made[chosen] = made[chosen]! + 1;
    category[sku] = chosen;
    unitVolume[sku] = random.between(from.unitLitres.min, from.unitLitres.max);
    unitKg[sku] = random.between(from.unitKg.min, from.unitKg.max);
    bundleUnits[sku] = from.bundleUnits.min + random.below(from.bundleUnits.max - from.bundleUnits.min + 1);
    names.push(`${from.name}-${String(made[chosen]).padStart(5, "0")}`);
  }
  return {
    count,
    names,
    category,
    categoryNames: categories.map((c) => c.name),
    unitVolume,
    unitKg,
    bundleUnits,
  };
}
