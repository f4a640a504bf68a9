// Scales and axes of the report's charts.
import { type Bilingual, bothInSvg, same } from "./bilingual.ts";

export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** Pixel of a value. */
  at(value: number): number;
}

/** Round ticks that span the values, about `count` of them, mapped onto pixels. */
export function scaleOf(values: readonly number[], pixels: readonly [number, number], count = 5): Scale {
  const known = values.filter(Number.isFinite);
  let low = known.length === 0 ? 0 : Math.min(...known);
  let high = known.length === 0 ? 1 : Math.max(...known);
  if (low === high) {
    const room = Math.abs(low) > 0 ? Math.abs(low) / 2 : 1;
    low -= room;
    high += room;
  }
  const step = niceStep((high - low) / count);
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.ceil(high / step - 1e-9) * step;
  const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) =>
    Number((from + i * step).toPrecision(12)),
  );
  const [first, last] = pixels;
  return { from, to, ticks, at: (value) => first + ((value - from) / (to - from)) * (last - first) };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10) * power;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Vertical axis with grid lines across the box. */
export function yAxis(scale: Scale, box: Box, label: Bilingual, format = tickText): string {
  const lines = scale.ticks.map((tick) => {
    const y = round(scale.at(tick));
    return `<path d="M${box.left} ${y}H${box.right}" stroke="var(--line)"/><text class="soft" x="${box.left - 6}" y="${y + 4}" text-anchor="end">${format(tick)}</text>`;
  });
  return lines.join("") + bothInSvg(label, `x="${box.left}" y="${box.top - 10}"`);
}

/** Horizontal axis below the box; every `tickTexts` entry at its pixel. */
export function xAxis(
  marks: readonly { readonly x: number; readonly text: string }[],
  box: Box,
  label: Bilingual,
): string {
  const texts = marks.map(
    ({ x, text }) =>
      `<path d="M${round(x)} ${box.bottom}v5" stroke="var(--soft)"/>${bothInSvg(
        same(text),
        `class="soft" x="${round(x)}" y="${box.bottom + 19}" text-anchor="middle"`,
      )
        .replaceAll('class="en" class="soft"', 'class="en soft"')
        .replaceAll('class="zh" class="soft"', 'class="zh soft"')}`,
  );
  return `<path d="M${box.left} ${box.bottom}H${box.right}" stroke="var(--soft)"/>${texts.join("")}${bothInSvg(label, `x="${(box.left + box.right) / 2}" y="${box.bottom + 40}" text-anchor="middle"`)}`;
}

export function tickText(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 4 });
}

export const round = (value: number): number => Math.round(value * 10) / 10;

/** A drawing area: how wide and high, where the box of the axes lies, how many marks fit along it. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly box: Box;
  readonly ticks: number;
}

const wide: ChartSize = {
  width: 900,
  height: 360,
  box: { left: 66, right: 872, top: 34, bottom: 308 },
  ticks: 6,
};
const narrow: ChartSize = {
  width: 420,
  height: 330,
  box: { left: 56, right: 398, top: 34, bottom: 278 },
  ticks: 3,
};

/** The chart for wide and for narrow screens; the page shows the one that fits, so that texts stay readable. */
export function inBothSizes(draw: (size: ChartSize) => string): string {
  return `<div class="wide">${draw(wide)}</div><div class="narrow">${draw(narrow)}</div>`;
}
