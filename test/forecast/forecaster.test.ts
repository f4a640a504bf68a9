// The forecaster on a made-up site whose truth is known.
import { describe, expect, test } from "vitest";
import { createForecaster, createSeasonalNaive } from "../../controller/forecast/index.ts";
import {
  day,
  drawOrders,
  knowledge,
  monday,
  quarters,
  quartersPerDay,
  skus,
  sum,
  wave,
  weekdayFactor,
} from "./site.ts";

const site = { ordersPerDay: [3000, 1000] };
const historyDays = 84;

test("an ordinary week is forecast within 4 % by day, weekday profile included", () => {
  const forecaster = createForecaster(
    knowledge(drawOrders(site, 1, -84, historyDays), -84, historyDays),
    skus,
  );
  for (let d = 0; d < 7; d += 1) {
    const { orders, units } = forecaster.forecast(quarters(24 * d, quartersPerDay));
    const truth = 4000 * weekdayFactor[d]!;
    expect(Math.abs(sum(orders) / truth - 1), `day ${d}`).toBeLessThan(0.04);
    expect(sum(units) / sum(orders)).toBeCloseTo(2, 6);
    expect(sum(units, 0, quartersPerDay) / sum(units)).toBeCloseTo(0.75, 1);
  }
});

test("a festival spike in the history does not leak into the level after it", () => {
  const spikeDays = new Set([-12, -11, -10]);
  const dayFactor = (d: number) => (spikeDays.has(d) ? 9 : 1);
  const orders = drawOrders({ ...site, dayFactor }, 2, -84, historyDays);
  const pastWaves = [wave(-12 * 24, 60, { dayMultiple: 24 })];
  const after = createForecaster(knowledge(orders, -84, historyDays, { pastWaves }), skus);
  const total = sum(after.forecast(quarters(0, quartersPerDay)).orders);
  expect(Math.abs(total / (4000 * weekdayFactor[0]!) - 1)).toBeLessThan(0.04);
});

test("even an unannounced spike moves the later level by less than a fifth", () => {
  const dayFactor = (d: number) => (d === -5 ? 9 : 1);
  const orders = drawOrders({ ...site, dayFactor }, 3, -84, historyDays);
  const forecaster = createForecaster(knowledge(orders, -84, historyDays), skus);
  const total = sum(forecaster.forecast(quarters(0, quartersPerDay)).orders);
  expect(Math.abs(total / (4000 * weekdayFactor[0]!) - 1)).toBeLessThan(0.2);
});

describe("a wave", () => {
  const history = drawOrders(site, 4, -84, historyDays);
  // 20:00 of the first Monday to 24:00 of Tuesday; 3C and home buyers come late.
  const late = wave(20, 28, { dayMultiple: 5, burstShare: 0.3, closingShare: [0, 0.4] });
  const forecaster = createForecaster(knowledge(history, -84, historyDays, { waves: [late] }), skus);
  const orders = forecaster.forecast(quarters(20, 28 * 4));

  test("brings its planned orders on top of the ordinary ones", () => {
    const plain = createForecaster(knowledge(history, -84, historyDays), skus).forecast(quarters(20, 28 * 4));
    expect((sum(orders.orders) - sum(plain.orders)) / 4000).toBeCloseTo(5, 0);
  });

  test("bursts at its opening", () => {
    expect(orders.orders[0]!).toBeGreaterThan(3 * orders.orders[12]!);
  });

  test("is expected to be bought late where the category buys late", () => {
    const periods = 28 * 4;
    const lastHour = (category: number) =>
      sum(orders.units, (category + 1) * periods - 4, (category + 1) * periods);
    const hourBeforeRamp = (category: number) =>
      sum(orders.units, category * periods + 22 * 4, category * periods + 23 * 4);
    expect(lastHour(1) / hourBeforeRamp(1)).toBeGreaterThan(3);
    expect(lastHour(0) / hourBeforeRamp(0)).toBeLessThan(1.5);
  });

  test("is less certain than an ordinary evening, most of all at its opening", () => {
    const plain = createForecaster(knowledge(history, -84, historyDays), skus).forecast(quarters(20, 8));
    const width = (forecast: typeof orders, period: number) =>
      (forecast.unitQuantiles[3]![period]! - forecast.unitQuantiles[0]![period]!) / forecast.orders[period]!;
    expect(width(orders, 0)).toBeGreaterThan(1.5 * width(plain, 0));
    expect(width(orders, 0)).toBeGreaterThan(width(orders, 7));
  });

  test("with promoted SKUs puts their share of the units on them", () => {
    const heroes = { ...late, heroSkus: [1], heroShare: 0.5 };
    const promoted = createForecaster(knowledge(history, -84, historyDays, { waves: [heroes] }), skus);
    const forecast = promoted.forecast(quarters(20, 8));
    expect(sum(forecast.skuUnits)).toBeCloseTo(sum(forecast.units), 3);
    expect(forecast.skuUnits[1]! / sum(forecast.skuUnits)).toBeGreaterThan(0.35);
    expect(orders.skuUnits[1]! / sum(orders.skuUnits)).toBeLessThan(0.12);
  });
});

describe("the intraday correction", () => {
  const history = drawOrders(site, 5, -84, historyDays);

  /** Feeds the hours of the first Monday in which the true orders are `factor` of the expected ones. */
  function afterHours(
    factor: (hour: number) => readonly number[],
    fromHour: number,
    toHour: number,
    waves = [wave(20, 28)],
  ) {
    const forecaster = createForecaster(knowledge(history, -84, historyDays, { waves }), skus);
    const prior = createForecaster(knowledge(history, -84, historyDays, { waves }), skus);
    for (let quarter = fromHour * 4; quarter < toHour * 4; quarter += 1) {
      const expected = prior.forecast(quarters(quarter / 4, 1));
      const [a, b] = factor(quarter / 4);
      const counts = [(expected.units[0]! / 2) * a!, (expected.units[1]! / 2) * b!];
      const from = monday + quarter * 900;
      forecaster.observe(from, from + 900, counts);
    }
    return { forecaster, prior };
  }

  test("moves the rest of the day to the truth", () => {
    const { forecaster, prior } = afterHours(() => [1.6, 1.6], 0, 14, []);
    const ratio =
      sum(forecaster.forecast(quarters(14, 40)).orders) / sum(prior.forecast(quarters(14, 40)).orders);
    expect(ratio).toBeGreaterThan(1.45);
    expect(ratio).toBeLessThan(1.65);
  });

  test("tells the categories apart", () => {
    const { forecaster, prior } = afterHours(() => [1, 2], 0, 16, []);
    const now = forecaster.forecast(quarters(16, 4)).units;
    const before = prior.forecast(quarters(16, 4)).units;
    expect(sum(now, 0, 4) / sum(before, 0, 4)).toBeLessThan(1.15);
    expect(sum(now, 4, 8) / sum(before, 4, 8)).toBeGreaterThan(1.7);
  });

  test("a busy morning does not double the evening's wave", () => {
    const { forecaster, prior } = afterHours(() => [2, 2], 0, 19);
    const ratio =
      forecaster.forecast(quarters(20, 1)).orders[0]! / prior.forecast(quarters(20, 1)).orders[0]!;
    expect(ratio).toBeLessThan(1.3);
  });

  test("an opening twice the plan is believed within half an hour, and forgotten two days later", () => {
    const { forecaster, prior } = afterHours(() => [2, 2], 20, 20.5);
    const next = forecaster.forecast(quarters(20.5, 4)).orders;
    expect(sum(next) / sum(prior.forecast(quarters(20.5, 4)).orders)).toBeGreaterThan(1.6);
    const after = createForecaster(knowledge(history, -84, historyDays, { waves: [wave(20, 28)] }), skus);
    after.restore(forecaster.snapshot());
    for (let quarter = 82; quarter < 48 * 4; quarter += 1) {
      const expected = prior.forecast(quarters(quarter / 4, 1));
      after.observe(monday + quarter * 900, monday + (quarter + 1) * 900, [
        expected.units[0]! / 2,
        expected.units[1]! / 2,
      ]);
    }
    const later = sum(after.forecast(quarters(48, 96)).orders) / sum(prior.forecast(quarters(48, 96)).orders);
    expect(Math.abs(later - 1)).toBeLessThan(0.05);
  });

  test("wrong presale numbers are corrected: half the planned wave comes", () => {
    const { forecaster, prior } = afterHours(() => [0.5, 0.5], 20, 22);
    const ratio =
      sum(forecaster.forecast(quarters(22, 8)).orders) / sum(prior.forecast(quarters(22, 8)).orders);
    // A quarter of the orders at that hour are ordinary ones, about which an opening says little.
    expect(ratio).toBeLessThan(0.7);
  });

  test("a snapshot continues as if nothing had happened", () => {
    const { forecaster } = afterHours(() => [1.3, 0.7], 0, 9, []);
    forecaster.observeLine(2, 40);
    const copy = createForecaster(knowledge(history, -84, historyDays), skus);
    copy.restore(structuredClone(forecaster.snapshot()));
    expect(copy.forecast(quarters(9, 24))).toEqual(forecaster.forecast(quarters(9, 24)));
  });
});

test("80 % intervals of quarter hours hold 74 to 88 % of what comes, on ordinary days", () => {
  let inside = 0;
  let count = 0;
  for (let seed = 1; seed <= 6; seed += 1) {
    const truth = { ordersPerDay: [1500, 500], overdispersion: 0.02, daySpread: 0.1 };
    const orders = drawOrders(truth, seed, -84, 98);
    const cut = (c: number) =>
      orders.slice(c * 98 * quartersPerDay, c * 98 * quartersPerDay + 84 * quartersPerDay);
    const past = new Float64Array(2 * 84 * quartersPerDay);
    past.set(cut(0));
    past.set(cut(1), 84 * quartersPerDay);
    const forecaster = createForecaster(knowledge(past, -84, 84), skus);
    for (let d = 0; d < 14; d += 1) {
      const forecast = forecaster.forecast(quarters(24 * d, quartersPerDay));
      for (let quarter = 0; quarter < quartersPerDay; quarter += 1) {
        const at = (84 + d) * quartersPerDay + quarter;
        const actual = 2 * (orders[at]! + orders[98 * quartersPerDay + at]!);
        if (actual >= forecast.unitQuantiles[0]![quarter]! && actual <= forecast.unitQuantiles[3]![quarter]!)
          inside += 1;
        count += 1;
      }
    }
  }
  expect(inside / count).toBeGreaterThan(0.74);
  expect(inside / count).toBeLessThan(0.88);
});

test("quantiles are ordered and means are positive through a whole festival day", () => {
  const history = drawOrders(site, 6, -84, historyDays);
  const forecaster = createForecaster(knowledge(history, -84, historyDays, { waves: [wave(20, 28)] }), skus);
  const { orders, unitQuantiles } = forecaster.forecast(quarters(0, 192));
  for (let period = 0; period < 192; period += 1) {
    expect(orders[period]!).toBeGreaterThan(0);
    for (let q = 1; q < unitQuantiles.length; q += 1) {
      expect(unitQuantiles[q]![period]!).toBeGreaterThanOrEqual(unitQuantiles[q - 1]![period]!);
    }
  }
});

test("units a run shows of one SKU raise its share; an unseen one keeps a little", () => {
  const forecaster = createForecaster(
    knowledge(drawOrders(site, 7, -84, historyDays), -84, historyDays),
    skus,
  );
  for (let i = 0; i < 4000; i += 1) forecaster.observeLine(3, 1);
  const { skuUnits } = forecaster.forecast(quarters(10, 24));
  expect(skuUnits[3]! / sum(skuUnits)).toBeGreaterThan(0.5);
  expect(skuUnits[1]!).toBeGreaterThan(0);
});

test("without any history there is a forecast, small and finite", () => {
  const forecaster = createForecaster(knowledge(new Float64Array(0), 0, 0), skus);
  const { orders } = forecaster.forecast(quarters(0, 96));
  expect(sum(orders)).toBeGreaterThan(0);
  expect(sum(orders)).toBeLessThan(10);
});

test("the seasonal baseline repeats last week", () => {
  const orders = drawOrders(site, 8, -14, 14);
  const naive = createSeasonalNaive(knowledge(orders, -14, 14), skus);
  const forecast = naive.forecast(quarters(0, quartersPerDay));
  expect(sum(forecast.orders)).toBe(sum(orders, 7 * 96, 8 * 96) + sum(orders, (14 + 7) * 96, (14 + 8) * 96));
  expect(day).toBe(86_400);
});
