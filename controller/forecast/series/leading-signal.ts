// What a leading indicator (presale carts) says about a coming festival, believed no further than it has earned.
import { math } from "../../../sim/kernel/index.ts";
import type { Festival, PeriodSpan } from "./calendar.ts";
import { spanOf } from "./calendar.ts";
import type { PeriodClock } from "./series-set.ts";

/** Share of a signal that is believed before it has shown itself, and the strength of that belief in squared log units. */
const beliefPrior = 0.3;
const priorStrength = 0.12;
/** Log deviation beyond which a signal is more likely wrong than news, until past signals have been as large. */
const usualDeviation = 0.25;

/**
 * Log of the factor on a festival's lift. The signal is the indicator before the opening against the same before past
 * occurrences, each in proportion to demand at its time; its share is a ridge regression on past pairs, and its influence
 * falls again for a signal larger than any seen (a biased presale does little harm). 0 without a past occurrence.
 */
export function leadingSignal(
  festival: Festival,
  coming: PeriodSpan,
  clock: PeriodClock,
  demand: Float64Array,
  indicator: Float64Array | null,
): number {
  if (festival.leading === null || indicator === null) return 0;
  const { days } = festival.leading;
  const known = demand.length;
  const ratioBefore = (opening: number) => {
    const from = Math.max(0, opening - days);
    const to = Math.min(opening, known);
    const carts = sum(indicator, from, to);
    const usual =
      sum(demand, Math.max(0, from - 4 * clock.cycle), from) / Math.max(1, Math.min(from, 4 * clock.cycle));
    return to > from && carts > 0 && usual > 0 ? carts / (to - from) / usual : Number.NaN;
  };
  const past = festival.occurrences
    .map((one) => spanOf(one, clock))
    .filter(({ from, to }) => to <= known && from >= days)
    .sort((a, b) => a.from - b.from)
    .map((span) => ({ signal: math.log(ratioBefore(span.from)), size: math.log(sizeOf(span, demand)) }))
    .filter(({ signal, size }) => Number.isFinite(signal) && Number.isFinite(size));
  const now = math.log(ratioBefore(coming.from));
  if (past.length === 0 || !Number.isFinite(now)) return 0;
  const meanSignal = past.reduce((total, { signal }) => total + signal, 0) / past.length;
  const meanSize = past.reduce((total, { size }) => total + size, 0) / past.length;
  let together = beliefPrior * priorStrength;
  let alone = priorStrength;
  let largest = usualDeviation;
  for (const { signal, size } of past) {
    together += (signal - meanSignal) * (size - meanSize);
    alone += (signal - meanSignal) * (signal - meanSignal);
    largest = Math.max(largest, Math.abs(signal - meanSignal));
  }
  const belief = Math.min(1, Math.max(0, together / alone));
  const deviation = now - meanSignal;
  return belief * deviation * math.exp((-deviation * deviation) / (2 * largest * largest));
}

/** A festival's days against the four weeks before. */
function sizeOf({ from, to }: PeriodSpan, demand: Float64Array): number {
  const before = Math.max(0, from - 28);
  const usual = sum(demand, before, from) / Math.max(1, from - before);
  return sum(demand, from, to) / (to - from) / usual;
}

function sum(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let i = Math.max(0, from); i < Math.min(to, values.length); i += 1) total += values[i]!;
  return total;
}
