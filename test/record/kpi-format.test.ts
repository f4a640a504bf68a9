import { describe, expect, test } from "vitest";
import { DurationHistogram } from "../../sim/record/duration-histogram.ts";
import {
  formatKpi,
  formatKpiLabel,
  formatUnit,
  kpiDefinition,
  kpiDefinitions,
} from "../../sim/record/index.ts";
import { TinyRun } from "./tiny-run.ts";

describe("the definitions", () => {
  test("name every field of a report once, with text in both languages", () => {
    const ids = kpiDefinitions.map(({ id }) => id);
    expect([...ids].sort()).toEqual(Object.keys(new TinyRun().kpis).sort());
    for (const { label, description } of kpiDefinitions) {
      expect(label.zh).toMatch(/\p{Script=Han}/u);
      expect(description.zh).toMatch(/\p{Script=Han}/u);
      expect(description.en).toMatch(/\.$/);
    }
  });
  test("stand together by group", () => {
    const headings = kpiDefinitions
      .map(({ group }) => group.id)
      .filter((id, index, all) => id !== all[index - 1]);
    expect(headings).toEqual([
      "orders",
      "throughput",
      "stations",
      "times",
      "robots",
      "driving",
      "faults",
      "sorting",
      "site",
    ]);
  });
});

describe("a cell of a table", () => {
  test.each([
    ["unitsPerHour", 1267.4, "1,267"],
    ["unitsPerHour", 1_234_567, "1,234,567"],
    ["throughputScore", 0.8812, "88.1 %"],
    ["pileOn", 4.2, "4.20"],
    ["pileOn", Number.NaN, "–"],
    ["metresPerUnit", -0.04, "0.0"],
    ["metresPerUnit", -1234.56, "−1,234.6"],
  ] as const)("%s %d is %s", (id, value, text) => {
    expect(formatKpi(kpiDefinition(id), value, { language: "en", withUnit: false })).toBe(text);
  });
  test("carries its unit when asked, in the language asked for", () => {
    const units = kpiDefinition("unitsPerHour");
    expect(formatKpi(units, 12, { language: "zh", withUnit: true })).toBe("12 件/时");
    expect(formatKpiLabel(units, "en")).toBe("Units per hour (units/h)");
    expect(formatUnit(kpiDefinition("lateShare"), "en")).toBe("%");
  });
});

describe("quantiles from buckets", () => {
  test("are exact for short durations and within 1 % for long ones", () => {
    const short = new DurationHistogram();
    for (let steps = 0; steps <= 200; steps += 1) short.add(steps);
    expect([short.quantile(0.5), short.quantile(0.95), short.mean()]).toEqual([100, 190, 100]);
    for (const steps of [257, 1000, 54_321, 4_000_000]) {
      const one = new DurationHistogram();
      one.add(steps);
      expect(Math.abs(one.quantile(0.5) / steps - 1)).toBeLessThan(0.01);
    }
  });
  test("of nothing are not a number", () => {
    expect(new DurationHistogram().quantile(0.5)).toBeNaN();
    expect(new DurationHistogram().mean()).toBeNaN();
  });
});
