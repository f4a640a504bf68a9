// A made-up site for the forecast tests: one true intensity per category and quarter hour, orders drawn from it.
import type { SiteKnowledge } from "../../controller/controller-port.ts";
import { Random } from "../../sim/kernel/index.ts";
import type { FestivalCalendar, FestivalWave, SkuTable } from "../../sim/model/index.ts";

export const day = 86_400;
/** Monday 6 October 2025, 00:00 on the site's clock. */
export const monday = 20_367 * day;
export const quartersPerDay = 96;

/** Quiet nights, busy evenings; sums to 1. */
const hourWeights = [2, 1, 1, 1, 1, 1, 1, 2, 4, 5, 6, 6, 5, 5, 5, 5, 5, 5, 5, 5, 7, 7, 7, 5];
const hourSum = hourWeights.reduce((sum, weight) => sum + weight, 0);
export const hourShare = hourWeights.map((weight) => weight / hourSum);

export const weekdayFactor = [1.1, 1.05, 1, 1, 1.05, 0.9, 0.9];

export const skus = {
  count: 4,
  names: ["shirt", "shoe", "phone", "lamp"],
  category: Uint8Array.of(0, 0, 1, 1),
  categoryNames: ["fashion", "3c-home"],
  unitVolume: new Float64Array(4).fill(1),
  unitKg: new Float64Array(4).fill(1),
  bundleUnits: new Int32Array(4).fill(10),
} satisfies SkuTable;

export interface Truth {
  /** Orders of an ordinary day per category. */
  readonly ordersPerDay: readonly number[];
  readonly overdispersion?: number;
  /** Log-normal-ish spread of whole days. */
  readonly daySpread?: number;
  /** Extra factor on a day, by its number since `monday`. */
  readonly dayFactor?: (dayNumber: number) => number;
}

/** Orders per category and quarter hour from `monday + firstDay` on, `days` days: `orders[category * periods + period]`. */
export function drawOrders(truth: Truth, seed: number, firstDay: number, days: number): Float64Array {
  const random = new Random(seed, "test/orders");
  const categories = truth.ordersPerDay.length;
  const periods = days * quartersPerDay;
  const orders = new Float64Array(categories * periods);
  for (let d = 0; d < days; d += 1) {
    const spread = truth.daySpread ? Math.max(0.2, random.normal(1, truth.daySpread)) : 1;
    const weekday = weekdayFactor[(((firstDay + d) % 7) + 7) % 7]!;
    const level = spread * weekday * (truth.dayFactor?.(firstDay + d) ?? 1);
    for (let quarter = 0; quarter < quartersPerDay; quarter += 1) {
      const od = truth.overdispersion ?? 0;
      const noise = od > 0 ? random.gamma(1 / od, od) : 1;
      const share = (hourShare[Math.floor(quarter / 4)]! / 4) * level * noise;
      for (let c = 0; c < categories; c += 1) {
        orders[c * periods + d * quartersPerDay + quarter] = random.poisson(truth.ordersPerDay[c]! * share);
      }
    }
  }
  return orders;
}

export function calendar(waves: readonly FestivalWave[] = []): FestivalCalendar {
  return { name: "test", hourShare: [hourShare, hourShare], waves, plannedDayFactor: {} };
}

/** Knowledge whose history ends at `monday + firstDay + days`. */
export function knowledge(
  orders: Float64Array,
  firstDay: number,
  days: number,
  changes: { readonly waves?: readonly FestivalWave[]; readonly pastWaves?: readonly FestivalWave[] } = {},
): SiteKnowledge {
  return {
    calendar: calendar(changes.waves),
    history: {
      startLocalSeconds: monday + firstDay * day,
      periodSeconds: 900,
      periodCount: days * quartersPerDay,
      orders,
      unitsPerOrder: 2,
      linesPerOrder: 1.5,
      skuUnits: Float64Array.of(900, 100, 500, 500),
      ...(changes.pastWaves ? { pastWaves: changes.pastWaves } : {}),
    },
  };
}

/** A wave from `openHour` hours after `monday`, `hours` long. */
export function wave(openHour: number, hours: number, changes: Partial<FestivalWave> = {}): FestivalWave {
  return {
    name: "wave",
    openLocalSeconds: monday + openHour * 3600,
    closeLocalSeconds: monday + (openHour + hours) * 3600,
    dayMultiple: 4,
    burstShare: 0.4,
    burstDecayMinutes: 30,
    closingShare: [0, 0],
    closingMinutes: 240,
    ...changes,
  };
}

/** Forecast of quarter hours from `monday + fromHours`. */
export function quarters(fromHours: number, periodCount: number) {
  return {
    fromStep: 0,
    fromLocalSeconds: monday + fromHours * 3600,
    stepSeconds: 1,
    periodSteps: 900,
    periodCount,
  };
}

export function sum(values: ArrayLike<number>, from = 0, to = values.length): number {
  let total = 0;
  for (let i = from; i < to; i += 1) total += values[i]!;
  return total;
}
