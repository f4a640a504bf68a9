// Forecasting series: what it learns from a history made up so that the answer is known.
import { describe, expect, it } from "vitest";
import {
  backtest,
  emptyCalendar,
  type Festival,
  forecastSeries,
  type SeriesCalendar,
  type SeriesSet,
} from "../../controller/forecast/series/index.ts";
import { Random } from "../../sim/kernel/index.ts";

const day = 86_400;
/** Monday 2023-01-02. */
const monday = 19_359 * day;
const week = [1.2, 1.1, 1, 1, 1.1, 0.9, 0.7];

function daily(
  names: readonly string[],
  days: number,
  count: (day: number, series: number) => number,
  options: Partial<SeriesSet> = {},
): SeriesSet {
  return {
    startLocalSeconds: monday,
    stepSeconds: day,
    names,
    values: names.map((_, series) => Float64Array.from({ length: days }, (_, at) => count(at, series))),
    groupNames: [],
    groupOf: new Int32Array(names.length).fill(-1),
    isAdditive: false,
    ...options,
  };
}

function forecastAt(
  set: SeriesSet,
  knownSteps: number,
  horizonSteps: number,
  calendar: SeriesCalendar = emptyCalendar,
  indicators: ReadonlyMap<string, Float64Array> = new Map(),
) {
  return forecastSeries(set, { calendar, knownSteps, horizonSteps, levels: [0.1, 0.5, 0.9], indicators });
}

const festivalOf = (fromDays: readonly number[], length: number, more: Partial<Festival> = {}): Festival => ({
  name: "festival",
  occurrences: fromDays.map((from) => ({
    fromLocalSeconds: monday + from * day,
    toLocalSeconds: monday + (from + length) * day,
  })),
  plan: null,
  leading: null,
  ...more,
});

/** Noise that repeats: ±10 %. */
function noise(seed: number): (at: number) => number {
  const random = new Random(seed, "noise");
  const values = Array.from({ length: 1000 }, () => 0.9 + 0.2 * random.uniform());
  return (at) => values[at]!;
}

describe("level and season", () => {
  it("repeats a steady week, whatever weekday it starts on", () => {
    const set = daily(["a"], 73, (at) => 1000 * week[at % 7]!);
    const { mean } = forecastAt(set, 73, 7).nodes[0]!;
    mean.forEach((value, k) => {
      expect(value / (1000 * week[(73 + k) % 7]!)).toBeCloseTo(1, 1);
    });
  });

  it("works on two weeks of history and on none", () => {
    const set = daily(["a"], 14, (at) => 100 * week[at % 7]!);
    const { mean, quantiles } = forecastAt(set, 14, 7).nodes[0]!;
    expect(mean[0]! / 120).toBeGreaterThan(0.8);
    expect(mean[0]! / 120).toBeLessThan(1.2);
    expect(quantiles[0]![0]).toBeLessThan(quantiles[2]![0]!);
    expect(
      forecastAt(
        daily(["a"], 1, () => 0),
        1,
        7,
      ).nodes[0]!.mean.every((value) => value === 0),
    ).toBe(true);
  });

  it("expects nothing on closed days, and learns nothing from a day on which the site stood still", () => {
    const set = daily(["a"], 70, (at) => (at === 66 ? 0 : 1000));
    const closedDays = new Set([19_359 + 71]);
    const { mean } = forecastAt(set, 70, 7, { ...emptyCalendar, closedDays }).nodes[0]!;
    expect(mean[1]).toBe(0);
    expect(mean[0]).toBeGreaterThan(950);
    expect(mean[0]).toBeLessThan(1050);
  });

  it("takes up how demand went on a year ago once it has seen a year", () => {
    const growth = (at: number) => (at % 364 >= 300 ? 1 + ((at % 364) - 300) * 0.03 : 1);
    const set = daily(["a"], 364 + 320, (at) => 500 * growth(at));
    expect(forecastAt(set, 364 + 310, 7).nodes[0]!.choice).toContain("year ago");
    expect(forecastAt(set, 310, 7).nodes[0]!.choice).not.toContain("year ago");
  });
});

describe("festivals", () => {
  const jitter = noise(7);
  /** Ten days: opening 6×, plateau 1.5×, a late wave of 4× on the last two. */
  const shape = (at: number) => (at === 0 ? 6 : at >= 8 ? 4 : 1.5);
  const withFestivals = (starts: readonly number[]) => (at: number) => {
    const start = starts.find((from) => at >= from && at < from + 10);
    return 1000 * week[at % 7]! * jitter(at) * (start === undefined ? 1 : shape(at - start));
  };

  it("does not carry the spike into the weeks after", () => {
    const set = daily(["a"], 200, withFestivals([120]));
    const calendar = { ...emptyCalendar, festivals: [festivalOf([120], 10)] };
    for (const known of [130, 133, 137]) {
      const { mean } = forecastAt(set, known, 7, calendar).nodes[0]!;
      const expected = week.reduce((sum, factor) => sum + 1000 * factor, 0);
      const sum = mean.reduce((total, value) => total + value, 0);
      expect(sum / expected).toBeGreaterThan(0.9);
      expect(sum / expected).toBeLessThan(1.1);
    }
  });

  it("expects opening and late wave as the last festival had them, also of one of another length", () => {
    const set = daily(["a"], 300, withFestivals([120]));
    const calendar = { ...emptyCalendar, festivals: [festivalOf([120], 10)] };
    const next = { ...festivalOf([120], 10) };
    const coming = {
      fromLocalSeconds: monday + 301 * day,
      toLocalSeconds: monday + 313 * day,
    };
    const both = { ...calendar, festivals: [{ ...next, occurrences: [...next.occurrences, coming] }] };
    const { nodes, festivals } = forecastAt(set, 300, 14, both);
    const lift = Array.from(nodes[0]!.mean, (value, k) => value / (1000 * week[(300 + k) % 7]!));
    expect(lift[0]).toBeCloseTo(1, 0);
    expect(lift[1]).toBeGreaterThan(5);
    expect(lift[6]).toBeLessThan(2);
    expect(lift[11]).toBeGreaterThan(3.2);
    expect(lift[12]).toBeGreaterThan(3.2);
    expect(festivals[0]).toContain("1 past occurrence");
  });

  it("of a festival never seen takes the plan, and says when there is none", () => {
    const set = daily(["a"], 100, withFestivals([]));
    const plan = { opening: 5, plateau: 1.5, close: 3 };
    const planned = forecastAt(set, 100, 7, {
      ...emptyCalendar,
      festivals: [festivalOf([101], 6, { plan })],
    });
    const unknown = forecastAt(set, 100, 7, { ...emptyCalendar, festivals: [festivalOf([101], 6)] });
    expect(planned.nodes[0]!.mean[1]! / unknown.nodes[0]!.mean[1]!).toBeCloseTo(5, 5);
    expect(planned.nodes[0]!.mean[6]! / unknown.nodes[0]!.mean[6]!).toBeCloseTo(3, 5);
    expect(planned.festivals[0]).toContain("the plan in the calendar");
    expect(unknown.festivals[0]).toContain("nothing known");
    const width = ({ nodes }: typeof unknown) => nodes[0]!.quantiles[2]![1]! / nodes[0]!.quantiles[0]![1]!;
    expect(width(unknown)).toBeGreaterThan(width(planned));
  });

  it("corrects a festival under way by the days that went by", () => {
    const factor = 1.5;
    const set = daily(
      ["a"],
      320,
      (at) => withFestivals([120, 300])(at) * (at >= 300 && at < 310 ? factor : 1),
    );
    const calendar = { ...emptyCalendar, festivals: [festivalOf([120, 300], 10)] };
    const before = forecastAt(set, 300, 10, calendar).nodes[0]!.mean;
    const after = forecastAt(set, 304, 6, calendar).nodes[0]!.mean;
    expect(after[5]! / before[9]!).toBeGreaterThan(1.25);
  });

  it.each([0.5, 1.5])("is hardly worse for a presale signal of %f times what it should be", (bias) => {
    const starts = [60, 200, 340];
    const demand = withFestivals(starts);
    const errorWith = (signal: number | null) => {
      const set = daily(["orders"], 350, demand);
      const carts = Float64Array.from({ length: 350 }, (_, at) => {
        const start = starts.find((from) => at >= from - 21 && at < from);
        return start === undefined ? 0 : 300 * jitter(at) * (start === 340 ? (signal ?? 1) : 1);
      });
      const leading = signal === null ? null : { series: "carts", days: 21 };
      const calendar = { ...emptyCalendar, festivals: [festivalOf(starts, 10, { leading })] };
      const { mean } = forecastAt(set, 340, 10, calendar, new Map([["carts", carts]])).nodes[0]!;
      return mean.reduce((sum, value, k) => sum + Math.abs(value - demand(340 + k)), 0);
    };
    const volume = Array.from({ length: 10 }, (_, k) => demand(340 + k)).reduce(
      (sum, value) => sum + value,
      0,
    );
    expect(errorWith(bias) / volume - errorWith(null) / volume).toBeLessThan(0.05);
  });

  it("takes a signal that has proved right further than one that has not", () => {
    const sizes = [1, 1.4, 0.8, 1.3];
    const starts = [60, 160, 260, 360];
    const base = (at: number) => 1000 * week[at % 7]!;
    const sizeAt = (at: number) => sizes[starts.findIndex((from) => at >= from && at < from + 10)];
    const demand = (at: number) => base(at) * (sizeAt(at) === undefined ? 1 : 3 * sizeAt(at)!);
    const cartsAt = (at: number, hasProved: boolean) => {
      const which = starts.findIndex((from) => at >= from - 21 && at < from);
      return which < 0 ? 0 : 200 * (hasProved || which === 3 ? sizes[which]! : 1 / sizes[which]!);
    };
    const liftWith = (hasProved: boolean) => {
      const set = daily(["orders"], 360, demand);
      const carts = Float64Array.from({ length: 360 }, (_, at) => cartsAt(at, hasProved));
      const leading = { series: "carts", days: 21 };
      const calendar = { ...emptyCalendar, festivals: [festivalOf(starts, 10, { leading })] };
      return forecastAt(set, 360, 10, calendar, new Map([["carts", carts]])).nodes[0]!.mean[3]!;
    };
    expect(liftWith(true) / liftWith(false)).toBeGreaterThan(1.1);
  });
});

describe("the tree", () => {
  const set = daily(
    ["a/x", "a/y", "b/z"],
    90,
    (at, series) => [400, 3, 0.4][series]! * week[at % 7]! * (1 + (at % 3) / 10),
    {
      groupNames: ["a", "b"],
      groupOf: Int32Array.from([0, 0, 1]),
      isAdditive: true,
    },
  );

  it("adds up from series to groups to the total, on days and within them", () => {
    const hours = daily(
      ["a/x", "a/y", "b/z"],
      90 * 24,
      (at, series) => [40, 3, 0.5][series]! * (1 + (at % 24) / 24),
      {
        groupNames: ["a", "b"],
        groupOf: Int32Array.from([0, 0, 1]),
        isAdditive: true,
        stepSeconds: 3600,
      },
    );
    for (const [of, known, horizon] of [
      [set, 90, 7],
      [hours, 89 * 24 + 11, 40],
    ] as const) {
      const { nodes } = forecastAt(of, known, horizon);
      expect(nodes.map(({ name }) => name)).toEqual(["total", "a", "b", "a/x", "a/y", "b/z"]);
      const at = (name: string) => nodes.find((node) => node.name === name)!.mean;
      for (let k = 0; k < horizon; k += 1) {
        expect(at("a/x")[k]! + at("a/y")[k]!).toBeCloseTo(at("a")[k]!, 6);
        expect(at("a")[k]! + at("b")[k]!).toBeCloseTo(at("total")[k]!, 6);
      }
    }
  });

  it("gives slow series their share and whole quantiles", () => {
    const slow = forecastAt(set, 90, 7).nodes.find(({ name }) => name === "b/z")!;
    expect(slow.choice).toContain("share");
    for (const quantile of slow.quantiles)
      for (const value of quantile) expect(value).toBe(Math.round(value));
  });

  it("keeps quantiles in order", () => {
    for (const { quantiles } of forecastAt(set, 90, 7).nodes) {
      for (let k = 0; k < 7; k += 1) {
        expect(quantiles[0]![k]).toBeLessThanOrEqual(quantiles[1]![k]!);
        expect(quantiles[1]![k]).toBeLessThanOrEqual(quantiles[2]![k]!);
      }
    }
  });
});

describe("within the day", () => {
  /** Half of a day's orders come from 8:00 to 12:00, the rest from 12:00 to 20:00. */
  const hourly = (total: (at: number) => number, days: number) =>
    daily(
      ["orders"],
      days * 24,
      (at) => {
        const hour = at % 24;
        const share = hour >= 8 && hour < 12 ? 1 / 8 : hour >= 12 && hour < 20 ? 1 / 16 : 0;
        return share * total(Math.floor(at / 24));
      },
      { stepSeconds: 3600 },
    );

  it("moves the rest of a day that began busier than expected", () => {
    const jitter = noise(3);
    const total = (at: number) => 2000 * jitter(at) * (at === 60 ? 1.6 : 1);
    const set = hourly(total, 61);
    const expected = forecastAt(set, 60 * 24, 24)
      .nodes[0]!.mean.slice(12)
      .reduce((sum, value) => sum + value, 0);
    const corrected = forecastAt(set, 60 * 24 + 12, 12).nodes[0]!.mean.reduce((sum, value) => sum + value, 0);
    expect(corrected / expected).toBeGreaterThan(1.35);
  });

  it("splits the day by its hours and keeps to the opening hours", () => {
    const set = hourly(() => 1600, 60);
    const { mean } = forecastAt(set, 60 * 24, 24).nodes[0]!;
    expect(mean[3]!).toBeLessThan(1);
    expect(mean[9]! / mean[15]!).toBeCloseTo(2, 1);
    const openHours = Array.from({ length: 7 }, () => ({ from: 8 * 3600, to: 12 * 3600 }));
    const short = forecastAt(set, 60 * 24, 24, { ...emptyCalendar, openHours }).nodes[0]!.mean;
    expect(short[15]).toBe(0);
  });
});

describe("backtest", () => {
  it("scores a perfect season as perfect for the seasonal naive, and knows nothing of what lies ahead", () => {
    const set = daily(["a"], 120, (at) => 100 * week[at % 7]!);
    const request = { calendar: emptyCalendar, indicators: new Map(), horizonSteps: 7, scored: null };
    const { scores } = backtest(set, { ...request, origins: [80, 90, 100] });
    expect(scores.find(({ model }) => model === "seasonal-naive")!.scores.wape).toBeCloseTo(0, 9);
    expect(scores.find(({ model }) => model === "peakfleet")!.scores.wape).toBeLessThan(0.02);
    const other = daily(["a"], 120, (at) => (at < 80 ? 100 * week[at % 7]! : 7));
    const now = backtest(other, { ...request, origins: [80] }).paths[0]!.paths[0]!.mean;
    expect(Array.from(now)).toEqual(
      Array.from(backtest(set, { ...request, origins: [80] }).paths[0]!.paths[0]!.mean),
    );
  });

  it("covers what it says on noise of known spread", () => {
    const random = new Random(11, "noise");
    const set = daily(["a"], 500, (at) => Math.round(1000 * week[at % 7]! * (0.7 + 0.6 * random.uniform())));
    const origins = Array.from({ length: 60 }, (_, i) => 180 + 5 * i);
    const { scores } = backtest(set, {
      calendar: emptyCalendar,
      indicators: new Map(),
      horizonSteps: 7,
      scored: null,
      origins,
    });
    const own = scores[0]!.scores;
    expect(own.coverage80).toBeGreaterThan(0.7);
    expect(own.coverage80).toBeLessThan(0.9);
    expect(own.coverage95).toBeGreaterThan(0.88);
  });
});
