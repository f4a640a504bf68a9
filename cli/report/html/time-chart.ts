// Throughput over the site's clock, with the demand behind it: means over the seeds, and a band from the lowest to the highest seed.
import type { KpiSeries } from "../../../scenarios/index.ts";
import { formatClock } from "../../format.ts";
import { type ChartSize, inBothSizes, round, scaleOf, xAxis, yAxis } from "./axes.ts";
import { bothInSvg } from "./bilingual.ts";
import { colourOf, dashOf, legend } from "./page.ts";

export interface TimedStrategy {
  readonly name: string;
  /** One per seed, all equally long. */
  readonly series: readonly KpiSeries[];
}

export interface TimeChart {
  readonly startSeconds: number;
  /** Measuring begins here. */
  readonly fromMinutes: number;
}

/** Points along the chart, at most. */
const pointsMax = 180;

/** True where every strategy met the same arrivals: under saturated demand each draws as many as it gets through. */
export function isSameDemand(strategies: readonly TimedStrategy[]): boolean {
  const [first, ...others] = strategies;
  return others.every(({ series }) =>
    series.every((one, seed) => {
      const reference = first!.series[seed]?.ordersArrived;
      return reference?.every((value, minute) => value === one.ordersArrived[minute]) ?? false;
    }),
  );
}

/** Empty where the runs are too short. */
export function timeChart(strategies: readonly TimedStrategy[], chart: TimeChart): string {
  const minutes = Math.min(...strategies.flatMap(({ series }) => series.map((one) => one.minutes)));
  const perPoint = Math.max(1, Math.ceil(minutes / pointsMax), Math.min(10, Math.floor(minutes / 12)));
  const points = Math.floor(minutes / perPoint);
  if (points < 2) return "";
  const rate = (values: Float64Array, point: number) => {
    let sum = 0;
    for (let i = point * perPoint; i < (point + 1) * perPoint; i += 1) sum += values[i]!;
    return (sum * 60) / perPoint;
  };
  const each = Array.from({ length: points }, (_, point) => point);
  const hasDemand = isSameDemand(strategies);
  const demand = hasDemand
    ? each.map((point) => mean(strategies[0]!.series.map((series) => rate(series.ordersArrived, point))))
    : [];
  const done = strategies.map(({ series }) =>
    each.map((point) => series.map((one) => rate(one.ordersDone, point))),
  );
  const draw = ({ width, height, box, ticks }: ChartSize): string => {
    const y = scaleOf([0, ...demand, ...done.flat(2)], [box.bottom, box.top]);
    const x = (point: number) => box.left + ((point + 0.5) / points) * (box.right - box.left);
    const xOf = (minute: number) => box.left + (minute / minutes) * (box.right - box.left);
    const area = hasDemand
      ? `<path d="M${round(x(0))} ${box.bottom}${demand.map((value, i) => `L${round(x(i))} ${round(y.at(value))}`).join("")}L${round(x(points - 1))} ${box.bottom}Z" fill="var(--demand)" opacity=".45"/>`
      : "";
    const lines = done.map((values, i) => {
      const up = values.map((seeds, point) => `${round(x(point))} ${round(y.at(Math.max(...seeds)))}`);
      const down = values
        .map((seeds, point) => `${round(x(point))} ${round(y.at(Math.min(...seeds)))}`)
        .reverse();
      const line = values.map((seeds, point) => `${round(x(point))} ${round(y.at(mean(seeds)))}`);
      const band =
        strategies[i]!.series.length < 2
          ? ""
          : `<path d="M${up.join("L")}L${down.join("L")}Z" fill="${colourOf(i)}" opacity=".18"/>`;
      return `${band}<path d="M${line.join("L")}" fill="none" stroke="${colourOf(i)}" stroke-width="2.5" stroke-dasharray="${dashOf(i)}"/>`;
    });
    const form = minutes > 24 * 60 ? "date-time" : "time";
    const marks = Array.from({ length: ticks + 1 }, (_, i) => {
      const minute = (i / ticks) * minutes;
      return { x: xOf(minute), text: formatClock(chart.startSeconds, minute * 60, form) };
    });
    const from =
      chart.fromMinutes === 0
        ? ""
        : `<path d="M${round(xOf(chart.fromMinutes))} ${box.top}V${box.bottom}" stroke="var(--ink)" stroke-dasharray="4 4"/>${bothInSvg(
            { en: "measured from here →", zh: "从此处开始统计 →" },
            // On the side where there is room for it.
            chart.fromMinutes < minutes / 2
              ? `x="${round(xOf(chart.fromMinutes)) + 5}" y="${box.bottom - 8}"`
              : `x="${round(xOf(chart.fromMinutes)) - 5}" y="${box.bottom - 8}" text-anchor="end"`,
          )}`;
    return `<svg viewBox="0 0 ${width} ${height}" role="img">${yAxis(y, box, { en: "orders per hour", zh: "订单／小时" })}${area}${lines.join("")}${from}${xAxis(marks, box, { en: "site clock", zh: "现场时间" })}</svg>`;
  };
  return `${legend(
    strategies.map(({ name }) => name),
    hasDemand ? { en: "orders arriving", zh: "到达订单" } : null,
  )}${inBothSizes(draw)}`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
