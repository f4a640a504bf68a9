// A chart as a file: its picture, a drawing of its own, or its numbers.
import type uPlot from "uplot";
import type { ChartSeries } from "./time-chart.tsx";

export interface ChartContent {
  readonly title: string;
  readonly series: readonly ChartSeries[];
  /** x in local seconds, then one column per series. */
  readonly data: uPlot.AlignedData;
}

const clock = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 19);

/** A row for each time: local time, then a column per series; nothing where there is no value. */
export function chartCsv({ series, data }: ChartContent): string {
  const quoted = (label: string) => (/[",\n]/.test(label) ? `"${label.replaceAll('"', '""')}"` : label);
  const rows = Array.from(data[0], (x, at) =>
    [clock(x), ...series.map((_, index) => data[index + 1]?.[at] ?? "")].join(","),
  );
  return `${[["time", ...series.map(({ label }) => quoted(label))].join(","), ...rows].join("\n")}\n`;
}

const size = { width: 720, height: 320, left: 64, right: 16, top: 44, bottom: 30 } as const;
const gridLines = 4;

/** The same lines as an SVG drawing with title, axes and legend, in dark ink on white. */
export function chartSvg({ title, series, data }: ChartContent): string {
  const xs = data[0];
  const values = data.slice(1).flatMap((column) => [...column!].filter((value) => value != null) as number[]);
  const top = Math.max(1e-9, ...values) * 1.05;
  const bottom = Math.min(0, ...values);
  const [first, last] = [xs[0] ?? 0, xs[xs.length - 1] ?? 1];
  const x = (value: number) =>
    size.left + ((value - first) / Math.max(1, last - first)) * (size.width - size.left - size.right);
  const y = (value: number) =>
    size.height - size.bottom - ((value - bottom) / (top - bottom)) * (size.height - size.top - size.bottom);
  const grid = Array.from({ length: gridLines + 1 }, (_, index) => {
    const value = bottom + ((top - bottom) * index) / gridLines;
    return `<path d="M${size.left} ${y(value).toFixed(1)}H${size.width - size.right}" stroke="#dde3ea"/><text x="${size.left - 6}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${short(value)}</text>`;
  });
  const times = [0, 0.5, 1].map((share) => {
    const at = first + (last - first) * share;
    const anchor = share === 0 ? "start" : share === 1 ? "end" : "middle";
    return `<text x="${x(at).toFixed(1)}" y="${size.height - 10}" text-anchor="${anchor}">${clock(at).slice(11, 16)}</text>`;
  });
  const lines = series.map(({ color, dash }, index) => {
    const dashes = (dash ?? []).length > 0 ? ` stroke-dasharray="${dash!.join(" ")}"` : "";
    return `<path d="${linePath(xs, data[index + 1]!, x, y)}" fill="none" stroke="${color}" stroke-width="1.8"${dashes}/>`;
  });
  const legend = series.map(
    ({ label, color }, index) =>
      `<text x="${size.left + index * 130}" y="36" fill="${color}" font-weight="600">${escapeXml(label)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12" fill="#17202b"><rect width="100%" height="100%" fill="#ffffff"/><text x="${size.left}" y="18" font-size="14" font-weight="700">${escapeXml(title)}</text>${[...grid, ...times, ...lines, ...legend].join("")}</svg>\n`;
}

/** Gaps where there is no value. */
function linePath(
  xs: ArrayLike<number>,
  ys: ArrayLike<number | null | undefined>,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  let path = "";
  let drawing = false;
  for (let at = 0; at < xs.length; at += 1) {
    const value = ys[at];
    if (value == null) {
      drawing = false;
      continue;
    }
    path += `${drawing ? "L" : "M"}${x(xs[at]!).toFixed(1)} ${y(value).toFixed(1)}`;
    drawing = true;
  }
  return path;
}

function short(value: number): string {
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
