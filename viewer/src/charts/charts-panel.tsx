// The charts beside the floors: throughput and backlog of both strategies, robots by activity of each.
import { createMemo, For, type JSX } from "solid-js";
import type uPlot from "uplot";
import { lookColor } from "../floor/robot-look.ts";
import { formatNumber, text } from "../i18n/index.ts";
import type { RunHistory } from "../run/history.ts";
import type { AppState } from "../state/app-state.ts";
import {
  backlog,
  minuteAxis,
  shownMinutes,
  stack,
  stateCounts,
  stateGroups,
  throughput,
} from "./chart-data.ts";
import { type ChartSeries, TimeChart } from "./time-chart.tsx";

/** Lines of strategy A and B: far apart in hue and lightness, and B dashed. */
export const paneColors = {
  dark: { A: "#6cb6ff", B: "#f2a93b" },
  light: { A: "#0b65b3", B: "#a85a00" },
} as const;

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
      color: paneColors[app.theme()][name as "A" | "B"],
      dashed: name === "B",
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
      <For each={[...names()]}>{(name) => <StatesChart app={app} name={name} minutes={minutes} />}</For>
    </section>
  );
}

interface StatesChartProps {
  readonly app: AppState;
  readonly name: string;
  readonly minutes: () => number;
}

function StatesChart(props: StatesChartProps): JSX.Element {
  const { app } = props;
  const pane = () => app.playback()?.panes[props.name === "A" ? 0 : 1];
  const counts = createMemo(() => {
    const current = pane();
    return current === undefined || props.minutes() < 2
      ? null
      : stateCounts(current.history, props.minutes());
  });
  // The tallest area is drawn first, the lower ones over it.
  const order = stateGroups.map((_, index) => stateGroups.length - 1 - index);
  const series = createMemo((): readonly ChartSeries[] =>
    order.map((group) => ({
      label: text().chart[stateGroups[group]!.key],
      color: lookColor[stateGroups[group]!.look],
      fill: true,
    })),
  );
  const data = createMemo((): uPlot.AlignedData | null => {
    const { facts } = app.view();
    const groups = counts();
    if (groups === null || facts === null) return null;
    const tops = stack(groups);
    return [minuteAxis(facts, props.minutes()), ...order.map((group) => tops[group]!)];
  });
  return (
    <TimeChart
      title={text().chart.states(props.name)}
      series={series()}
      data={data}
      legendValue={(at, index) => counts()?.[order[at]!]?.[index] ?? 0}
      format={(value) => formatNumber(value)}
      height={96}
      theme={app.theme()}
      emptyText={text().chart.empty}
      yMax={() => app.view().facts?.shape.robots ?? 1}
    />
  );
}
