// How the orders of one festival wave are spread over its minutes: flash and opening burst decay exponentially, a
// plateau follows the time of day, a ramp ends at closing.
import { assert, math } from "../kernel/index.ts";
import type { WaveShape } from "./config.ts";
import { secondOfDay } from "./local-time.ts";

/** Festival nights are livelier than ordinary ones: the plateau is this much flat, the rest follows the day curve. */
const plateauFlatness = 0.5;

/**
 * Relative orders in each hour of an ordinary day: low before dawn, a late-morning bump, the peak at 20–22 h.
 * A common shape of Chinese online retail; not taken from one publication.
 */
export const ordinaryHourShape: readonly number[] = [
  2.6, 1.5, 0.9, 0.6, 0.5, 0.7, 1.3, 2.4, 3.9, 5.2, 6.0, 5.8, 5.2, 5.3, 5.5, 5.4, 5.2, 4.9, 4.8, 5.4, 6.6,
  7.3, 6.8, 4.9,
];

/**
 * Opening shape fitted (least worst miss, 1.7 points) to the cumulative sales of 11 November 2019 from 00:00 on one
 * platform: 3.7 % after 1.6 min, 37.3 % after 64 min, 45.0 % after 86 min, 74.5 % after 14 h 21, 79.5 % after 16 h 31
 * (Xinhua, CGTN).
 */
export const openingShape2019 = {
  flashShare: 0.007,
  flashDecayMinutes: 0.7,
  burstShare: 0.455,
  burstDecayMinutes: 40,
  closingShare: 0,
  closingMinutes: 240,
} as const satisfies WaveShape;

/**
 * Share of the wave's orders in each of its minutes; sums to 1.
 * `hourShape` is relative and has 24 entries; the wave lasts at least a minute.
 */
export function waveMinuteShares(
  shape: WaveShape,
  openLocalSeconds: number,
  closeLocalSeconds: number,
  hourShape: readonly number[],
): Float64Array {
  const minutes = Math.round((closeLocalSeconds - openLocalSeconds) / 60);
  assert(minutes >= 1, "a wave lasts at least a minute");
  const headShare = shape.flashShare + shape.burstShare;
  const plateauShare = 1 - headShare - shape.closingShare;
  assert(plateauShare >= -1e-9, "flash, burst and closing shares of a wave sum to at most 1");

  const shares = new Float64Array(minutes);
  const plateau = new Float64Array(minutes);
  const ramp = new Float64Array(minutes);
  const rampMinutes = Math.min(minutes, Math.max(1, Math.round(shape.closingMinutes)));
  const hourMean = hourShape.reduce((sum, weight) => sum + weight, 0) / 24;
  let plateauSum = 0;
  let rampSum = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    const hour = Math.floor(secondOfDay(openLocalSeconds + minute * 60) / 3600);
    const day = plateauFlatness + ((1 - plateauFlatness) * hourShape[hour]!) / hourMean;
    plateau[minute] = day;
    plateauSum += day;
    const intoRamp = minute - (minutes - rampMinutes);
    if (intoRamp >= 0) {
      ramp[minute] = ((intoRamp + 0.5) / rampMinutes) * day;
      rampSum += ramp[minute]!;
    }
  }
  for (let minute = 0; minute < minutes; minute += 1) {
    shares[minute] =
      (plateauShare * plateau[minute]!) / plateauSum + (shape.closingShare * ramp[minute]!) / rampSum;
  }
  addDecay(shares, shape.flashShare, shape.flashDecayMinutes);
  addDecay(shares, shape.burstShare, shape.burstDecayMinutes);
  return shares;
}

/** Adds `share` falling off exponentially from the first minute, cut at the last one and scaled to stay `share`. */
export function addDecay(minuteShares: Float64Array, share: number, decayMinutes: number): void {
  const keep = math.exp(-1 / decayMinutes);
  const cut = 1 - math.exp(-minuteShares.length / decayMinutes);
  let left = 1;
  for (let minute = 0; minute < minuteShares.length; minute += 1) {
    minuteShares[minute] = minuteShares[minute]! + (share * left * (1 - keep)) / cut;
    left *= keep;
  }
}

/** Share of the wave's orders in its first `minutes`, interpolated inside a minute. */
export function cumulativeShare(minuteShares: Float64Array, minutes: number): number {
  const whole = Math.min(Math.floor(minutes), minuteShares.length);
  let sum = 0;
  for (let minute = 0; minute < whole; minute += 1) sum += minuteShares[minute]!;
  return whole < minuteShares.length ? sum + (minutes - whole) * minuteShares[whole]! : sum;
}
