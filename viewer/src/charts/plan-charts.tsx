// Forecast against what came, plan against what was done, and what the plan's prices say; for the first floor that plans.
import { createMemo, type JSX, Show } from "solid-js";
import type uPlot from "uplot";
import { formatNumber, text } from "../i18n/index.ts";
import type { AppState } from "../state/app-state.ts";
import { paneNames } from "../state/url-state.ts";
import { type Column, planColumns } from "./plan-data.ts";
import { type ChartSeries, TimeChart } from "./time-chart.tsx";

const colors = {
  dark: { actual: "#e8edf4", planned: "#6cb6ff", second: "#f2a93b" },
  light: { actual: "#17202b", planned: "#0b65b3", second: "#a85a00" },
} as const;
const plannedDash = [5, 3] as const;

export function PlanCharts(props: { readonly app: AppState; readonly minutes: () => number }): JSX.Element {
  const { app } = props;
  const planning = createMemo(() => {
    app.view();
    return (app.playback()?.panes ?? []).findIndex((pane) => pane.plans.plans.length > 0);
  });
  const columns = createMemo(() => {
    const pane = app.playback()?.panes[planning()];
    const { facts } = app.view();
    if (pane === undefined || facts === null || props.minutes() < 2) return null;
    return planColumns(pane.plans, pane.history, facts, props.minutes());
  });
  const color = () => colors[app.theme()];
  const data = (...names: readonly Exclude<keyof NonNullable<ReturnType<typeof columns>>, "x">[]) =>
    createMemo((): uPlot.AlignedData | null => {
      const now = columns();
      return now === null ? null : ([now.x, ...names.map((name): Column => now[name])] as uPlot.AlignedData);
    });
  const line = (label: string, hue: string, dash: readonly number[] = []): ChartSeries => ({
    label,
    color: hue,
    dash,
  });
  const forecastSeries = createMemo(() => [
    line(text().chart.arrived, color().actual),
    line(text().chart.expected, color().planned, plannedDash),
    line(text().chart.low, color().planned, [1, 3]),
    line(text().chart.high, color().planned, [1, 3]),
  ]);
  const pair = (actual: string) => [
    line(actual, color().actual),
    line(text().chart.planned, color().planned, plannedDash),
  ];
  const stationSeries = createMemo(() => pair(text().chart.atWork));
  const backlogSeries = createMemo(() => pair(text().chart.actual));
  const priceSeries = createMemo(() => [
    line(text().chart.robotHour, color().planned),
    line(text().chart.stationHour, color().second, plannedDash),
  ]);
  const forecastData = data("arrived", "expected", "low", "high");
  const stationData = data("busy", "planned");
  const backlogData = data("backlog", "backlogPlanned");
  const priceData = data("robotPrice", "stationPrice");
  const whole = (value: number) => formatNumber(value);
  const name = () => paneNames[planning()] ?? "A";

  return (
    <Show when={planning() >= 0 && columns() !== null}>
      <TimeChart
        title={text().chart.forecast(name())}
        series={forecastSeries()}
        data={forecastData}
        bands={[[3, 2]]}
        format={whole}
        height={118}
        theme={app.theme()}
        emptyText={text().chart.empty}
      />
      <TimeChart
        title={text().chart.planStations(name())}
        series={stationSeries()}
        data={stationData}
        format={whole}
        height={92}
        theme={app.theme()}
        emptyText={text().chart.empty}
      />
      <TimeChart
        title={text().chart.planBacklog(name())}
        series={backlogSeries()}
        data={backlogData}
        format={whole}
        height={92}
        theme={app.theme()}
        emptyText={text().chart.empty}
      />
      <TimeChart
        title={text().chart.prices(name())}
        series={priceSeries()}
        data={priceData}
        format={(value) => formatNumber(value, Math.abs(value) < 10 ? 1 : 0)}
        height={92}
        theme={app.theme()}
        emptyText={text().chart.empty}
      />
    </Show>
  );
}
