// How a festival wave's orders are expected to fall over its time, per category: an opening burst that decays, a plateau
// that half follows the day curve, and a ramp before closing (late buyers: over a third in some categories); all of it
// later by the site's lag between payment and release.
import { assert, math } from "../../sim/kernel/index.ts";
import type { FestivalWave } from "../../sim/model/index.ts";
import { daySeconds } from "./calendar-day.ts";

/** Seconds per entry of the cumulative table. */
const binSeconds = 300;

/** Festival nights are livelier than ordinary ones: this much of the plateau is flat, the rest follows the day curve. */
const plateauFlatness = 0.5;

/** After this many mean lags a wave counts as released. */
const lagsUntilReleased = 6;

/** Cumulative share of one wave's orders of one category; 0 before it opens, 1 when the last ones are released. */
export class WaveProfile {
  private readonly cumulative: Float64Array;
  private readonly openLocalSeconds: number;
  private readonly durationSeconds: number;

  /** `hourShare` are the category's ordinary shares per hour (24 entries); the lag is a mean, exponential. */
  constructor(wave: FestivalWave, category: number, hourShare: readonly number[], lagSeconds: number) {
    const duration = wave.closeLocalSeconds - wave.openLocalSeconds;
    assert(duration > 0, `wave ${wave.name} closes before it opens`);
    this.openLocalSeconds = wave.openLocalSeconds;
    const bins = Math.ceil(duration / binSeconds);
    const burst = clamp(wave.burstShare, 0, 1);
    const closing = clamp(wave.closingShare[category] ?? 0, 0, 1 - burst);
    const rampSeconds = clamp(wave.closingMinutes * 60, binSeconds, duration);
    const rampFrom = duration - rampSeconds;
    const hourMean = hourShare.reduce((sum, share) => sum + share, 0) / 24 || 1;

    const plateau = new Float64Array(bins);
    const ramp = new Float64Array(bins);
    let plateauSum = 0;
    let rampSum = 0;
    for (let bin = 0; bin < bins; bin += 1) {
      const from = bin * binSeconds;
      const to = Math.min(duration, from + binSeconds);
      const second = (((wave.openLocalSeconds + (from + to) / 2) % daySeconds) + daySeconds) % daySeconds;
      const hour = (hourShare[Math.floor(second / 3600)] ?? hourMean) / hourMean;
      const liveliness = (plateauFlatness + (1 - plateauFlatness) * hour) * (to - from);
      plateau[bin] = liveliness;
      plateauSum += liveliness;
      const intoRamp = (from + to) / 2 - rampFrom;
      ramp[bin] = intoRamp > 0 ? liveliness * intoRamp : 0;
      rampSum += ramp[bin]!;
    }
    const decay = Math.max(1, wave.burstDecayMinutes * 60);
    const burstCut = 1 - math.exp(-duration / decay);
    const bought = new Float64Array(bins + 1);
    let spread = 0;
    for (let bin = 0; bin < bins; bin += 1) {
      spread += ((1 - burst - closing) * plateau[bin]!) / plateauSum;
      if (rampSum > 0) spread += (closing * ramp[bin]!) / rampSum;
      const end = Math.min(duration, (bin + 1) * binSeconds);
      bought[bin + 1] = spread + (burst * (1 - math.exp(-end / decay))) / burstCut;
    }
    this.cumulative = lagSeconds > 0 ? releaseLater(bought, lagSeconds) : bought;
    this.durationSeconds = lagSeconds > 0 ? (this.cumulative.length - 1) * binSeconds : duration;
  }

  /** Share of the wave's orders between two local times. */
  share(fromLocalSeconds: number, toLocalSeconds: number): number {
    return this.until(toLocalSeconds) - this.until(fromLocalSeconds);
  }

  private until(localSeconds: number): number {
    const seconds = clamp(localSeconds - this.openLocalSeconds, 0, this.durationSeconds);
    const bin = Math.min(Math.floor(seconds / binSeconds), this.cumulative.length - 2);
    const binLength = Math.min(binSeconds, this.durationSeconds - bin * binSeconds);
    const into = Math.min(1, (seconds - bin * binSeconds) / binLength);
    const before = this.cumulative[bin]!;
    return before + into * (this.cumulative[bin + 1]! - before);
  }
}

/** Cumulative releases when every order waits an exponential time; the table grows until nearly all are released. */
function releaseLater(bought: Float64Array, lagSeconds: number): Float64Array {
  const bins = bought.length - 1 + Math.ceil((lagsUntilReleased * lagSeconds) / binSeconds);
  const keep = math.exp(-binSeconds / lagSeconds);
  const keepNew = ((1 - keep) * lagSeconds) / binSeconds;
  const released = new Float64Array(bins + 1);
  let waiting = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    const before = bought[Math.min(bin, bought.length - 1)]!;
    const after = bought[Math.min(bin + 1, bought.length - 1)]!;
    waiting = waiting * keep + (after - before) * keepNew;
    released[bin + 1] = after - waiting;
  }
  released[bins] = 1;
  return released;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
