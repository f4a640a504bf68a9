import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AliasTable } from "../../sim/demand/alias-table.ts";
import { festivalTruth } from "../../sim/demand/festival-truth.ts";
import {
  generateSkus,
  initialStock,
  plannedPopularity,
  rankWeights,
  skuPopularity,
} from "../../sim/demand/index.ts";
import { Random } from "../../sim/kernel/index.ts";
import { context, festival, skus } from "./example-festival.ts";

const top = (weights: Float64Array, count: number) =>
  [...weights]
    .sort((a, b) => b - a)
    .slice(0, count)
    .reduce((sum, weight) => sum + weight, 0);

describe("popularity", () => {
  test.each([
    { part: "1 %", count: 10, share: 0.058 },
    { part: "10 %", count: 100, share: 0.375 },
    { part: "20 %", count: 200, share: 0.579 },
  ])("of 1000 SKUs gives the top $part the demand of the reference table", ({ count, share }) => {
    const weights = rankWeights({ kind: "gamma", shape: 0.68, kept: 0.995 }, 1000);
    expect(Math.abs(top(weights, count) - share)).toBeLessThan(0.005);
  });
  test("follows the category shares and sums to 1", () => {
    const popularity = skuPopularity(festival.popularity, [0.1, 0.9], skus, 5);
    const second = popularity.reduce((sum, share, sku) => sum + (skus.category[sku] === 1 ? share : 0), 0);
    expect(second).toBeCloseTo(0.9, 9);
    expect(popularity.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });
  test("as planned for a wave moves to its promoted items by their share of the lines", () => {
    const heroes = festivalTruth(festival, 1, skus).heroes[0]!;
    const ordinary = skuPopularity(festival.popularity, festival.categoryShare, skus, 1);
    const planned = plannedPopularity(festival, 1, context, skus);
    const of = (popularity: Float64Array) => heroes.reduce((sum, sku) => sum + popularity[sku]!, 0);
    expect(of(planned) - of(ordinary)).toBeGreaterThan(0.15);
    expect(planned.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  });
});

test("SKUs are split over the categories by share, sizes within their ranges", () => {
  expect([...skus.category].filter((category) => category === 0)).toHaveLength(120);
  expect(Math.min(...skus.unitVolume)).toBeGreaterThanOrEqual(2);
  expect(Math.max(...skus.unitVolume)).toBeLessThanOrEqual(5);
  expect(new Set(skus.names).size).toBe(200);
});

test("an alias table draws by weight and never what weighs nothing", () => {
  const table = new AliasTable([1, 0, 3, 0, 6]);
  const random = new Random(1, "test");
  const counts = [0, 0, 0, 0, 0];
  for (let i = 0; i < 100_000; i += 1) counts[table.pick(random.uniform())]! += 1;
  expect(counts[1]! + counts[3]!).toBe(0);
  expect(counts[4]! / 100_000).toBeCloseTo(0.6, 2);
  expect(counts[0]! / 100_000).toBeCloseTo(0.1, 2);
});

describe("initial stock", () => {
  test("puts no more on a pod than it takes, no SKU twice on one, and counts every unit", () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer({ min: 0, max: 1e6 }),
          podCount: fc.integer({ min: 1, max: 60 }),
          slotsPerPod: fc.integer({ min: 1, max: 24 }),
          capacityVolume: fc.integer({ min: 1, max: 600 }),
          fillShare: fc.double({ min: 0, max: 1, noNaN: true }),
          skuCount: fc.integer({ min: 1, max: 80 }),
          spread: fc.constantFrom("planned" as const, "as-bundles-came" as const),
        }),
        ({ seed, skuCount, ...config }) => {
          const table = generateSkus(
            {
              count: skuCount,
              categories: [
                {
                  name: "any",
                  share: 1,
                  unitLitres: { min: 1, max: 20 },
                  unitKg: { min: 1, max: 1 },
                  bundleUnits: { min: 1, max: 12 },
                },
              ],
            },
            seed,
          );
          const popularity = skuPopularity({ kind: "zipf", exponent: 1 }, [1], table, seed);
          const stock = initialStock(config, table, popularity, seed);
          const counted = new Int32Array(skuCount);
          for (let pod = 0; pod < config.podCount; pod += 1) {
            const seen = new Set<number>();
            let volume = 0;
            for (let slot = pod * config.slotsPerPod; slot < (pod + 1) * config.slotsPerPod; slot += 1) {
              const sku = stock.slotSku[slot]!;
              if (stock.slotUnits[slot]! > 0 !== sku >= 0) return false;
              if (sku < 0) continue;
              if (seen.has(sku)) return false;
              seen.add(sku);
              counted[sku]! += stock.slotUnits[slot]!;
              volume += stock.slotUnits[slot]! * table.unitVolume[sku]!;
            }
            if (volume > config.capacityVolume + 1e-6) return false;
          }
          const total = counted.reduce((sum, units) => sum + units, 0);
          return total === stock.totalUnits && counted.every((units, sku) => units === stock.unitsBySku[sku]);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("fills the wanted share, every SKU on several pods, the most popular on more", () => {
    const popularity = skuPopularity(festival.popularity, festival.categoryShare, skus, 1);
    const config = {
      podCount: 100,
      slotsPerPod: 20,
      capacityVolume: 500,
      fillShare: 0.7,
      spread: "planned",
    } as const;
    const stock = initialStock(config, skus, popularity, 1);
    const pods = new Int32Array(200);
    let volume = 0;
    stock.slotSku.forEach((sku, slot) => {
      if (sku < 0) return;
      pods[sku]! += 1;
      volume += stock.slotUnits[slot]! * skus.unitVolume[sku]!;
    });
    expect(volume / (100 * 500)).toBeCloseTo(0.7, 1);
    expect(Math.min(...pods)).toBeGreaterThanOrEqual(3);
    const favourite = popularity.indexOf(Math.max(...popularity));
    expect(pods[favourite]!).toBeGreaterThan(20);
  });

  test("as bundles came: pods are full one after the other, the rest stand empty", () => {
    const popularity = skuPopularity(festival.popularity, festival.categoryShare, skus, 1);
    const config = {
      podCount: 100,
      slotsPerPod: 100,
      capacityVolume: 500,
      fillShare: 0.7,
      spread: "as-bundles-came",
    } as const;
    const stock = initialStock(config, skus, popularity, 1);
    const volumes = Array.from({ length: 100 }, (_, pod) =>
      stock.slotSku
        .subarray(pod * 100, (pod + 1) * 100)
        .reduce(
          (sum, sku, slot) =>
            sku < 0 ? sum : sum + stock.slotUnits[pod * 100 + slot]! * skus.unitVolume[sku]!,
          0,
        ),
    );
    const largestBundle = Math.max(...skus.bundleUnits) * Math.max(...skus.unitVolume);
    const full = volumes.filter((volume) => volume > 500 - largestBundle).length;
    const empty = volumes.filter((volume) => volume === 0).length;
    expect(volumes.reduce((sum, volume) => sum + volume, 0)).toBeGreaterThan(100 * 500 * 0.7 - largestBundle);
    // At most the last one is partly filled.
    expect(full + empty).toBeGreaterThanOrEqual(99);
    expect(stock.slotUnits.every((units) => units === 0 || units >= Math.min(...skus.bundleUnits))).toBe(
      true,
    );
  });
});
