// A small chart over the run's local clock: uPlot behind a Solid component, with its own legend line.
import { createEffect, createSignal, For, type JSX, on, onCleanup, onMount, Show } from "solid-js";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { ThemeName } from "../state/app-state.ts";
import type { PaneName } from "../state/url-state.ts";
import { ChartMenu } from "./chart-menu.tsx";

export interface ChartSeries {
  readonly label: string;
  readonly color: string;
  /** Lengths of dashes and gaps in pixels; left out or empty = a full line. */
  readonly dash?: readonly number[];
  readonly fill?: boolean;
}

export interface TimeChartProps {
  /** Without a title the chart is one of several under a shared heading and legend. */
  readonly title?: string;
  /** Names a chart without a title. */
  readonly badge?: PaneName;
  readonly series: readonly ChartSeries[];
  /** x (local seconds), then one array per series; null until there is something to show. */
  readonly data: () => uPlot.AlignedData | null;
  readonly format: (value: number) => string;
  readonly height: number;
  readonly theme: ThemeName;
  readonly emptyText: string;
  readonly yMax?: () => number;
  /** Pairs of series between which the ground is coloured, upper first. */
  readonly bands?: readonly (readonly [upper: number, lower: number])[];
}

/** An axis shorter than this would repeat its whole numbers. */
const yTopMin = 5;

/** All charts of the page share one cursor. */
const cursorSync = uPlot.sync("peakfleet");
const utc = (seconds: number) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC");
const inks = {
  dark: { axis: "#9aa7b8", grid: "#232d3b", ground: "#111720" },
  light: { axis: "#55616f", grid: "#e3e8ee", ground: "#ffffff" },
} as const;

export function TimeChart(props: TimeChartProps): JSX.Element {
  let box!: HTMLDivElement;
  let chart: uPlot | null = null;
  const [index, setIndex] = createSignal<number | null>(null);
  const [version, setVersion] = createSignal(0);
  const empty = () => {
    version();
    return props.data() === null;
  };

  const build = () => {
    chart?.destroy();
    const ink = inks[props.theme];
    const axis = {
      stroke: ink.axis,
      grid: { stroke: ink.grid, width: 1 },
      ticks: { show: false },
      font: "11px system-ui",
    };
    chart = new uPlot(
      {
        width: Math.max(120, box.clientWidth),
        height: props.height,
        tzDate: utc,
        padding: [6, 16, 0, 0],
        legend: { show: false },
        cursor: {
          sync: { key: cursorSync.key },
          points: { show: false },
          y: false,
          drag: { setScale: false, x: false, y: false },
        },
        scales: {
          x: { time: true },
          y: {
            range: (_, low, high) => [
              Math.min(0, low ?? 0),
              props.yMax?.() ?? Math.max(yTopMin, (high ?? 0) * 1.08),
            ],
          },
        },
        axes: [
          { ...axis, size: 22, space: 52, incrs: clockSteps, values: (_, ticks) => ticks.map(clockLabel) },
          {
            ...axis,
            size: props.title ? 42 : 30,
            space: 26,
            // A label must not round: 2.5 would be told as 3.
            ...(props.format(2.5) === props.format(3) ? { incrs: wholeSteps } : {}),
            values: (_, ticks) => ticks.map((tick) => props.format(tick)),
          },
        ],
        series: [
          {},
          ...props.series.map(
            (series): uPlot.Series => ({
              label: series.label,
              stroke: series.color,
              width: series.fill ? 0.5 : 1.75,
              points: { show: false },
              ...((series.dash ?? []).length > 0 ? { dash: [...series.dash!] } : {}),
              ...(series.fill ? { fill: series.color } : {}),
            }),
          ),
        ],
        ...(props.bands === undefined
          ? {}
          : {
              bands: props.bands.map(([upper, lower]) => ({
                series: [upper + 1, lower + 1] as [number, number],
                fill: `${props.series[upper]!.color}33`,
              })),
            }),
        hooks: { setCursor: [(plot) => setIndex(plot.cursor.idx ?? null)] },
      },
      props.data() ?? [[], ...props.series.map(() => [])],
      box,
    );
  };

  onMount(() => {
    build();
    const observer = new ResizeObserver(() => {
      if (box.clientWidth > 0) chart?.setSize({ width: box.clientWidth, height: props.height });
    });
    observer.observe(box);
    onCleanup(() => {
      observer.disconnect();
      chart?.destroy();
    });
  });
  createEffect(
    on(
      () => [props.theme, props.series] as const,
      () => build(),
      { defer: true },
    ),
  );
  createEffect(() => {
    const data = props.data();
    if (chart === null || data === null) return;
    chart.setData(data);
    setVersion((now) => now + 1);
  });

  const valueText = (series: number) => {
    version();
    const data = props.data();
    if (data === null) return "";
    const last = data[0].length - 1;
    const at = Math.min(index() ?? last, last);
    const value = data[series + 1]?.[at];
    return value == null ? "" : props.format(value);
  };

  return (
    <figure class="chart">
      <Show
        when={props.title}
        fallback={<b class={`badge badge-${(props.badge ?? "A").toLowerCase()}`}>{props.badge}</b>}
      >
        <figcaption>{props.title}</figcaption>
        <ChartLegend series={props.series} value={valueText} />
        <Show when={!empty()}>
          <ChartMenu
            content={() => ({ title: props.title ?? "", series: props.series, data: props.data() ?? [[]] })}
            picture={() => box.querySelector("canvas")}
            ground={inks[props.theme].ground}
          />
        </Show>
      </Show>
      <div class="chart-box" style={{ height: `${props.height}px` }}>
        <div ref={box} classList={{ unseen: empty() }} />
        {empty() ? <p class="note chart-empty">{props.emptyText}</p> : null}
      </div>
    </figure>
  );
}

export interface ChartLegendProps {
  readonly series: readonly ChartSeries[];
  /** Text behind a label, if any. */
  readonly value?: (series: number) => string;
}

export function ChartLegend(props: ChartLegendProps): JSX.Element {
  return (
    <ul class="chart-legend">
      <For each={props.series}>
        {(series, at) => (
          <li>
            <i
              class="swatch"
              classList={{ dashed: (series.dash ?? []).length > 0, filled: series.fill === true }}
              style={{ "--c": series.color }}
            />
            {series.label} <b>{props.value?.(at())}</b>
          </li>
        )}
      </For>
    </ul>
  );
}

/** 1, 2, 5, 10 … up to a thousand million. */
const wholeSteps = Array.from({ length: 10 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();

/** Seconds between two marks: labels tell hours and minutes, so none are closer than a minute. */
const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10_080].map(
  (minutes) => 60 * minutes,
);

function clockLabel(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 16);
}
