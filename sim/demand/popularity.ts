// How much each SKU is wanted on an ordinary day. The truth stays in sim/demand: the brain sees only orders.
import { assert, math, Random } from "../kernel/index.ts";
import type { SkuTable } from "../model/index.ts";
import type { PopularityLaw } from "./config.ts";

/**
 * Share of the demand of each SKU, summing to 1. Every category follows the same law over its own SKUs, so with
 * category shares equal to the categories' shares of SKUs the whole table follows it too.
 */
export function skuPopularity(
  law: PopularityLaw,
  categoryShare: readonly number[],
  skus: SkuTable,
  seed: number,
): Float64Array {
  const random = new Random(seed, "demand/popularity");
  const popularity = new Float64Array(skus.count);
  const members: number[][] = skus.categoryNames.map(() => []);
  for (let sku = 0; sku < skus.count; sku += 1) members[skus.category[sku]!]!.push(sku);
  let total = 0;
  members.forEach((list, category) => {
    if (list.length > 0) total += categoryShare[category] ?? 0;
  });
  assert(total > 0, "some category with SKUs has demand");
  members.forEach((list, category) => {
    if (list.length === 0) return;
    const weights = rankWeights(law, list.length);
    shuffle(list, random);
    const scale = (categoryShare[category] ?? 0) / total;
    list.forEach((sku, rank) => {
      popularity[sku] = weights[rank]! * scale;
    });
  });
  return popularity;
}

/** Shares of `count` ranks, largest first, summing to 1. */
export function rankWeights(law: PopularityLaw, count: number): Float64Array {
  const weights = new Float64Array(count);
  if (law.kind === "zipf") {
    for (let rank = 0; rank < count; rank += 1) weights[rank] = math.pow(rank + 1, -law.exponent);
  } else {
    const quantile = gammaQuantiles(law.shape);
    for (let rank = 0; rank < count; rank += 1) {
      weights[rank] = quantile(law.kept * (1 - (rank + 0.5) / count));
    }
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  for (let rank = 0; rank < count; rank += 1) weights[rank] = weights[rank]! / sum;
  return weights;
}

/** Inverse of the gamma distribution function of this shape (scale 1), interpolated on a fine grid. */
function gammaQuantiles(shape: number): (probability: number) => number {
  const points = 4096;
  const largest = shape + 12 * Math.sqrt(shape) + 14;
  const x = new Float64Array(points + 1);
  const p = new Float64Array(points + 1);
  for (let i = 1; i <= points; i += 1) {
    const step = i / points;
    x[i] = largest * step * step * step;
    p[i] = lowerGamma(shape, x[i]!);
  }
  // The grid ends where the rest of the law is below 1e-6, so its last value stands for the complete gamma function.
  const complete = p[points]!;
  for (let i = 1; i <= points; i += 1) p[i] = p[i]! / complete;
  return (probability) => {
    let low = 0;
    let high = points;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (p[middle]! < probability) low = middle;
      else high = middle;
    }
    const gap = p[high]! - p[low]!;
    return gap > 0 ? x[low]! + ((x[high]! - x[low]!) * (probability - p[low]!)) / gap : x[low]!;
  };
}

/** Lower incomplete gamma function by its power series; every term is positive, so nothing cancels. */
function lowerGamma(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * 1e-16; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum * math.exp(shape * math.log(x) - x);
}

/** Fisher-Yates, in place. */
function shuffle(list: number[], random: Random): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
}
