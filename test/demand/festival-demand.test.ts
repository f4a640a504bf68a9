import { describe, expect, test } from "vitest";
import { festivalTruth } from "../../sim/demand/festival-truth.ts";
import { createFestivalDemand, festivalIntensity } from "../../sim/demand/index.ts";
import { dueLocalSeconds } from "../../sim/demand/order-draw.ts";
import { context, drawn, festival, local, skus, wave } from "./example-festival.ts";

const source = (seed = 1, config = festival) => createFestivalDemand(config, seed, context, skus);

describe("festival orders", () => {
  test("are the same for the same seed whatever waits, and others for another seed", () => {
    const idle = drawn(source(), 1, 2000, 0);
    expect(drawn(source(), 1, 2000, 5000)).toEqual(idle);
    expect(drawn(source(2), 1, 2000)).not.toEqual(idle);
  });

  test("go on from a snapshot as if nothing had happened", () => {
    const first = source();
    drawn(first, 1, 777);
    const saved = structuredClone(first.snapshot());
    const expected = drawn(first, 778, 3000);
    const other = source();
    drawn(other, 1, 100);
    other.restore(saved);
    expect(drawn(other, 778, 3000)).toEqual(expected);
  });

  test("come in the expected number, mean over 12 seeds within 3 %", () => {
    const expected = festivalIntensity(festival, context.startLocalSeconds, 240, [0], 1).orders.reduce(
      (sum, orders) => sum + orders,
      0,
    );
    let seen = 0;
    for (let seed = 1; seed <= 12; seed += 1)
      seen += drawn(source(seed), 1, context.horizonSteps).length / 12;
    expect(Math.abs(seen / expected - 1)).toBeLessThan(0.03);
  });

  test("vary more than Poisson by the overdispersion", () => {
    const counts = (overdispersion: number) =>
      Array.from({ length: 60 }, (_, seed) => {
        const config = { ...festival, overdispersion };
        return drawn(createFestivalDemand(config, seed, context, skus), 1, 1350).length;
      });
    const spread = (values: readonly number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) / mean;
    };
    expect(spread(counts(0))).toBeLessThan(1.8);
    expect(spread(counts(0.05))).toBeGreaterThan(3);
  });

  test("have 1 to 4 different SKUs and about 1.6 units", () => {
    const orders = drawn(source(), 1, context.horizonSteps);
    let units = 0;
    let repeated = 0;
    const lineCounts = new Set<number>();
    for (const { lines } of orders) {
      const ordered = lines.filter((_, index) => index % 2 === 0);
      lineCounts.add(ordered.length);
      repeated += ordered.length - new Set(ordered).size;
      units += lines.reduce((sum, value, index) => sum + (index % 2 === 1 ? value : 0), 0);
    }
    expect([...lineCounts].sort()).toEqual([1, 2, 3, 4]);
    expect(repeated).toBe(0);
    expect(units / orders.length).toBeCloseTo(1.6, 1);
  });

  test("turn to the promoted items while the wave lasts", () => {
    const heroes = new Set(festivalTruth(festival, 1, skus).heroes[0]);
    expect(heroes.size).toBe(10);
    const heroLines = (from: number) => {
      const start = { ...context, startLocalSeconds: from };
      const orders = drawn(createFestivalDemand(festival, 1, start, skus), 1, context.horizonSteps);
      const all = orders.flatMap(({ lines }) => lines.filter((_, index) => index % 2 === 0));
      return all.filter((sku) => heroes.has(sku)).length / all.length;
    };
    const before = heroLines(local("2025-11-05", 20));
    expect(heroLines(wave.openLocalSeconds) - before).toBeGreaterThan(0.15);
  });

  test("are due by their class: express two hours after arrival, a fifth of the orders", () => {
    const orders = drawn(source(), 1, context.horizonSteps);
    const express = orders.filter(({ priority }) => priority === 1);
    expect(new Set(express.map(({ step, dueStep }) => dueStep - step))).toEqual(new Set([10_800]));
    expect(express.length / orders.length).toBeCloseTo(0.2, 1);
  });

  test("are released later by the release lag, none lost", () => {
    const minutes = 30 * 60;
    const total = (releaseLagSeconds: number, upTo: number) => {
      const config = { ...festival, releaseLagSeconds };
      const { orders } = festivalIntensity(config, context.startLocalSeconds, minutes, [0], 1);
      return orders.slice(0, upTo).reduce((sum, value) => sum + value, 0);
    };
    expect(total(3600, 60)).toBeLessThan(0.6 * total(0, 60));
    expect(total(3600, minutes) / total(0, minutes)).toBeCloseTo(1, 2);
  });
});

describe("a departure", () => {
  const class_ = { name: "next", share: 1, promiseSeconds: 3 * 3600, departures: [9 * 3600, 18 * 3600] };
  test.each([
    { released: 5, due: 9 },
    { released: 6, due: 9 },
    { released: 7, due: 18 },
    { released: 16, due: 33 },
  ])("after a promise of 3 h: released at $released h, due at $due h", ({ released, due }) => {
    expect(dueLocalSeconds(class_, released * 3600)).toBe(due * 3600);
  });
});
