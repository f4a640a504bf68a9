// The bundled festival scenarios against what they claim in their headers.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { festivalConfig } from "../../scenarios/build/demand-config.ts";
import { scenarioSchema } from "../../scenarios/schema/scenario-schema.ts";
import {
  expectedConversions,
  type FestivalDemandConfig,
  festivalIntensity,
  peakScale,
} from "../../sim/demand/index.ts";
import { secondOfDay } from "../../sim/demand/local-time.ts";
import { local } from "./example-festival.ts";

function bundled(name: string) {
  const text = readFileSync(new URL(`../../scenarios/bundled/${name}.yaml`, import.meta.url), "utf8");
  const scenario = scenarioSchema.parse(parse(text));
  if (scenario.demand.kind !== "festival") throw new Error(`${name} is not a festival`);
  return { scenario, config: festivalConfig(scenario.demand, scenario.skus.categories) };
}

/** Expected orders per hour over whole days. */
function hourly(config: FestivalDemandConfig, from: string, days: number): Float64Array {
  const intensity = festivalIntensity(
    config,
    local(from),
    days * 1440,
    expectedConversions(config),
    peakScale(config),
  );
  const hours = new Float64Array(days * 24);
  intensity.orders.forEach((orders, minute) => {
    hours[Math.floor(minute / 60)]! += orders;
  });
  return hours;
}

function busiestDay(hours: Float64Array): number {
  let most = 0;
  for (let hour = 24; hour <= hours.length; hour += 1) {
    most = Math.max(
      most,
      hours.slice(hour - 24, hour).reduce((sum, orders) => sum + orders, 0),
    );
  }
  return most;
}

describe("Double 11 2025", () => {
  const { scenario, config } = bundled("double-11-2025");
  const hours = hourly(config, "2025-10-07", 36);

  test("has its busiest 24 hours at ten ordinary days' orders", () => {
    expect(busiestDay(hours) / config.ordinaryOrdersPerDay).toBeCloseTo(10, 3);
  });
  test("opens every wave after the campaign's start at 20:00", () => {
    for (const wave of config.waves.slice(1)) expect(secondOfDay(wave.openLocalSeconds)).toBe(20 * 3600);
  });
  test("is the festival of 5.798 bn parcels scaled down by one number", () => {
    const share = hours.reduce((sum, orders) => sum + orders, 0) / 5.798e9;
    expect(share * 100).toBeCloseTo(0.0186, 4);
    const twice = hourly(
      { ...config, ordinaryOrdersPerDay: 2 * config.ordinaryOrdersPerDay },
      "2025-10-07",
      36,
    );
    expect(twice.reduce((sum, orders) => sum + orders, 0) / 5.798e9).toBeCloseTo(2 * share, 9);
  });
  test("sells more than 35 % of the festival's 3C and home orders in the last two days, more than any other category", () => {
    const late = lateShares(config);
    const index = scenario.skus.categories.findIndex(({ name }) => name === "3c-home");
    expect(late[index]!).toBeGreaterThan(0.35);
    expect(Math.max(...late)).toBe(late[index]);
  });
  test("is the site and the demand of the 36 days", () => {
    const whole = bundled("festival-36-days").scenario;
    const { name, description, start, hours: horizon, ...site } = whole;
    expect([name, start, horizon]).toEqual(["festival-36-days", "2025-10-07T00:00", 36 * 24]);
    expect(description.en).not.toBe(scenario.description.en);
    expect(scenario).toMatchObject(site);
  });
});

test.each([
  { name: "618", from: "2025-05-31", days: 19 },
  { name: "black-friday", from: "2025-11-21", days: 12 },
])("$name reaches the peak it states", ({ name, from, days }) => {
  const { config } = bundled(name);
  expect(busiestDay(hourly(config, from, days)) / config.ordinaryOrdersPerDay).toBeCloseTo(6, 2);
});

test("an ordinary day is an ordinary day", () => {
  const { config } = bundled("ordinary-day");
  const factor = busiestDay(hourly(config, "2025-09-16", 1)) / config.ordinaryOrdersPerDay;
  expect(factor).toBeGreaterThan(0.95);
  expect(factor).toBeLessThan(1.05);
});

/** Share of each category's wave orders that falls into 10 and 11 November. */
function lateShares(config: FestivalDemandConfig): readonly number[] {
  const intensity = festivalIntensity(
    config,
    local("2025-10-07"),
    36 * 1440,
    expectedConversions(config),
    peakScale(config),
  );
  const categories = config.categoryShare.length;
  const firstLateRow = 34 * 96;
  return config.categoryShare.map((_, category) => {
    let all = 0;
    let late = 0;
    for (let row = 0; row < intensity.rows; row += 1) {
      for (let source = categories + category; source < intensity.sources; source += categories) {
        const orders = intensity.mix[row * intensity.sources + source]!;
        all += orders;
        if (row >= firstLateRow) late += orders;
      }
    }
    return late / all;
  });
}
