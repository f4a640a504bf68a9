// Throughput over the site's clock, with the demand behind it: means over the seeds, and a band from the lowest to the highest seed.
import type { KpiSeries } from "../../../scenarios/index.ts";
import { formatClock } from "../../format.ts";
import { round, scaleOf, xAxis, yAxis } from "./axes.ts";
import { colourOf, dashOf, legend } from "./page.ts";

export interface TimedStrategy {
  readonly name: string;
  /** One per seed, all equally long. */
  readonly series: readonly KpiSeries[];
}

const width = 900;
const height = 360;
const box = { left: 64, right: width - 12, top: 34, bottom: height - 52 };
/** Points along the chart, at most. */
const pointsMax = 180;

export function timeChart(strategies: readonly TimedStrategy[], startSeconds: number): string {
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
  const demand = each.map((point) =>
    mean(strategies[0]!.series.map((series) => rate(series.ordersArrived, point))),
  );
  const done = strategies.map(({ series }) =>
    each.map((point) => series.map((one) => rate(one.ordersDone, point))),
  );
  const y = scaleOf([0, ...demand, ...done.flat(2)], [box.bottom, box.top]);
  const x = (point: number) => box.left + ((point + 0.5) / points) * (box.right - box.left);
  const area = `<path d="M${round(x(0))} ${box.bottom}${demand.map((value, i) => `L${round(x(i))} ${round(y.at(value))}`).join("")}L${round(x(points - 1))} ${box.bottom}Z" fill="var(--demand)" opacity=".45"/>`;
  const bands = done.map((values, i) => {
    const up = values.map((seeds, point) => `${round(x(point))} ${round(y.at(Math.max(...seeds)))}`);
    const down = values
      .map((seeds, point) => `${round(x(point))} ${round(y.at(Math.min(...seeds)))}`)
      .reverse();
    const line = values.map((seeds, point) => `${round(x(point))} ${round(y.at(mean(seeds)))}`);
    const band =
      strategies[i]!.series.length < 2
        ? ""
        : `<path d="M${up.join("L")}L${down.join("L")}Z" fill="${colourOf(i)}" opacity=".16"/>`;
    return `${band}<path d="M${line.join("L")}" fill="none" stroke="${colourOf(i)}" stroke-width="2.5" stroke-dasharray="${dashOf(i)}"/>`;
  });
  const marks = Array.from({ length: 7 }, (_, i) => {
    const minute = (i / 6) * minutes;
    const form = minutes > 24 * 60 ? "date-time" : "time";
    return {
      x: box.left + (minute / minutes) * (box.right - box.left),
      text: formatClock(startSeconds, minute * 60, form),
    };
  });
  return `${legend(
    strategies.map(({ name }) => name),
    { en: "orders arriving", zh: "到达订单" },
  )}<div class="scroll"><svg viewBox="0 0 ${width} ${height}" role="img" style="min-width:36rem">
${yAxis(y, box, { en: "orders per hour", zh: "订单／小时" })}${area}${bands.join("")}
${xAxis(marks, box, { en: "site clock", zh: "现场时间" })}</svg></div>`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
