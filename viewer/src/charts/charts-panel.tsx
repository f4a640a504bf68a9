// The charts beside the floors: throughput and backlog of both strategies, robots by activity of each.
import { createMemo, For, type JSX } from "solid-js";
import type uPlot from "uplot";
import { lookColors } from "../floor/robot-look.ts";
import { formatNumber, text } from "../i18n/index.ts";
import type { RunHistory } from "../run/history.ts";
import type { AppState, ThemeName } from "../state/app-state.ts";
import { type PaneName, paneNames } from "../state/url-state.ts";
import {
  backlog,
  lateOrders,
  minuteAxis,
  shownMinutes,
  stack,
  stateCounts,
  stateGroups,
  stationsBusy,
  throughput,
} from "./chart-data.ts";
import { PlanCharts } from "./plan-charts.tsx";
import { ChartLegend, type ChartSeries, TimeChart } from "./time-chart.tsx";

/** Lines of the strategies: far apart in hue and lightness, and each with dashes of its own. */
export const paneColors = {
  dark: { A: "#6cb6ff", B: "#f2a93b", C: "#4cc9a0", D: "#d9a2e8" },
  light: { A: "#0b65b3", B: "#a85a00", C: "#00734f", D: "#8a3b9e" },
} as const;
const paneDashes = { A: [], B: [5, 3], C: [2, 2], D: [8, 3, 2, 3] } as const;

export function ChartsPanel(props: { readonly app: AppState }): JSX.Element {
  const { app } = props;
  const minutes = createMemo(() => {
    const { facts, shownStep } = app.view();
    const histories = app.playback()?.panes.map((pane) => pane.history) ?? [];
    return facts === null || histories.length === 0 ? 0 : shownMinutes(histories, facts, shownStep);
  });
  const names = createMemo(() =>
    app
      .view()
      .panes.map((pane) => pane.name)
      .join(""),
  );
  const lines = createMemo((): readonly ChartSeries[] =>
    [...names()].map((name) => ({
      label: name,
      color: paneColors[app.theme()][name as PaneName],
      dash: paneDashes[name as PaneName],
    })),
  );
  const columns = (of: (history: RunHistory, minutes: number) => Float64Array) =>
    createMemo((): uPlot.AlignedData | null => {
      const { facts } = app.view();
      const panes = app.playback()?.panes ?? [];
      if (minutes() < 2 || facts === null) return null;
      return [minuteAxis(facts, minutes()), ...panes.map((pane) => of(pane.history, minutes()))];
    });
  const throughputData = columns(throughput);
  const backlogData = columns(backlog);
  const lateData = columns(lateOrders);
  const stationData = columns(stationsBusy);
  const whole = (value: number) => formatNumber(value);

  return (
    <section class="charts" aria-label={text().chart.title}>
      <TimeChart
        title={text().chart.throughput}
        series={lines()}
        data={throughputData}
        format={whole}
        height={118}
        theme={app.theme()}
        emptyText={text().chart.empty}
      />
      <TimeChart
        title={text().chart.backlog}
        series={lines()}
        data={backlogData}
        format={whole}
        height={108}
        theme={app.theme()}
        emptyText={text().chart.empty}
      />
      <TimeChart
        title={text().chart.late}
        series={lines()}
        data={lateData}
        format={whole}
        height={92}
        theme={app.theme()}
        emptyText={text().chart.empty}
      />
      <TimeChart
        title={text().chart.stations}
        series={lines()}
        data={stationData}
        format={whole}
        height={92}
        theme={app.theme()}
        emptyText={text().chart.empty}
      />
      <PlanCharts app={app} minutes={minutes} />
      <div class="states">
        <h3>{text().chart.states}</h3>
        <ChartLegend series={stateSeries(app.theme())} />
        <div class="states-row">
          <For each={[...names()]}>
            {(name) => <StatesChart app={app} name={name as PaneName} minutes={minutes} />}
          </For>
        </div>
      </div>
    </section>
  );
}

interface StatesChartProps {
  readonly app: AppState;
  readonly name: PaneName;
  readonly minutes: () => number;
}

/** The tallest area of the stack is drawn first, the lower ones over it. */
const drawingOrder = stateGroups.map((_, index) => stateGroups.length - 1 - index);

function stateSeries(theme: ThemeName): readonly ChartSeries[] {
  return drawingOrder.map((group) => ({
    label: text().chart[stateGroups[group]!.key],
    color: lookColors[theme][stateGroups[group]!.look],
    fill: true,
  }));
}

function StatesChart(props: StatesChartProps): JSX.Element {
  const { app } = props;
  const series = createMemo(() => stateSeries(app.theme()));
  const data = createMemo((): uPlot.AlignedData | null => {
    const { facts } = app.view();
    const pane = app.playback()?.panes[paneNames.indexOf(props.name)];
    if (pane === undefined || facts === null || props.minutes() < 2) return null;
    const tops = stack(stateCounts(pane.history, props.minutes()));
    return [minuteAxis(facts, props.minutes()), ...drawingOrder.map((group) => tops[group]!)];
  });
  return (
    <TimeChart
      badge={props.name}
      series={series()}
      data={data}
      format={(value) => formatNumber(value)}
      height={92}
      theme={app.theme()}
      emptyText=""
      yMax={() => app.view().facts?.shape.robots ?? 1}
    />
  );
}
