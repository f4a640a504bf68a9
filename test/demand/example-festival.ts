// A small festival for the tests of sim/demand: two categories, one wave at 20:00.
import {
  type DemandContext,
  type FestivalDemandConfig,
  generateSkus,
  ordinaryHourShape,
  type WaveConfig,
} from "../../sim/demand/index.ts";
import { daysOfDate } from "../../sim/demand/local-time.ts";
import type { ArrivalSink, DemandSource } from "../../sim/model/index.ts";

export function local(date: string, hour = 0, minute = 0): number {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  return daysOfDate(year, month, day) * 86_400 + hour * 3600 + minute * 60;
}

export const skus = generateSkus(
  {
    count: 200,
    categories: ["fashion", "3c-home"].map((name, index) => ({
      name,
      share: index === 0 ? 0.6 : 0.4,
      unitLitres: { min: 2, max: 5 },
      unitKg: { min: 0.5, max: 1 },
      bundleUnits: { min: 6, max: 6 },
    })),
  },
  1,
);

export const wave: WaveConfig = {
  name: "opening",
  openLocalSeconds: local("2025-11-10", 20),
  closeLocalSeconds: local("2025-11-12"),
  dayMultiple: 5,
  flashShare: 0,
  flashDecayMinutes: 0.7,
  burstShare: 0.4,
  burstDecayMinutes: 30,
  closingShare: [0, 0.35],
  closingMinutes: 240,
  lift: [1, 1.5],
  heroCount: 10,
  heroShare: 0.25,
  presale: null,
};

export const festival: FestivalDemandConfig = {
  name: "test festival",
  ordinaryOrdersPerDay: 2400,
  hourShape: [ordinaryHourShape, ordinaryHourShape],
  weekdayFactor: [1, 1, 1, 1, 1, 1, 1],
  seasons: [],
  categoryShare: [0.6, 0.4],
  order: {
    lines: { mean: 1, deviation: 1, min: 1, max: 4 },
    units: { mean: 1, deviation: 0.3, min: 1, max: 3 },
    crossCategoryShare: 0.2,
    priorities: [
      { name: "standard", share: 0.8, promiseSeconds: 24 * 3600, departures: [] },
      { name: "express", share: 0.2, promiseSeconds: 2 * 3600, departures: [] },
    ],
  },
  popularity: { kind: "gamma", shape: 0.68, kept: 0.995 },
  overdispersion: 0.02,
  releaseLagSeconds: 0,
  waves: [wave],
  peakFactor: null,
  knowledge: { calendarBias: 1, historyDays: 28, yearGrowth: 1.1 },
};

/** Four hours from the opening of the wave. */
export const context: DemandContext = {
  stepSeconds: 2 / 3,
  startLocalSeconds: local("2025-11-10", 20),
  horizonSteps: 4 * 5400,
};

export interface Drawn {
  readonly step: number;
  readonly priority: number;
  readonly dueStep: number;
  readonly lines: readonly number[];
}

/** Everything a source lets in from step `from` to step `to`. */
export function drawn(source: DemandSource, from: number, to: number, waiting = 0): readonly Drawn[] {
  const orders: Drawn[] = [];
  let step = from;
  const sink: ArrivalSink = {
    order: (priority, dueStep, lines) => orders.push({ step, priority, dueStep, lines: Array.from(lines) }),
    bundle: () => {},
  };
  const backlog = { orders: waiting, bundles: waiting, stockShare: () => 0, spareUnits: () => 99 };
  for (; step <= to; step += 1) source.arrive(step, backlog, sink);
  return orders;
}
