// Carts filled before a wave become orders when payment opens: how many, when, and the same whatever else is drawn.
import { describe, expect, test } from "vitest";
import { festivalTruth } from "../../sim/demand/festival-truth.ts";
import { createFestivalDemand, type PresaleConfig } from "../../sim/demand/index.ts";
import { context, drawn, festival, skus, wave } from "./example-festival.ts";

const stepsPerMinute = 90;
/** Two ordinary days' orders in carts; payment opens an hour into the run. */
const presale: PresaleConfig = {
  cartDays: 2,
  conversionMin: 0.6,
  conversionMax: 0.8,
  payLocalSeconds: wave.openLocalSeconds + 3600,
  payDecayMinutes: 20,
};
const withPresale = (some: Partial<PresaleConfig> = {}) => ({
  ...festival,
  overdispersion: 0,
  waves: [{ ...wave, presale: { ...presale, ...some } }],
});
const without = { ...festival, overdispersion: 0 };
const conversionOf = (seed: number) => festivalTruth(withPresale(), seed, skus).conversions[0]!;

/** Orders per minute, mean over seeds, more than without the presale. */
function payments(config: typeof festival, seeds: number): readonly number[] {
  const minutes = new Array<number>(240).fill(0);
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const [source, sign] of [
      [createFestivalDemand(config, seed, context, skus), 1],
      [createFestivalDemand(without, seed, context, skus), -1],
    ] as const) {
      for (const { step } of drawn(source, 1, context.horizonSteps)) {
        minutes[Math.min(239, Math.floor(step / stepsPerMinute))]! += sign / seeds;
      }
    }
  }
  return minutes;
}
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("the conversion of a presale", () => {
  test("lies between its bounds, all over them, one for each seed", () => {
    const drawnOnes = Array.from({ length: 200 }, (_, seed) => conversionOf(seed + 1));
    for (const conversion of drawnOnes) {
      expect(conversion).toBeGreaterThanOrEqual(0.6);
      expect(conversion).toBeLessThanOrEqual(0.8);
    }
    expect(Math.min(...drawnOnes)).toBeLessThan(0.62);
    expect(Math.max(...drawnOnes)).toBeGreaterThan(0.78);
    expect(conversionOf(7)).toBe(conversionOf(7));
  });

  test("is the same whatever other waves there are", () => {
    const two = { ...withPresale(), waves: [...withPresale().waves, { ...wave, name: "second" }] };
    expect(festivalTruth(two, 5, skus).conversions).toEqual([conversionOf(5), 0]);
  });

  test("turns that share of the carts into orders, mean over 12 seeds within 4 %", () => {
    const seeds = 12;
    const expected =
      (sum(Array.from({ length: seeds }, (_, seed) => conversionOf(seed + 1))) / seeds) * 2 * 2400;
    expect(Math.abs(sum(payments(withPresale(), seeds)) / expected - 1)).toBeLessThan(0.04);
  });

  test("brings twice the orders where twice as many pay", () => {
    const [few, many] = [0.3, 0.6].map((share) =>
      sum(payments(withPresale({ conversionMin: share, conversionMax: share }), 6)),
    );
    expect(many! / few!).toBeGreaterThan(1.9);
    expect(many! / few!).toBeLessThan(2.1);
  });
});

test("payments begin when payment opens and fall by e every 20 minutes", () => {
  const minutes = payments(withPresale(), 12);
  const total = sum(minutes);
  // Before payment opens only the chance of the other orders is left, since a seed draws them anew.
  expect(Math.abs(sum(minutes.slice(0, 59)))).toBeLessThan(0.03 * total);
  const [first, second] = [sum(minutes.slice(60, 80)), sum(minutes.slice(80, 100))];
  expect(first / total).toBeGreaterThan(0.58);
  expect(first / second).toBeGreaterThan(2.4);
  expect(first / second).toBeLessThan(3.1);
});
