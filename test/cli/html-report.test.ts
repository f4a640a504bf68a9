// The report page: what it must hold and must not, read as text.
import { describe, expect, test } from "vitest";
import { curveChart } from "../../cli/report/html/curve-chart.ts";
import { forestPlot } from "../../cli/report/html/forest-plot.ts";
import { heatMaps } from "../../cli/report/html/heat-map.ts";
import { reportHtml } from "../../cli/report/html/page.ts";
import { isSameDemand, timeChart } from "../../cli/report/html/time-chart.ts";
import { comparePaired, type KpiReport, type KpiSeries, kpiDefinition } from "../../scenarios/index.ts";
import { floor } from "../record/tiny-run.ts";
import { reportOf } from "./stand-in.ts";

const series = (arrived: number, done: number): KpiSeries => {
  const column = (value: number) => new Float64Array(60).fill(value);
  return {
    minutes: 60,
    ordersArrived: column(arrived),
    ordersDone: column(done),
    unitsPicked: column(done),
    backlog: column(0),
    lateOrders: column(0),
    robots: new Float64Array(0),
    stationsBusy: column(0),
  };
};

function rows(a: Partial<KpiReport>, b: Partial<KpiReport>) {
  const ids = Object.keys(a) as (keyof KpiReport)[];
  const paired = comparePaired([reportOf(a), reportOf(a)], [reportOf(b), reportOf(b)]);
  return ids.map((id) => ({ kpi: kpiDefinition(id), paired: paired.find((one) => one.id === id)! }));
}

describe("the forest plot", () => {
  test("gives number, interval, verdict and wins of each KPI, in both languages", () => {
    const html = forestPlot(
      rows({ unitsPerHour: 100, lateShare: 0.5 }, { unitsPerHour: 110, lateShare: 0.6 }),
    );
    expect(html).toContain("<b>+10.0%</b> [+10.0, +10.0]");
    expect(html).toMatch(/<b>\+10\.0 pp<\/b>.*worse.*更差/);
    expect(html).toContain("wins 2/2");
    expect(html).toContain("胜 0/2");
  });

  test("cuts the one row that would squeeze all others, with an arrow", () => {
    const a = { unitsPerHour: 100, linesPerHour: 100, ordersPerHour: 100, pileOn: 1 };
    const b = { unitsPerHour: 101, linesPerHour: 102, ordersPerHour: 103, pileOn: 9 };
    const html = forestPlot(rows(a, b));
    expect(html.match(/<path d="M-6 -7L7 0L-6 7Z"/g)).toHaveLength(1);
    expect(html).toContain("<b>+800.0%</b>");
    expect(html).not.toContain(">+800<");
  });

  test("says same where no seed differs", () => {
    expect(forestPlot(rows({ unitsPerHour: 100 }, { unitsPerHour: 100 }))).toContain("same");
  });
});

describe("throughput over time", () => {
  const strategies = [
    { name: "a", series: [series(5, 4)] },
    { name: "b", series: [series(5, 3)] },
  ];
  test("has the demand behind it only where it is the same for all", () => {
    expect(isSameDemand(strategies)).toBe(true);
    expect(timeChart(strategies, { startSeconds: 0, fromMinutes: 0 })).toContain("orders arriving");
    const saturated = [strategies[0]!, { name: "b", series: [series(6, 3)] }];
    expect(isSameDemand(saturated)).toBe(false);
    expect(timeChart(saturated, { startSeconds: 0, fromMinutes: 0 })).not.toContain("orders arriving");
  });
  test("marks where measuring begins", () => {
    expect(timeChart(strategies, { startSeconds: 0, fromMinutes: 30 })).toContain("从此处开始统计");
  });
});

test("a share is drawn between 0 and 100 %, whatever its interval says", () => {
  const curves = [
    {
      name: "a",
      points: [
        { mean: 0.99, half: 0.2 },
        { mean: 0.01, half: 0.2 },
      ],
    },
  ];
  const html = curveChart(kpiDefinition("robotBusyShare"), "fleet.count", ["8", "16"], curves, null);
  expect(html).toContain(">100<");
  expect(html).not.toMatch(/>(120|150|-20|-50)</);
});

test("the map of waits has one path per level, the strongest for the longest wait", () => {
  const perHour = Float64Array.of(0, 1, 0, 4096, 0, 0);
  const html = heatMaps(floor, [{ name: "a", perHour }]);
  expect(html).toContain('<path fill="var(--heat1)" d="M1 0h1v1h-1z"/>');
  expect(html).toContain('<path fill="var(--heat6)" d="M3 0h1v1h-1z"/>');
  expect(html).toContain("1.1 robots wait at any time, on average");
});

test("the page holds both languages and both themes and asks for nothing from elsewhere", () => {
  const html = reportHtml({
    title: "a < b",
    language: "zh",
    lead: [{ en: "Hello", zh: "你好" }],
    sections: [],
    foot: { en: "end", zh: "完" },
  });
  expect(html).toContain('<html lang="zh" data-lang="zh">');
  expect(html).toContain("<title>a &lt; b</title>");
  expect(html).toMatch(/data-theme=light.*\n.*data-theme=dark/);
  expect(html).not.toMatch(/https?:|url\(|@import|<link|src=/);
});
