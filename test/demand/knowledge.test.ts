import { describe, expect, test } from "vitest";
import { createFestivalDemand, demandHistory, festivalCalendar, peakScale } from "../../sim/demand/index.ts";
import { dateOf, weekdayOf } from "../../sim/demand/local-time.ts";
import { context, drawn, festival, local, skus, wave } from "./example-festival.ts";

describe("the calendar", () => {
  const presale = {
    cartDays: 2,
    conversionMin: 0.6,
    conversionMax: 0.8,
    payLocalSeconds: wave.openLocalSeconds,
    payDecayMinutes: 45,
  };
  test("plans wave and presale by their expected sizes, times the planners' bias", () => {
    const config = {
      ...festival,
      waves: [{ ...wave, presale }],
      knowledge: { ...festival.knowledge, calendarBias: 1.5 },
    };
    const { waves } = festivalCalendar(config, 1, context, skus);
    expect(waves.map(({ dayMultiple }) => dayMultiple)).toEqual([expect.closeTo(7.5), expect.closeTo(2.1)]);
    expect(waves[0]!.heroSkus).toHaveLength(10);
    expect(waves[0]!.categoryShare!.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });
  test("knows the level of each date, the wave's days above the others", () => {
    const { plannedDayFactor } = festivalCalendar(festival, 1, context, skus);
    expect(plannedDayFactor["2025-11-11"]).toBeGreaterThan(2);
    expect(plannedDayFactor["2025-11-12"]).toBeCloseTo(1, 6);
  });
  test("with a peak factor plans the busiest 24 hours at it", () => {
    const config = { ...festival, peakFactor: 8 };
    const { waves, plannedDayFactor } = festivalCalendar(config, 1, context, skus);
    expect(waves[0]!.dayMultiple).toBeCloseTo(5 * peakScale(config), 9);
    const twoDays = plannedDayFactor["2025-11-10"]! + plannedDayFactor["2025-11-11"]!;
    expect(twoDays).toBeGreaterThan(8);
  });
});

describe("the history", () => {
  const history = demandHistory(festival, 1, context, skus);

  test("ends where the run begins and holds whole quarter hours per category", () => {
    expect(history.startLocalSeconds + history.periodCount * history.periodSeconds).toBe(
      context.startLocalSeconds,
    );
    expect(history.orders).toHaveLength(2 * history.periodCount);
  });
  test("has about an ordinary day's orders on each past day", () => {
    const total = history.orders.reduce((sum, orders) => sum + orders, 0);
    expect(total / 28).toBeGreaterThan(0.95 * festival.ordinaryOrdersPerDay);
    expect(total / 28).toBeLessThan(1.05 * festival.ordinaryOrdersPerDay);
  });
  test("is drawn without touching the run's own streams", () => {
    const alone = drawn(createFestivalDemand(festival, 3, context, skus), 1, 500);
    demandHistory(festival, 3, context, skus);
    expect(drawn(createFestivalDemand(festival, 3, context, skus), 1, 500)).toEqual(alone);
  });
  test("of more than a year shows last year's festival on the same weekday, smaller by the growth", () => {
    const long = { ...festival, knowledge: { ...festival.knowledge, historyDays: 400 } };
    const past = demandHistory(long, 1, context, skus);
    expect(past.pastWaves).toHaveLength(1);
    const open = past.pastWaves![0]!.openLocalSeconds;
    expect(weekdayOf(open)).toBe(weekdayOf(wave.openLocalSeconds));
    const first = (open - past.startLocalSeconds) / past.periodSeconds;
    const firstHour = past.orders.slice(first, first + 4).reduce((sum, orders) => sum + orders, 0);
    const dayBefore = past.orders.slice(first - 96, first - 92).reduce((sum, orders) => sum + orders, 0);
    expect(firstHour).toBeGreaterThan(5 * dayBefore);
  });
});

test("local dates and weekdays agree with the engine's calendar over 60 years", () => {
  for (let day = 0; day < 22_000; day += 7) {
    const date = new Date(day * 86_400_000);
    const text = date.toISOString().slice(0, 10);
    expect([dateOf(day * 86_400 + 5), local(text), weekdayOf(day * 86_400)]).toEqual([
      text,
      day * 86_400,
      (date.getUTCDay() + 6) % 7,
    ]);
  }
});
