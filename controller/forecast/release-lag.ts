// Waves are announced for the moment of payment, orders reach the floor later. How much later a site's past openings show.
import type { DemandHistory, FestivalCalendar, FestivalWave } from "../../sim/model/index.ts";
import { daySeconds } from "./calendar-day.ts";
import { WaveProfile } from "./wave-profile.ts";

/** Mean lags that are tried, minutes. */
const candidateMinutes = [0, 5, 10, 20, 30, 40, 50, 60, 90, 120];
/** An opening is looked at from an hour before it to six hours after. */
const secondsBefore = 3600;
const secondsAfter = 6 * 3600;
/** Openings looked at, the latest ones. */
const openingsMax = 6;

/**
 * Mean seconds from payment to release that explain the past openings best (least squares of ordinary business plus
 * wave, both with free sizes); 0 where no opening lies in the history or it is coarser than half an hour.
 */
export function learnReleaseLag(history: DemandHistory, calendar: FestivalCalendar): number {
  const { startLocalSeconds, periodSeconds, periodCount } = history;
  if (periodSeconds > 1800) return 0;
  const end = startLocalSeconds + periodSeconds * periodCount;
  const waves = (history.pastWaves ?? []).filter((wave) => wave.burstShare > 0);
  const openings = [...new Set(waves.map((wave) => wave.openLocalSeconds))]
    .filter((open) => open - secondsBefore >= startLocalSeconds && open + secondsAfter <= end)
    .sort((a, b) => a - b)
    .slice(-openingsMax);
  if (openings.length === 0) return 0;
  const hourShare = meanHourShare(calendar);
  let best = 0;
  let bestError = Infinity;
  for (const minutes of candidateMinutes) {
    let error = 0;
    for (const open of openings) {
      const opened = waves.filter((wave) => wave.openLocalSeconds === open);
      error += openingError(history, opened, open, hourShare, minutes * 60);
    }
    if (error < bestError - 1e-12) {
      bestError = error;
      best = minutes * 60;
    }
  }
  return best;
}

/** Share of the opening's variation that is left when ordinary business and wave are fitted with this lag. */
function openingError(
  history: DemandHistory,
  waves: readonly FestivalWave[],
  open: number,
  hourShare: readonly number[],
  lagSeconds: number,
): number {
  const { startLocalSeconds, periodSeconds, periodCount, orders } = history;
  const profiles = waves.map((wave) => new WaveProfile(wave, 0, hourShare, lagSeconds));
  const categories = Math.round(orders.length / periodCount);
  const first = Math.ceil((open - secondsBefore - startLocalSeconds) / periodSeconds);
  const last = Math.floor((open + secondsAfter - startLocalSeconds) / periodSeconds);
  let [yy, oo, ww, ow, oy, wy] = [0, 0, 0, 0, 0, 0];
  for (let period = first; period < last; period += 1) {
    const from = startLocalSeconds + period * periodSeconds;
    const second = from - Math.floor(from / daySeconds) * daySeconds;
    const ordinary = hourShare[Math.floor(second / 3600)]!;
    let wave = 0;
    profiles.forEach((profile, index) => {
      wave += profile.share(from, from + periodSeconds) * waves[index]!.dayMultiple;
    });
    let count = 0;
    for (let category = 0; category < categories; category += 1)
      count += orders[category * periodCount + period]!;
    yy += count * count;
    oo += ordinary * ordinary;
    ww += wave * wave;
    ow += ordinary * wave;
    oy += ordinary * count;
    wy += wave * count;
  }
  const determinant = oo * ww - ow * ow;
  if (yy <= 0 || determinant <= 1e-12 * oo * ww) return 1;
  const sizeOrdinary = (oy * ww - wy * ow) / determinant;
  const sizeWave = (wy * oo - oy * ow) / determinant;
  return Math.max(0, yy - sizeOrdinary * oy - sizeWave * wy) / yy;
}

function meanHourShare(calendar: FestivalCalendar): number[] {
  const mean = new Array<number>(24).fill(0);
  for (const share of calendar.hourShare) {
    for (let hour = 0; hour < 24; hour += 1) mean[hour] = mean[hour]! + (share[hour] ?? 0);
  }
  const sum = mean.reduce((total, share) => total + share, 0);
  return mean.map((share) => (sum > 0 ? share / sum : 1 / 24));
}
