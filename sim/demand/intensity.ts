// Expected orders per minute and where they come from: ordinary days by hour and weekday, plus every wave, smoothed by
// the release lag. Computed once; the generator, the calendar, the history and the peak scaling all read it.
import { assert, math } from "../kernel/index.ts";
import type { FestivalDemandConfig, WaveConfig } from "./config.ts";
import { daySeconds, secondOfDay, weekdayOf } from "./local-time.ts";
import { addDecay, waveMinuteShares } from "./wave-shape.ts";

/** Minutes in one row of the mix of sources. */
export const mixMinutes = 15;
/** The release filter starts this many mean lags before the window, so that the start is not short of orders. */
const lagsBefore = 8;

/**
 * `orders[minute]`: expected orders in the minute. Sources are numbered `origin * categories + category`; origin 0 is
 * an ordinary day, origin 1 + w is wave w. `mix[row * sources + source]`: expected orders of a source in quarter hour
 * `row`.
 */
export interface Intensity {
  readonly startLocalSeconds: number;
  readonly minutes: number;
  readonly rows: number;
  readonly sources: number;
  readonly orders: Float64Array;
  readonly mix: Float64Array;
}

/** `conversions[w]`: share of wave w's presale carts that are paid. `waveScale` multiplies every wave. */
export function festivalIntensity(
  config: FestivalDemandConfig,
  startLocalSeconds: number,
  minutes: number,
  conversions: readonly number[],
  waveScale: number,
): Intensity {
  const categories = config.categoryShare.length;
  const sources = (1 + config.waves.length) * categories;
  const rows = Math.max(1, Math.ceil(minutes / mixMinutes));
  const lagMinutes = config.releaseLagSeconds / 60;
  const before = Math.ceil(lagMinutes * lagsBefore);
  const window = { start: startLocalSeconds - before * 60, minutes: minutes + before };
  const orders = new Float64Array(minutes);
  const mix = new Float64Array(rows * sources);
  const buffer = new Float64Array(window.minutes);
  const categoryShare = normalised(config.categoryShare);

  /** Takes the buffer's minutes `from … to − 1` (of the window) as orders of a source and clears them. */
  const take = (source: number, from: number, to: number) => {
    if (lagMinutes > 0) {
      // Ordinary orders were there before the window; a wave begins with nothing held back.
      const rateBefore = source < categories ? buffer[0]! : 0;
      releaseLater(buffer.subarray(from, to), lagMinutes, rateBefore);
    }
    for (let minute = Math.max(from, before); minute < to; minute += 1) {
      const value = buffer[minute]!;
      const inside = minute - before;
      orders[inside] = orders[inside]! + value;
      const at = Math.floor(inside / mixMinutes) * sources + source;
      mix[at] = mix[at]! + value;
    }
    buffer.fill(0, from, to);
  };
  for (let category = 0; category < categories; category += 1) {
    addOrdinary(buffer, config, category, categoryShare[category]!, window.start);
    take(category, 0, window.minutes);
  }
  config.waves.forEach((wave, index) => {
    const tail = Math.ceil(lagMinutes * lagsBefore * 2);
    const minuteAt = (localSeconds: number) => Math.round((localSeconds - window.start) / 60);
    const from = Math.max(0, minuteAt(firstEffect(wave)));
    const to = Math.min(window.minutes, minuteAt(lastEffect(wave)) + tail);
    if (from >= to) return;
    const share = waveCategoryShare(config, wave);
    const paid = wave.presale === null ? 0 : wave.presale.cartDays * conversions[index]!;
    for (let category = 0; category < categories; category += 1) {
      const orderCount = config.ordinaryOrdersPerDay * waveScale * share[category]!;
      const shape = { ...wave, closingShare: wave.closingShare[category]! };
      const hourShape = config.hourShape[category]!;
      const shares = waveMinuteShares(shape, wave.openLocalSeconds, wave.closeLocalSeconds, hourShape);
      addMinutes(buffer, shares, wave.openLocalSeconds, window.start, orderCount * wave.dayMultiple);
      if (wave.presale !== null) {
        const payments = new Float64Array(presaleMinutes(wave));
        addDecay(payments, 1, wave.presale.payDecayMinutes);
        addMinutes(buffer, payments, wave.presale.payLocalSeconds, window.start, orderCount * paid);
      }
      take((1 + index) * categories + category, from, to);
    }
  });
  return { startLocalSeconds, minutes, rows, sources, orders, mix };
}

/** Share of a wave's orders per category: the ordinary shares times the lift, summing to 1. */
export function waveCategoryShare(config: FestivalDemandConfig, wave: WaveConfig): readonly number[] {
  return normalised(config.categoryShare.map((share, category) => share * wave.lift[category]!));
}

/** Conversion of each wave's carts half-way between its bounds: what the site expects. */
export function expectedConversions(config: FestivalDemandConfig): readonly number[] {
  return config.waves.map(({ presale }) =>
    presale === null ? 0 : (presale.conversionMin + presale.conversionMax) / 2,
  );
}

/**
 * The factor on all waves that gives the busiest 24 hours (stepping by the hour) `peakFactor` ordinary days' orders;
 * 1 where no peak factor is given or there is no wave.
 */
export function peakScale(config: FestivalDemandConfig): number {
  const known = peakScales.get(config);
  if (known !== undefined) return known;
  const scale = computePeakScale(config);
  peakScales.set(config, scale);
  return scale;
}

/** Weeks of minutes go into one number that calendar, history, popularity and arrivals all ask for. */
const peakScales = new WeakMap<FestivalDemandConfig, number>();

function computePeakScale(config: FestivalDemandConfig): number {
  if (config.peakFactor === null || config.waves.length === 0) return 1;
  const open = Math.min(...config.waves.map((wave) => wave.openLocalSeconds));
  const close = Math.max(...config.waves.map(lastEffect));
  const start = Math.floor(open / daySeconds - 1) * daySeconds;
  const hours = Math.ceil((close - start) / 3600) + 24;
  const intensity = festivalIntensity(config, start, hours * 60, expectedConversions(config), 1);
  const categories = config.categoryShare.length;
  const ordinary = new Float64Array(hours);
  const waves = new Float64Array(hours);
  for (let row = 0; row < intensity.rows; row += 1) {
    const hour = Math.floor((row * mixMinutes) / 60);
    for (let source = 0; source < intensity.sources; source += 1) {
      const value = intensity.mix[row * intensity.sources + source]!;
      if (source < categories) ordinary[hour] = ordinary[hour]! + value;
      else waves[hour] = waves[hour]! + value;
    }
  }
  const target = config.peakFactor * config.ordinaryOrdersPerDay;
  let scale = Infinity;
  for (let hour = 24; hour <= hours; hour += 1) {
    const base = sum(ordinary, hour - 24, hour);
    const extra = sum(waves, hour - 24, hour);
    if (extra > 1e-9) scale = Math.min(scale, Math.max(0, target - base) / extra);
  }
  return Number.isFinite(scale) ? scale : 1;
}

/** Scaled to sum to 1. */
export function normalised(values: readonly number[]): readonly number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  assert(total > 0, "shares have a positive sum");
  return values.map((value) => value / total);
}

/** Season factor at a local time. */
export function seasonFactor(config: FestivalDemandConfig, localSeconds: number): number {
  let factor = 1;
  for (const season of config.seasons) {
    if (localSeconds >= season.fromLocalSeconds && localSeconds < season.toLocalSeconds)
      factor *= season.factor;
  }
  return factor;
}

function addOrdinary(
  buffer: Float64Array,
  config: FestivalDemandConfig,
  category: number,
  share: number,
  startLocalSeconds: number,
): void {
  const hourShare = normalised(config.hourShape[category]!);
  const weekdayTotal = config.weekdayFactor.reduce((total, factor) => total + factor, 0);
  let value = 0;
  let valueUntil = -1;
  for (let minute = 0; minute < buffer.length; minute += 1) {
    const local = startLocalSeconds + minute * 60;
    if (minute >= valueUntil) {
      const hour = Math.floor(secondOfDay(local) / 3600);
      const weekday = (config.weekdayFactor[weekdayOf(local)]! * 7) / weekdayTotal;
      const level = config.ordinaryOrdersPerDay * share * weekday * seasonFactor(config, local);
      value = (level * hourShare[hour]!) / 60;
      valueUntil = minute + Math.max(1, Math.ceil((3600 - (secondOfDay(local) % 3600)) / 60));
    }
    buffer[minute] = value;
  }
}

/** Adds `scale × shares` that begin at `openLocalSeconds` to a window that begins at `startLocalSeconds`. */
function addMinutes(
  window: Float64Array,
  shares: Float64Array,
  openLocalSeconds: number,
  startLocalSeconds: number,
  scale: number,
): void {
  const offset = Math.round((openLocalSeconds - startLocalSeconds) / 60);
  const last = Math.min(shares.length, window.length - offset);
  for (let minute = Math.max(0, -offset); minute < last; minute += 1) {
    window[offset + minute] = window[offset + minute]! + scale * shares[minute]!;
  }
}

/**
 * Moves orders later by an exponential lag. Random, independent delays turn a Poisson stream into the Poisson stream
 * of the smoothed intensity (displacement theorem), so no order has to be kept waiting.
 */
function releaseLater(perMinute: Float64Array, lagMinutes: number, rateBefore: number): void {
  const keep = math.exp(-1 / lagMinutes);
  let held = (rateBefore * keep) / (1 - keep);
  for (let minute = 0; minute < perMinute.length; minute += 1) {
    held += perMinute[minute]!;
    const released = held * (1 - keep);
    perMinute[minute] = released;
    held -= released;
  }
}

/** Local time before which a wave has no orders. */
function firstEffect(wave: WaveConfig): number {
  return Math.min(wave.openLocalSeconds, wave.presale?.payLocalSeconds ?? wave.openLocalSeconds);
}

/** Local time after which a wave has no more orders, the release lag aside. */
function lastEffect(wave: WaveConfig): number {
  const pay = wave.presale === null ? 0 : wave.presale.payLocalSeconds + presaleMinutes(wave) * 60;
  return Math.max(wave.closeLocalSeconds, pay);
}

function presaleMinutes(wave: WaveConfig): number {
  return Math.ceil(wave.presale!.payDecayMinutes * 8);
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i += 1) total += values[i]!;
  return total;
}
