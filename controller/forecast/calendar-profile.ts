// What the calendar and the level expect before any of the day's orders is seen: ordinary days by weekday and hour,
// plus each festival wave, per category and over any interval of time.
import type { FestivalCalendar } from "../../sim/model/index.ts";
import { dateOfDay, dayOf, daySeconds, weekdayOf } from "./calendar-day.ts";
import type { DayTable } from "./day-table.ts";
import type { OrdinaryLevel } from "./level.ts";
import { WaveProfile } from "./wave-profile.ts";

/** Orders of evidence that the calendar's hour shares count for against the site's own past hours. */
const hourPriorOrders = 300;
/** Days of ordinary history that the hour shape is learned from. */
const shapeDays = 56;

/**
 * Expected orders by component: component 0 is the ordinary business, component w + 1 is wave w. Keeping them apart lets
 * the day's orders correct each on its own.
 */
export class CalendarProfile {
  readonly componentCount: number;
  readonly categoryCount: number;
  private readonly hourShare: readonly (readonly number[])[];
  /** Cumulative share of the day at each bin edge: `cumulative[category][bin]`. */
  private readonly cumulative: readonly Float64Array[];
  private readonly profiles: readonly (readonly WaveProfile[])[];
  /** Expected orders of each wave per category. */
  private readonly waveOrders: readonly Float64Array[];
  private readonly plannedFactors = new Map<number, number | undefined>();

  constructor(
    private readonly calendar: FestivalCalendar,
    private readonly level: OrdinaryLevel,
    table: DayTable,
    releaseLagSeconds: number,
  ) {
    const categoryCount = level.ordersPerDay.length;
    this.categoryCount = categoryCount;
    this.componentCount = calendar.waves.length + 1;
    this.hourShare = Array.from({ length: categoryCount }, (_, c) => normalised(calendar.hourShare[c]));
    this.cumulative = this.hourShare.map((share, c) => learnDayShape(table, c, share));
    this.profiles = calendar.waves.map((wave) =>
      this.hourShare.map((share, c) => new WaveProfile(wave, c, share, releaseLagSeconds)),
    );
    const total = level.ordersPerDay.reduce((sum, orders) => sum + orders, 0);
    this.waveOrders = calendar.waves.map((wave) =>
      level.ordersPerDay.map((orders, c) => {
        return wave.dayMultiple * (wave.categoryShare ? total * (wave.categoryShare[c] ?? 0) : orders);
      }),
    );
  }

  /** Expected orders of one component and category between two local times. */
  expected(component: number, category: number, fromLocalSeconds: number, toLocalSeconds: number): number {
    if (component === 0) return this.ordinary(category, fromLocalSeconds, toLocalSeconds);
    const wave = component - 1;
    const share = this.profiles[wave]![category]!.share(fromLocalSeconds, toLocalSeconds);
    return share * this.waveOrders[wave]![category]!;
  }

  /** True while a wave runs at some time of the interval. */
  isFestival(fromLocalSeconds: number, toLocalSeconds: number): boolean {
    return this.calendar.waves.some(
      (wave) => wave.openLocalSeconds < toLocalSeconds && wave.closeLocalSeconds > fromLocalSeconds,
    );
  }

  private ordinary(category: number, from: number, to: number): number {
    let sum = 0;
    for (let day = dayOf(from); day * daySeconds < to; day += 1) {
      const begin = Math.max(0, from - day * daySeconds);
      const end = Math.min(daySeconds, to - day * daySeconds);
      const factor = this.plannedFactor(day) ?? this.level.weekdayFactor[category * 7 + weekdayOf(day)]!;
      const share = this.shareOfDay(category, end) - this.shareOfDay(category, begin);
      sum += this.level.ordersPerDay[category]! * factor * share;
    }
    return sum;
  }

  private shareOfDay(category: number, second: number): number {
    const cumulative = this.cumulative[category]!;
    const bins = cumulative.length - 1;
    const position = (second / daySeconds) * bins;
    const bin = Math.min(bins - 1, Math.floor(position));
    return cumulative[bin]! + (position - bin) * (cumulative[bin + 1]! - cumulative[bin]!);
  }

  /**
   * Planned factor of a day's ordinary business, or undefined where nothing is planned. A planned day factor is the whole
   * day's, weekday and season included, so the waves' part is taken off; what is left stays between 0.3 and 3.
   */
  private plannedFactor(day: number): number | undefined {
    if (this.plannedFactors.has(day)) return this.plannedFactors.get(day);
    const planned = this.calendar.plannedDayFactor[dateOfDay(day)];
    let factor: number | undefined;
    if (planned !== undefined) {
      let ordinaryTotal = 0;
      let waveTotal = 0;
      for (let category = 0; category < this.categoryCount; category += 1) {
        ordinaryTotal += this.level.ordersPerDay[category]!;
        for (let component = 1; component < this.componentCount; component += 1) {
          waveTotal += this.expected(component, category, day * daySeconds, (day + 1) * daySeconds);
        }
      }
      const rest = planned - waveTotal / ordinaryTotal;
      factor = waveTotal < 0.01 * ordinaryTotal ? Math.max(0, planned) : Math.min(3, Math.max(0.3, rest));
    }
    this.plannedFactors.set(day, factor);
    return factor;
  }
}

function normalised(shares: readonly number[] | undefined): number[] {
  const given = shares?.length === 24 ? shares : new Array<number>(24).fill(1);
  const sum = given.reduce((total, share) => total + share, 0);
  return given.map((share) => (sum > 0 ? share / sum : 1 / 24));
}

/** Posterior mean of the day's shape: the calendar's hour shares as a Dirichlet prior, past ordinary days as counts. */
function learnDayShape(table: DayTable, category: number, hourShare: readonly number[]): Float64Array {
  const bins = table.binsPerDay > 0 ? table.binsPerDay : 24;
  const perHour = bins / 24;
  const weight = Float64Array.from({ length: bins }, (_, bin) => {
    return (hourPriorOrders * hourShare[Math.floor(bin / perHour)]!) / perHour;
  });
  if (table.binsPerDay > 0 && category < table.categoryCount) {
    for (let row = Math.max(0, table.dayCount - shapeDays); row < table.dayCount; row += 1) {
      if (table.isOrdinary[row] === 0) continue;
      const at = (category * table.dayCount + row) * bins;
      for (let bin = 0; bin < bins; bin += 1) weight[bin] = weight[bin]! + table.binOrders[at + bin]!;
    }
  }
  const cumulative = new Float64Array(bins + 1);
  for (let bin = 0; bin < bins; bin += 1) cumulative[bin + 1] = cumulative[bin]! + weight[bin]!;
  const total = cumulative[bins]!;
  for (let bin = 0; bin <= bins; bin += 1) cumulative[bin] = cumulative[bin]! / total;
  return cumulative;
}
