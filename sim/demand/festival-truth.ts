// What is true of one festival run and nobody knows beforehand: SKU popularity, which items are promoted, how many carts
// are paid, and how large the waves are.
import { Random } from "../kernel/index.ts";
import type { SkuTable } from "../model/index.ts";
import { AliasTable } from "./alias-table.ts";
import type { FestivalDemandConfig, WaveConfig } from "./config.ts";
import { peakScale, waveCategoryShare } from "./intensity.ts";
import type { HeroTable } from "./order-draw.ts";
import { rankWeights, skuPopularity } from "./popularity.ts";

export interface FestivalTruth {
  readonly popularity: Float64Array;
  /** Factor on every wave's size. */
  readonly waveScale: number;
  readonly conversions: readonly number[];
  /** Promoted SKUs per wave, most promoted first. */
  readonly heroes: readonly (readonly number[])[];
  /** `heroTables[wave][category]` */
  readonly heroTables: readonly (readonly (HeroTable | null)[])[];
}

/** Promoted lines fall on the heroes of a category by rank with this exponent. */
export const heroExponent = 0.8;

/** Drawn from streams of their own, so that a change in one wave never moves another draw. */
export function festivalTruth(config: FestivalDemandConfig, seed: number, skus: SkuTable): FestivalTruth {
  const conversions = config.waves.map((wave, index) => {
    if (wave.presale === null) return 0;
    const random = new Random(seed, `demand/presale/${index}`);
    return random.between(wave.presale.conversionMin, wave.presale.conversionMax);
  });
  const byWave = config.waves.map((wave, index) =>
    heroesByCategory(config, wave, skus, new Random(seed, `demand/heroes/${index}`)),
  );
  return {
    popularity: skuPopularity(config.popularity, config.categoryShare, skus, seed),
    waveScale: peakScale(config),
    conversions,
    heroes: byWave.map((categories) => categories.flat()),
    heroTables: byWave.map((categories) =>
      categories.map((list) =>
        list.length === 0
          ? null
          : {
              skus: list,
              table: new AliasTable(rankWeights({ kind: "zipf", exponent: heroExponent }, list.length)),
            },
      ),
    ),
  };
}

/** Promoted SKUs of each category, about in proportion to the wave's category shares, at least one each. */
function heroesByCategory(
  config: FestivalDemandConfig,
  wave: WaveConfig,
  skus: SkuTable,
  random: Random,
): number[][] {
  const share = waveCategoryShare(config, wave);
  return skus.categoryNames.map((_, category) => {
    if (wave.heroCount === 0 || share[category] === 0) return [];
    const members: number[] = [];
    for (let sku = 0; sku < skus.count; sku += 1) if (skus.category[sku] === category) members.push(sku);
    const count = Math.min(members.length, Math.max(1, Math.round(wave.heroCount * share[category]!)));
    const heroes: number[] = [];
    for (let i = 0; i < count; i += 1) {
      const j = i + random.below(members.length - i);
      [members[i], members[j]] = [members[j]!, members[i]!];
      heroes.push(members[i]!);
    }
    return heroes;
  });
}
