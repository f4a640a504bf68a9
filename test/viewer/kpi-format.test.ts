import { afterEach, describe, expect, test } from "vitest";
import { type KpiDefinition, kpiDefinitions } from "../../scenarios/index.ts";
import { setLanguage } from "../../viewer/src/i18n/index.ts";
import { differenceOf, formatDuration, formatKpi, verdictOf } from "../../viewer/src/panels/kpi-format.ts";

const kpi = (id: KpiDefinition["id"]): KpiDefinition => kpiDefinitions.find((known) => known.id === id)!;
const late = kpi("lateShare");
const done = kpi("ordersDone");
const turnover = kpi("orderTurnoverSecondsMedian");

afterEach(() => setLanguage("en"));

describe("a KPI's value", () => {
  test("is a percentage for a share, a clock for seconds, grouped digits for counts", () => {
    expect(formatKpi(late, 0.1234)).toBe("12.3 %");
    expect(formatKpi(turnover, 725)).toBe("12:05");
    expect(formatKpi(done, 12_345)).toBe("12,345");
  });
  test("is a dash where there is none yet", () => {
    expect(kpiDefinitions.map((known) => formatKpi(known, Number.NaN))).toEqual(
      kpiDefinitions.map(() => "–"),
    );
  });
  test("names seconds in the page's language and rounds up into the next unit", () => {
    expect([formatDuration(48.2), formatDuration(59.6), formatDuration(3599.6)]).toEqual([
      "48 s",
      "1:00",
      "1:00:00",
    ]);
    setLanguage("zh");
    expect(formatDuration(48)).toBe("48 秒");
  });
});

describe("the difference of two strategies", () => {
  test("is in points for shares and in per cent of A for everything else", () => {
    expect(differenceOf(late, 0.1, 0.07)).toBe("−3.0 pp");
    expect(differenceOf(done, 200, 210)).toBe("+5.0 %");
    expect(differenceOf(done, 200, 260)).toBe("+30 %");
  });
  test("does not divide by nothing", () => {
    expect(differenceOf(done, 0, 0)).toBe("0 %");
    expect(differenceOf(done, 0, 5)).toBe("–");
    expect(differenceOf(done, Number.NaN, 5)).toBe("–");
  });
  test("carries no sign where it rounds to zero", () => {
    expect(differenceOf(done, 10_000, 9_999)).toBe("0.0 %");
    expect(differenceOf(late, 0.10001, 0.1)).toBe("0.0 pp");
  });
});

describe("the verdict on B", () => {
  test("follows what the KPI says is better", () => {
    expect(verdictOf(done, 100, 120)).toBe("better");
    expect(verdictOf(late, 0.1, 0.2)).toBe("worse");
    expect(verdictOf({ ...done, better: "neutral" }, 100, 120)).toBe("even");
  });
  test("is even below half a per cent, and where a value is missing", () => {
    expect(verdictOf(done, 1000, 1004)).toBe("even");
    expect(verdictOf(done, Number.NaN, 120)).toBe("even");
  });
});
