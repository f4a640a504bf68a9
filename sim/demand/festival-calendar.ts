// The festival as the site plans for it: expected sizes, not drawn ones, and with the planners' bias.
import type { FestivalCalendar, FestivalWave, SkuTable } from "../model/index.ts";
import type { DemandContext, FestivalDemandConfig, WaveConfig } from "./config.ts";
import { festivalTruth } from "./festival-truth.ts";
import { expectedConversions, festivalIntensity, normalised, waveCategoryShare } from "./intensity.ts";
import { dateOf, daySeconds } from "./local-time.ts";

/** Dates named in the calendar at most, the first ones. */
const maxDates = 800;

/**
 * What marketing tells the site: waves with their promoted SKUs and planned sizes (the expected ones times
 * `calendarBias`), and the planned level of every date of the festival and the run. A presale is a wave of its own.
 */
export function festivalCalendar(
  config: FestivalDemandConfig,
  seed: number,
  context: DemandContext,
  skus: SkuTable,
): FestivalCalendar {
  const truth = festivalTruth(config, seed, skus);
  const conversions = expectedConversions(config);
  const bias = config.knowledge.calendarBias;
  const waves = config.waves.flatMap((wave, index) =>
    plannedWaves(config, wave, truth.waveScale * bias, conversions[index]!, truth.heroes[index]!),
  );
  return {
    name: config.name,
    hourShare: config.hourShape.map(normalised),
    waves,
    plannedDayFactor: plannedDays(config, context, conversions, truth.waveScale * bias),
  };
}

/** A wave, and its presale where it has one, in the shared vocabulary. */
export function plannedWaves(
  config: FestivalDemandConfig,
  wave: WaveConfig,
  scale: number,
  conversion: number,
  heroes: readonly number[],
): readonly FestivalWave[] {
  const categoryShare = waveCategoryShare(config, wave);
  const heroFields = heroes.length > 0 ? { heroSkus: heroes, heroShare: wave.heroShare } : {};
  const main: FestivalWave = {
    name: wave.name,
    openLocalSeconds: wave.openLocalSeconds,
    closeLocalSeconds: wave.closeLocalSeconds,
    dayMultiple: wave.dayMultiple * scale,
    burstShare: wave.burstShare + wave.flashShare,
    burstDecayMinutes: wave.burstDecayMinutes,
    closingShare: wave.closingShare,
    closingMinutes: wave.closingMinutes,
    categoryShare,
    ...heroFields,
  };
  if (wave.presale === null) return [main];
  const { payLocalSeconds, payDecayMinutes, cartDays } = wave.presale;
  const presale: FestivalWave = {
    name: `${wave.name} (presale)`,
    openLocalSeconds: payLocalSeconds,
    closeLocalSeconds: payLocalSeconds + Math.ceil(payDecayMinutes * 8) * 60,
    dayMultiple: cartDays * conversion * scale,
    burstShare: 1,
    burstDecayMinutes: payDecayMinutes,
    closingShare: wave.closingShare.map(() => 0),
    closingMinutes: wave.closingMinutes,
    categoryShare,
    ...heroFields,
  };
  return [main, presale];
}

function plannedDays(
  config: FestivalDemandConfig,
  context: DemandContext,
  conversions: readonly number[],
  scale: number,
): Readonly<Record<string, number>> {
  const opens = config.waves.map((wave) => wave.openLocalSeconds);
  const closes = config.waves.map((wave) => wave.closeLocalSeconds);
  const end = context.startLocalSeconds + context.horizonSteps * context.stepSeconds;
  const first = Math.floor(Math.min(context.startLocalSeconds, ...opens) / daySeconds);
  const last = Math.min(first + maxDates, Math.ceil(Math.max(end, ...closes) / daySeconds) + 1);
  const intensity = festivalIntensity(config, first * daySeconds, (last - first) * 1440, conversions, scale);
  const factors: Record<string, number> = {};
  for (let day = first; day < last; day += 1) {
    let orders = 0;
    const from = (day - first) * 1440;
    for (let minute = from; minute < from + 1440; minute += 1) orders += intensity.orders[minute]!;
    factors[dateOf(day * daySeconds)] = orders / config.ordinaryOrdersPerDay;
  }
  return factors;
}
