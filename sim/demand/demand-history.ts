// The site's books before the run: ordinary days, last year's festival and this year's earlier waves, drawn from streams
// of their own.
import { Random } from "../kernel/index.ts";
import type { DemandHistory, FestivalWave, SkuTable } from "../model/index.ts";
import type { DemandContext, FestivalDemandConfig, WaveConfig } from "./config.ts";
import { plannedWaves } from "./festival-calendar.ts";
import { randomFactor } from "./festival-demand.ts";
import { festivalTruth } from "./festival-truth.ts";
import { festivalIntensity, mixMinutes } from "./intensity.ts";
import { daySeconds } from "./local-time.ts";
import { OrderDraw } from "./order-draw.ts";

/** Last year's festival is this year's moved by whole weeks, each wave at another size by up to this share. */
const lastYearDays = 364;
const lastYearSpread = 0.15;

/**
 * Orders per category and quarter hour over `knowledge.historyDays` up to the start of the run, at last year's lower
 * level the further back they lie, and units per SKU over the same time. Equal for every strategy.
 */
export function demandHistory(
  config: FestivalDemandConfig,
  seed: number,
  context: DemandContext,
  skus: SkuTable,
): DemandHistory {
  const truth = festivalTruth(config, seed, skus);
  const past = pastFestivals(config, seed, truth.waveScale);
  const periodSeconds = mixMinutes * 60;
  const end = Math.floor(context.startLocalSeconds / periodSeconds) * periodSeconds;
  const start = end - config.knowledge.historyDays * daySeconds;
  const periodCount = (config.knowledge.historyDays * daySeconds) / periodSeconds;
  const conversions = [...truth.conversions, ...truth.conversions];
  const intensity = festivalIntensity(past, start, (periodCount * periodSeconds) / 60, conversions, 1);
  const categories = config.categoryShare.length;
  const orders = new Float64Array(categories * periodCount);
  const factorStream = new Random(seed, "history/overdispersion");
  const countStream = new Random(seed, "history/counts");
  let total = 0;
  for (let period = 0; period < periodCount; period += 1) {
    const age = (periodCount - period) / (periodCount * (lastYearDays / config.knowledge.historyDays));
    const level = 1 - (1 - 1 / config.knowledge.yearGrowth) * Math.min(2, age);
    const factor = randomFactor(factorStream, config.overdispersion) * Math.max(0, level);
    for (let category = 0; category < categories; category += 1) {
      let expected = 0;
      for (let source = category; source < intensity.sources; source += categories) {
        expected += intensity.mix[period * intensity.sources + source]!;
      }
      const count = countNear(expected * factor, countStream);
      orders[category * periodCount + period] = count;
      total += count;
    }
  }
  const sizes = new OrderDraw(config.order, skus, truth.popularity, seed).meanSizes(seed);
  const unitStream = new Random(seed, "history/units");
  const unitsPerOrder = sizes.lines * sizes.units;
  const skuUnits = Float64Array.from(truth.popularity, (share) =>
    countNear(share * total * unitsPerOrder, unitStream),
  );
  return {
    startLocalSeconds: start,
    periodSeconds,
    periodCount,
    orders,
    unitsPerOrder,
    linesPerOrder: sizes.lines,
    skuUnits,
    pastWaves: wavesBefore(past, start, end, conversions),
  };
}

/** This year's waves, and the same ones a year ago at other sizes; sizes are absolute (no peak factor left). */
function pastFestivals(config: FestivalDemandConfig, seed: number, waveScale: number): FestivalDemandConfig {
  const random = new Random(seed, "history/wave-sizes");
  const back = lastYearDays * daySeconds;
  const thisYear = config.waves.map((wave) => scaled(wave, waveScale));
  const lastYear = thisYear.map((wave): WaveConfig => {
    const size = scaled(wave, random.between(1 - lastYearSpread, 1 + lastYearSpread));
    return {
      ...size,
      name: `${wave.name} (a year before)`,
      openLocalSeconds: wave.openLocalSeconds - back,
      closeLocalSeconds: wave.closeLocalSeconds - back,
      presale: size.presale && { ...size.presale, payLocalSeconds: size.presale.payLocalSeconds - back },
    };
  });
  const seasons = config.seasons.flatMap((season) => [
    season,
    {
      ...season,
      fromLocalSeconds: season.fromLocalSeconds - back,
      toLocalSeconds: season.toLocalSeconds - back,
    },
  ]);
  return { ...config, waves: [...thisYear, ...lastYear], seasons, peakFactor: null };
}

function scaled(wave: WaveConfig, factor: number): WaveConfig {
  const presale = wave.presale && { ...wave.presale, cartDays: wave.presale.cartDays * factor };
  return { ...wave, dayMultiple: wave.dayMultiple * factor, presale };
}

function wavesBefore(
  past: FestivalDemandConfig,
  start: number,
  end: number,
  conversions: readonly number[],
): readonly FestivalWave[] {
  return past.waves
    .flatMap((wave, index) => plannedWaves(past, wave, 1, conversions[index]!, []))
    .filter((wave) => wave.openLocalSeconds < end && wave.closeLocalSeconds > start)
    .sort((a, b) => a.openLocalSeconds - b.openLocalSeconds);
}

/** Poisson for small means, its normal limit for large ones, where a product of uniforms would take long. */
function countNear(mean: number, random: Random): number {
  if (mean < 50) return random.poisson(mean);
  return Math.max(0, Math.round(random.normal(mean, Math.sqrt(mean))));
}
