// Forest plot: for each KPI the paired difference of a strategy against the baseline, its 95 % interval, and a dot per seed. Every
// row is a small picture placed in per cent of its width, so that texts keep their size on any screen.
import type { KpiDefinition, PairedKpi } from "../../../scenarios/index.ts";
import { round, type Scale, scaleOf, tickText } from "./axes.ts";
import { type Bilingual, both } from "./bilingual.ts";

export interface ForestRow {
  readonly kpi: KpiDefinition;
  readonly paired: PairedKpi;
}

/** Rows that may run off the axis, so that one huge difference does not squeeze all others to nothing. */
const cutRowsMax = 2;
/** Room beside the last tick, per cent. */
const margin = 3;

export function forestPlot(rows: readonly ForestRow[]): string {
  const known = rows.filter((row) => Number.isFinite(inPercent(row).difference));
  const scale = forestScale(known);
  const ticks = scale.ticks.map(
    (tick) =>
      `<text class="soft" x="${round(scale.at(tick))}%" y="14" text-anchor="middle">${tick > 0 ? "+" : ""}${tickText(tick).replace("-", "−")}</text>`,
  );
  const axis = `<div class="row axis"><span></span><svg height="20" aria-hidden="true">${ticks.join("")}</svg><span class="soft">${both(
    { en: "% of the baseline; shares: points (pp)", zh: "占基准的 %；份额类为百分点" },
  )}</span></div>`;
  return `<div class="forest">${known.map((row) => rowHtml(row, scale)).join("")}${axis}</div>`;
}

/** From the lowest to the highest interval; where the two widest are far beyond the others, those two are cut. */
function forestScale(rows: readonly ForestRow[]): Scale {
  const extents = rows.map((row) => {
    const { low, high, difference } = inPercent(row);
    return [low, high, difference].filter(Number.isFinite);
  });
  const reach = (extent: readonly number[]) => Math.max(0, ...extent.map(Math.abs));
  const sorted = extents.map(reach).sort((a, b) => b - a);
  const limit = (sorted[cutRowsMax] ?? sorted[0] ?? 1) * 1.25;
  const isCut = sorted.length > cutRowsMax && sorted[0]! > 2 * limit;
  const shown = extents.flat().map((value) => (isCut ? Math.max(-limit, Math.min(limit, value)) : value));
  return scaleOf([0, ...shown], [margin, 100 - margin], 4);
}

function rowHtml(row: ForestRow, scale: Scale): string {
  const { kpi, paired } = row;
  const { difference, low, high, seeds } = inPercent(row);
  const at = (value: number) => round(scale.at(Math.max(scale.from, Math.min(scale.to, value))));
  const isClear = paired.verdict !== "open";
  const colour = !isClear ? "var(--soft)" : paired.verdict === "better" ? "var(--good)" : "var(--bad)";
  const grid = scale.ticks.map(
    (tick) =>
      `<line x1="${at(tick)}%" x2="${at(tick)}%" y1="0" y2="34" stroke="var(${tick === 0 ? "--soft" : "--line"})"/>`,
  );
  const interval = Number.isFinite(low)
    ? `<line x1="${at(low)}%" x2="${at(high)}%" y1="13" y2="13" stroke="${colour}" stroke-width="3"/>`
    : "";
  const dots = seeds
    .filter(Number.isFinite)
    .map((value) => `<circle cx="${at(value)}%" cy="26" r="2.2" fill="var(--soft)" opacity=".7"/>`);
  const text = [number(difference, kpi), range(low, high), `${paired.wins}/${paired.n}`].join(" ");
  const word = verdictWord(row);
  return `<div class="row"><span>${both(kpi.label)}</span><svg height="34" role="img" aria-label="${text}">${grid.join("")}${interval}${dots.join("")}${mark(difference, scale, isClear, colour)}</svg><span style="color:${colour}"><b>${number(difference, kpi)}</b> ${range(low, high)} ${both(word)}<span class="soft">${winsOf(row)}</span></span></div>`;
}

/** A square for a clear difference, a ring for an open one, an arrow where it lies beyond the axis. */
function mark(difference: number, scale: Scale, isClear: boolean, colour: string): string {
  const isBeyond = difference > scale.to || difference < scale.from;
  const x = round(scale.at(Math.max(scale.from, Math.min(scale.to, difference))));
  const shape = isBeyond
    ? `<path d="${difference > 0 ? "M-6 -7L7 0L-6 7Z" : "M6 -7L-7 0L6 7Z"}" fill="${colour}"/>`
    : isClear
      ? `<rect x="-6" y="-6" width="12" height="12" fill="${colour}"/>`
      : `<circle r="5.5" fill="var(--panel)" stroke="${colour}" stroke-width="2.5"/>`;
  return `<svg x="${x}%" y="13" overflow="visible">${shape}</svg>`;
}

function verdictWord({ kpi, paired }: ForestRow): Bilingual {
  if (paired.verdict === "better") return { en: "better", zh: "更优" };
  if (paired.verdict === "worse") return { en: "worse", zh: "更差" };
  if (paired.difference === 0 && paired.high === paired.low) return { en: "same", zh: "相同" };
  if (kpi.better === "neutral" || paired.n < 2) return { en: "", zh: "" };
  return { en: "unclear", zh: "不确定" };
}

/** Seeds on which the strategy does better; nothing where neither direction is better. */
function winsOf({ kpi, paired }: ForestRow): string {
  if (kpi.better === "neutral") return "";
  const wins = `${paired.wins}/${paired.n}`;
  return ` · ${both({ en: `wins ${wins}`, zh: `胜 ${wins}` })}`;
}

function number(value: number, kpi: KpiDefinition): string {
  return `${signed(value)}${kpi.unit === "share" ? " pp" : "%"}`;
}

function range(low: number, high: number): string {
  return Number.isFinite(low) ? `[${signed(low)}, ${signed(high)}]` : "";
}

function signed(value: number): string {
  const digits = Math.abs(value).toFixed(1);
  return digits === "0.0" ? "0.0" : `${value > 0 ? "+" : "−"}${digits}`;
}

/** Differences in per cent of the baseline's mean, of shares in percentage points. */
function inPercent({ kpi, paired }: ForestRow) {
  const scale = kpi.unit === "share" ? 100 : 100 / (Math.abs(paired.meanA) || Number.NaN);
  return {
    difference: paired.difference * scale,
    low: paired.low * scale,
    high: paired.high * scale,
    seeds: paired.differences.map((value) => value * scale),
  };
}
