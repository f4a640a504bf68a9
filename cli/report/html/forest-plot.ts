// Forest plot: for each KPI the paired difference of a strategy against the baseline, its 95 % interval, and a dot per seed.
import type { KpiDefinition, PairedKpi } from "../../../scenarios/index.ts";
import { round, scaleOf, tickText, xAxis } from "./axes.ts";
import { bothInSvg } from "./bilingual.ts";

export interface ForestRow {
  readonly kpi: KpiDefinition;
  readonly paired: PairedKpi;
}

const width = 900;
const rowHeight = 30;
const top = 30;
const labelWidth = 250;
const verdictWidth = 150;

export function forestPlot(rows: readonly ForestRow[]): string {
  const known = rows.filter(({ paired }) => Number.isFinite(paired.difference));
  const spans = known.flatMap((row) => {
    const { low, high, difference } = inPercent(row);
    return [difference, Number.isFinite(low) ? low : difference, Number.isFinite(high) ? high : difference];
  });
  const bottom = top + known.length * rowHeight;
  const box = { left: labelWidth, right: width - verdictWidth, top, bottom };
  const scale = scaleOf([0, ...spans], [box.left + 10, box.right - 10], 6);
  const zero = round(scale.at(0));
  const marks = scale.ticks.map((tick) => ({
    x: scale.at(tick),
    text: `${tick > 0 ? "+" : ""}${tickText(tick)}`,
  }));
  const lines = known.map((row, i) => rowSvg(row, top + i * rowHeight + rowHeight / 2, scale.at));
  return `<div class="scroll"><svg viewBox="0 0 ${width} ${bottom + 50}" role="img" style="min-width:40rem">
<path d="M${zero} ${top - 8}V${bottom}" stroke="var(--soft)" stroke-dasharray="3 3"/>
${lines.join("")}
${xAxis(marks, box, { en: "difference in % of the baseline (shares: percentage points)", zh: "相对基准的差异（%；份额类为百分点）" })}
</svg></div>`;
}

function rowSvg(row: ForestRow, y: number, at: (value: number) => number): string {
  const { kpi, paired } = row;
  const { difference, low, high, seeds } = inPercent(row);
  const isClear = paired.verdict !== "open";
  const colour = !isClear ? "var(--soft)" : paired.verdict === "better" ? "var(--good)" : "var(--bad)";
  const interval = Number.isFinite(low)
    ? `<path d="M${round(at(low))} ${y}H${round(at(high))}M${round(at(low))} ${y - 5}v10M${round(at(high))} ${y - 5}v10" stroke="${colour}" stroke-width="2" fill="none"/>`
    : "";
  const dots = seeds
    .filter(Number.isFinite)
    .map((value) => `<circle cx="${round(at(value))}" cy="${y + 7}" r="2" fill="var(--soft)" opacity=".6"/>`);
  const x = round(at(difference));
  // A square for a clear difference, a ring for an open one.
  const mark = isClear
    ? `<rect x="${x - 5}" y="${y - 5}" width="10" height="10" fill="${colour}"/>`
    : `<circle cx="${x}" cy="${y}" r="5" fill="var(--panel)" stroke="${colour}" stroke-width="2"/>`;
  const number = `${difference >= 0 ? "+" : "−"}${Math.abs(difference).toFixed(1)}${kpi.unit === "share" ? " pp" : "%"}`;
  const verdict = {
    better: { en: "better", zh: "更优" },
    worse: { en: "worse", zh: "更差" },
    open: { en: kpi.better === "neutral" ? "" : "unclear", zh: kpi.better === "neutral" ? "" : "不确定" },
  }[paired.verdict];
  return `${bothInSvg(kpi.label, `x="0" y="${y + 4}"`)}${interval}${dots.join("")}${mark}${bothInSvg(
    { en: `${number} ${verdict.en}`, zh: `${number} ${verdict.zh}` },
    `x="${width - verdictWidth + 8}" y="${y + 4}" style="fill:${colour}"`,
  )}`;
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
