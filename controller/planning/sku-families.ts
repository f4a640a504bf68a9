// SKUs that are bought together, learned from arriving orders: pairs that come together far more often than chance would have it.
// A bounded table keeps the frequent pairs (lossy counting, after Manku, Motwani 2002).

/** Pairs are thinned out each time so many have been seen: those that were no more frequent than that go. */
const pairsPerBucket = 8192;
/** Pairs counted at the same time at most; further ones wait until the next thinning. */
const pairsMax = 4 * pairsPerBucket;
/** Lines of one order that are paired. */
const linesPerOrderMax = 12;
/** A pair must have come this often, and this many times as often as if both were bought independently. */
const pairCountMin = 8;
const liftMin = 4;
/** SKUs in one family at most: larger ones would fill a zone on their own. */
const familySizeMax = 12;

export interface SkuFamiliesState {
  readonly orders: number;
  readonly pairsSeen: number;
  readonly skuOrders: Float64Array;
  readonly pairs: readonly (readonly [key: number, count: number, error: number])[];
}

export class SkuFamilies {
  private orders = 0;
  private readonly skuOrders: Float64Array;
  private pairsSeen = 0;
  /** Key `low sku * skuCount + high sku` → times seen, and how many times it may have been seen and forgotten before. */
  private readonly pairs = new Map<number, { count: number; error: number }>();

  constructor(private readonly skuCount: number) {
    this.skuOrders = new Float64Array(skuCount);
  }

  /** One arrived order's SKUs, repeated ones counted once. */
  observe(skus: ArrayLike<number>): void {
    this.orders += 1;
    const count = Math.min(skus.length, linesPerOrderMax);
    for (let i = 0; i < count; i += 1) {
      const sku = skus[i]!;
      let isRepeated = false;
      for (let j = 0; j < i; j += 1) if (skus[j] === sku) isRepeated = true;
      if (isRepeated) continue;
      this.skuOrders[sku] = this.skuOrders[sku]! + 1;
      for (let j = 0; j < i; j += 1) if (skus[j] !== sku) this.count(skus[j]!, sku);
    }
  }

  /** Families of two to `familySizeMax` SKUs, each list ascending; strongest pairs join first. */
  families(): readonly (readonly number[])[] {
    const strong: { readonly low: number; readonly high: number; readonly lift: number }[] = [];
    for (const [key, { count }] of this.pairs) {
      if (count < pairCountMin) continue;
      const low = Math.floor(key / this.skuCount);
      const high = key % this.skuCount;
      const byChance = (this.skuOrders[low]! * this.skuOrders[high]!) / Math.max(1, this.orders);
      const lift = count / Math.max(1e-9, byChance);
      if (lift >= liftMin) strong.push({ low, high, lift });
    }
    strong.sort((a, b) => b.lift - a.lift || a.low - b.low || a.high - b.high);
    const familyOf = new Map<number, number[]>();
    for (const { low, high } of strong) {
      const first = familyOf.get(low) ?? [low];
      const second = familyOf.get(high) ?? [high];
      if (first === second || first.length + second.length > familySizeMax) continue;
      const joined = [...first, ...second];
      for (const sku of joined) familyOf.set(sku, joined);
    }
    return [...new Set(familyOf.values())].map((family) => family.sort((a, b) => a - b));
  }

  snapshot(): SkuFamiliesState {
    const pairs = [...this.pairs].map(([key, { count, error }]) => [key, count, error] as const);
    return { orders: this.orders, pairsSeen: this.pairsSeen, skuOrders: this.skuOrders.slice(), pairs };
  }
  restore(state: SkuFamiliesState): void {
    this.orders = state.orders;
    this.pairsSeen = state.pairsSeen;
    this.skuOrders.set(state.skuOrders);
    this.pairs.clear();
    for (const [key, count, error] of state.pairs) this.pairs.set(key, { count, error });
  }

  private count(a: number, b: number): void {
    const key = Math.min(a, b) * this.skuCount + Math.max(a, b);
    const bucket = Math.floor(this.pairsSeen / pairsPerBucket);
    this.pairsSeen += 1;
    const known = this.pairs.get(key);
    if (known !== undefined) known.count += 1;
    else if (this.pairs.size < pairsMax) this.pairs.set(key, { count: 1, error: bucket });
    if (this.pairsSeen % pairsPerBucket !== 0) return;
    for (const [other, { count, error }] of this.pairs) {
      if (count + error <= bucket + 1) this.pairs.delete(other);
    }
  }
}
