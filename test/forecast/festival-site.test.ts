// The forecaster against the festival generator it has to live with: it sees books and calendar, never the truth.
import { describe, expect, test } from "vitest";
import type { SiteKnowledge } from "../../controller/controller-port.ts";
import { createForecaster, createSeasonalNaive, type Forecaster } from "../../controller/forecast/index.ts";
import { learnReleaseLag } from "../../controller/forecast/release-lag.ts";
import {
  createFestivalDemand,
  demandHistory,
  type FestivalDemandConfig,
  festivalCalendar,
} from "../../sim/demand/index.ts";
import { festival, local, skus, wave } from "../demand/example-festival.ts";

const stepSeconds = 60;
const context = { stepSeconds, startLocalSeconds: local("2025-11-10", 18), horizonSteps: 30 * 60 };
const big: FestivalDemandConfig = {
  ...festival,
  ordinaryOrdersPerDay: 24_000,
  releaseLagSeconds: 1800,
  waves: [wave],
  knowledge: { ...festival.knowledge, historyDays: 400 },
};

function knowledgeOf(config: FestivalDemandConfig, seed: number): SiteKnowledge {
  return {
    calendar: festivalCalendar(config, seed, context, skus),
    history: demandHistory(config, seed, context, skus),
  };
}

/** Lives through the run quarter by quarter; WAPE of the forecast one quarter ahead, from a quarter hour on. */
function liveThrough(config: FestivalDemandConfig, forecaster: Forecaster, seed: number): number {
  const demand = createFestivalDemand(config, seed, context, skus);
  const counts = new Float64Array(skus.categoryNames.length);
  let missed = 0;
  let total = 0;
  for (let quarter = 0; quarter < 30 * 4; quarter += 1) {
    const from = context.startLocalSeconds + quarter * 900;
    const request = { fromStep: 0, fromLocalSeconds: from, stepSeconds, periodSteps: 15, periodCount: 1 };
    const expected = forecaster.forecast(request).orders[0]!;
    counts.fill(0);
    const sink = {
      order(_priority: number, _due: number, lines: ArrayLike<number>) {
        const category = skus.category[lines[0]!]!;
        counts[category] = counts[category]! + 1;
        for (let i = 0; i < lines.length; i += 2) forecaster.observeLine(lines[i]!, lines[i + 1]!);
      },
      bundle() {},
    };
    for (let step = quarter * 15; step < (quarter + 1) * 15; step += 1) {
      demand.arrive(step, { orders: 0, bundles: 0, stockShare: () => 0, spareUnits: () => 99 }, sink);
    }
    forecaster.observe(from, from + 900, counts);
    const actual = counts.reduce((sum, count) => sum + count, 0);
    missed += Math.abs(actual - expected);
    total += actual;
  }
  return missed / total;
}

test("the lag from payment to release is read off last year's opening", () => {
  const { calendar, history } = knowledgeOf(big, 1);
  expect(learnReleaseLag(history, calendar)).toBeGreaterThanOrEqual(1200);
  expect(learnReleaseLag(history, calendar)).toBeLessThanOrEqual(2400);
  const prompt = knowledgeOf({ ...big, releaseLagSeconds: 0 }, 1);
  expect(learnReleaseLag(prompt.history, prompt.calendar)).toBeLessThanOrEqual(300);
});

describe.each([1, 2, 3])("a festival night and day, seed %i", (seed) => {
  test("is forecast a quarter hour ahead about as well as its noise allows", () => {
    const error = liveThrough(big, createForecaster(knowledgeOf(big, seed), skus), seed);
    expect(error).toBeLessThan(0.17);
  });

  test("with presale numbers half too high is soon corrected, and the baseline is left far behind", () => {
    const biased = { ...big, knowledge: { ...big.knowledge, calendarBias: 1.5 } };
    const knowledge = knowledgeOf(biased, seed);
    const error = liveThrough(biased, createForecaster(knowledge, skus), seed);
    const baseline = liveThrough(biased, createSeasonalNaive(knowledge, skus), seed);
    expect(error).toBeLessThan(0.25);
    expect(baseline).toBeGreaterThan(2 * error);
  });
});
