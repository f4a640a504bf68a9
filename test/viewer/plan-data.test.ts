import { describe, expect, test } from "vitest";
import { chartCsv, chartSvg } from "../../viewer/src/charts/export-chart.ts";
import { planColumns } from "../../viewer/src/charts/plan-data.ts";
import type { PlanNote, RunFacts } from "../../viewer/src/protocol/messages.ts";
import type { RunHistory } from "../../viewer/src/run/history.ts";
import { PlanLog } from "../../viewer/src/run/plan-log.ts";

/** Steps of a second; periods of 15 minutes. */
const facts = { stepSeconds: 1, horizonSteps: 3600, startLocalSeconds: 0 } as RunFacts;
const history = {
  series: {
    ordersArrived: new Float64Array(60).fill(10),
    stationsBusy: new Float64Array(60).fill(3),
    backlog: new Float64Array(60).fill(40),
  },
} as unknown as RunHistory;
const planAt = (madeAtStep: number, orders: number): PlanNote => ({
  madeAtStep,
  forecast: {
    fromStep: madeAtStep,
    periodSteps: 900,
    orders: Float64Array.of(orders, 2 * orders),
    units: Float64Array.of(100, 200),
    unitsLow: Float64Array.of(80, 100),
    unitsHigh: Float64Array.of(120, 300),
    levels: [0.1, 0.9],
  },
  dispatch: {
    fromStep: madeAtStep,
    periodSteps: 900,
    pickStationsOpen: Float64Array.of(4, 5),
    backlogOrders: Float64Array.of(50, 60),
    robotHourPrice: Float64Array.of(7, 8),
    stationHourPrice: Float64Array.of(0, 1),
  },
});

describe("plans against what happened", () => {
  const plans = new PlanLog();
  plans.add(planAt(0, 100));
  plans.add(planAt(900, 50));

  test("show what was expected at each time, and from now on the latest plan", () => {
    const columns = planColumns(plans, history, facts, 20)!;
    expect(columns.x.length).toBe(60);
    expect(columns.arrived[19]).toBe(600);
    expect(columns.arrived[20]).toBe(null);
    // Orders per hour: a period is a quarter.
    expect([0, 14, 15, 29, 30, 44, 45].map((minute) => columns.expected[minute])).toEqual([
      400,
      400,
      200,
      200,
      400,
      400,
      null,
    ]);
    expect([columns.low[0], columns.high[0], columns.low[40], columns.high[40]]).toEqual([
      320, 480, 200, 600,
    ]);
    expect([columns.planned[0], columns.planned[40], columns.busy[5]]).toEqual([4, 5, 3]);
    expect([columns.robotPrice[0], columns.stationPrice[40]]).toEqual([7, 1]);
  });
  test("are nothing before the first plan, and forget what is void", () => {
    expect(planColumns(new PlanLog(), history, facts, 20)).toBe(null);
    const cut = plans.copyUntil(2000);
    cut.dropAfter(500);
    expect(cut.plans.map((plan) => plan.madeAtStep)).toEqual([0]);
  });
});

describe("a chart as a file", () => {
  const content = {
    title: "Orders <all>",
    series: [
      { label: "A, first", color: "#123456" },
      { label: "B", color: "#654321", dash: [5, 3] },
    ],
    data: [
      [60, 120, 180],
      [1, null, 3],
      [4, 5, 6],
    ] as (number | null)[][] as never,
  };
  test("has a row for each time as CSV, with nothing where there is no value", () => {
    expect(chartCsv(content)).toBe(
      'time,"A, first",B\n1970-01-01T00:01:00,1,4\n1970-01-01T00:02:00,,5\n1970-01-01T00:03:00,3,6\n',
    );
  });
  test("is well-formed as SVG, with a line for each series and gaps in it", () => {
    const svg = chartSvg(content);
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(parsed.documentElement.tagName).toBe("svg");
    expect(svg).toContain("Orders &lt;all&gt;");
    const lines = [...svg.matchAll(/<path d="(M[^"H]+)"/g)].map((match) => match[1]!);
    expect(lines.map((line) => (line.match(/M/g) ?? []).length)).toEqual([2, 1]);
  });
});
