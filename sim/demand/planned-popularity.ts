// How much of each SKU the site expects to sell over the run: what stock is placed by before the first step.
import type { SkuTable } from "../model/index.ts";
import type { DemandContext, FestivalDemandConfig } from "./config.ts";
import { type FestivalTruth, festivalTruth, heroExponent } from "./festival-truth.ts";
import { expectedConversions, festivalIntensity } from "./intensity.ts";
import { rankWeights } from "./popularity.ts";

/** Stock at the start is planned for at most this long; later stock comes from suppliers. */
const planHours = 48;

/**
 * Expected share of each SKU in the lines of the run's first 48 hours, summing to 1: ordinary popularity, moved towards
 * the promoted items by the waves that fall into that time, with the planners' bias on wave sizes.
 */
export function plannedPopularity(
  config: FestivalDemandConfig,
  seed: number,
  context: DemandContext,
  skus: SkuTable,
): Float64Array {
  const truth = festivalTruth(config, seed, skus);
  const seconds = Math.min(planHours * 3600, context.horizonSteps * context.stepSeconds);
  const intensity = festivalIntensity(
    config,
    context.startLocalSeconds,
    Math.ceil(seconds / 60),
    expectedConversions(config),
    truth.waveScale * config.knowledge.calendarBias,
  );
  const categories = config.categoryShare.length;
  const ordersOf = new Float64Array(intensity.sources);
  for (let i = 0; i < intensity.mix.length; i += 1) {
    ordersOf[i % intensity.sources] = ordersOf[i % intensity.sources]! + intensity.mix[i]!;
  }
  const inCategory = new Float64Array(categories);
  for (let sku = 0; sku < skus.count; sku += 1) {
    inCategory[skus.category[sku]!] = inCategory[skus.category[sku]!]! + truth.popularity[sku]!;
  }
  const planned = new Float64Array(skus.count);
  const cross = config.order.crossCategoryShare;
  /** Ordinary lines of each category, and of all. */
  const lines = new Float64Array(categories);
  for (let source = 0; source < intensity.sources; source += 1) {
    const category = source % categories;
    const wave = (source - category) / categories - 1;
    lines[category] = lines[category]! + addHeroes(planned, truth, config, wave, category, ordersOf[source]!);
  }
  const all = lines.reduce((sum, value) => sum + value, 0);
  for (let sku = 0; sku < skus.count; sku += 1) {
    const category = skus.category[sku]!;
    const own = inCategory[category]! > 0 ? (lines[category]! * (1 - cross)) / inCategory[category]! : 0;
    planned[sku] = planned[sku]! + truth.popularity[sku]! * (own + all * cross);
  }
  const total = planned.reduce((sum, value) => sum + value, 0);
  return total > 0 ? planned.map((value) => value / total) : truth.popularity;
}

/** Adds the promoted lines of a source's orders to their SKUs; returns what is left as ordinary lines. */
function addHeroes(
  planned: Float64Array,
  truth: FestivalTruth,
  config: FestivalDemandConfig,
  wave: number,
  category: number,
  orders: number,
): number {
  const heroes = wave < 0 ? null : truth.heroTables[wave]![category]!;
  if (heroes === null) return orders;
  const share = config.waves[wave]!.heroShare;
  const weights = rankWeights({ kind: "zipf", exponent: heroExponent }, heroes.skus.length);
  heroes.skus.forEach((sku, rank) => {
    planned[sku] = planned[sku]! + orders * share * weights[rank]!;
  });
  return orders * (1 - share);
}
