// The forecast's picture: a fan over what came, one self-contained page in both languages.
import { basename } from "node:path";
import type { BacktestResult, NodeForecast, SeriesSet } from "../../scenarios/index.ts";
import type { Language } from "../ports.ts";
import { round, scaleOf, xAxis, yAxis } from "../report/html/axes.ts";
import { escapeHtml, same } from "../report/html/bilingual.ts";
import { colourOf, type ReportSection, reportHtml } from "../report/html/page.ts";
import { type ForecastInputs, momentText } from "./load-inputs.ts";

const width = 900;
const height = 340;
const box = { left: 72, right: width - 12, top: 34, bottom: height - 52 };
/** Known steps drawn before the forecast, as multiples of the horizon. */
const lookBack = 6;
/** Pictures on one page. */
const chartsMax = 12;

interface Fan {
  readonly from: number;
  readonly mean: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

export function forecastReport(
  language: Language,
  history: string,
  { set, horizonSteps }: ForecastInputs,
  knownSteps: number,
  nodes: readonly NodeForecast[],
  levels: readonly number[],
  festivals: readonly string[],
): string {
  const volume = ({ mean }: NodeForecast) => mean.reduce((sum, value) => sum + value, 0);
  const roots = nodes.filter(({ parent }) => parent < 0);
  const others = nodes.filter(({ parent }) => parent >= 0).sort((a, b) => volume(b) - volume(a));
  const low = levels[0]!;
  const high = levels[levels.length - 1]!;
  const band = `${Math.round(100 * low)}–${Math.round(100 * high)} %`;
  const sections = [...roots, ...others].slice(0, chartsMax).map((node): ReportSection => {
    const values = valuesOf(set, node);
    const fan = {
      from: knownSteps,
      mean: node.mean,
      low: node.quantiles[0]!,
      high: node.quantiles[levels.length - 1]!,
    };
    return {
      title: same(node.name),
      explanation: {
        en: `Thin line: what came. Blue: expected, with the band that holds ${band}. ${node.choice}.`,
        zh: `细线：实际值。蓝色：预测值及 ${band} 区间。${node.choice}。`,
      },
      body: fanChart(set, values, Math.max(0, knownSteps - lookBack * horizonSteps), [fan]),
    };
  });
  return reportHtml({
    title: `peakfleet forecast · ${basename(history)}`,
    language,
    lead: festivals.map(same),
    sections,
    foot: {
      en: "Made by peakfleet forecast; model: docs/forecast.md.",
      zh: "由 peakfleet forecast 生成；模型见 docs/forecast.md。",
    },
  });
}

export function backtestReport(
  language: Language,
  history: string,
  set: SeriesSet,
  { scores, paths }: BacktestResult,
  horizonSteps: number,
): string {
  const percent = (value: number) => (Number.isFinite(value) ? (100 * value).toFixed(1) : "–");
  const rows = scores.map(
    ({ kind, model, scores: s }) =>
      `<tr><td>${escapeHtml(model)} (${kind})</td>${[s.wape, s.bias, s.pinball, s.crps, s.coverage80, s.coverage95, s.peakWape].map((value) => `<td>${percent(value)}</td>`).join("")}<td>${Number.isFinite(s.mase) ? s.mase.toFixed(2) : "–"}</td></tr>`,
  );
  const table = `<div class="scroll"><table><thead><tr><th></th>${["WAPE %", "bias %", "pinball %", "CRPS %", "80 % holds", "95 % holds", "peak WAPE %", "MASE"].map((name) => `<th>${name}</th>`).join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
  const charts = paths.slice(0, chartsMax).map(({ name, actual, paths: all }): ReportSection => {
    // Origins that do not overlap: the picture stays readable.
    let free = 0;
    const chosen = all.filter(({ knownSteps }) => {
      if (knownSteps < free) return false;
      free = knownSteps + horizonSteps;
      return true;
    });
    const fans = chosen.map(({ knownSteps, mean, low, high }) => ({ from: knownSteps, mean, low, high }));
    const from = Math.max(0, (all[0]?.knownSteps ?? 0) - horizonSteps);
    return {
      title: same(name),
      explanation: {
        en: "Thin line: what came. Blue: what was expected at origins a horizon apart, with the 80 % band.",
        zh: "细线：实际值。蓝色：相隔一个预测期的各起点所作的预测及 80% 区间。",
      },
      body: fanChart(set, actual, from, fans),
    };
  });
  return reportHtml({
    title: `peakfleet forecast backtest · ${basename(history)}`,
    language,
    lead: [],
    sections: [
      {
        title: { en: "Scores", zh: "评分" },
        explanation: {
          en: "All models at the same origins. Lower is better, but for the intervals: 80 % and 95 % should hold what they say. Peak: the tenth of the steps with the highest counts.",
          zh: "所有模型使用相同起点。数值越低越好；区间则应当名副其实（80% 与 95%）。高峰：计数最高的十分之一步。",
        },
        body: table,
      },
      ...charts,
    ],
    foot: {
      en: "Made by peakfleet forecast backtest; measures: docs/forecast.md.",
      zh: "由 peakfleet forecast backtest 生成；指标见 docs/forecast.md。",
    },
  });
}

function valuesOf(set: SeriesSet, node: NodeForecast): Float64Array {
  const at = set.names.indexOf(node.name);
  if (node.kind === "series" && at >= 0) return set.values[at]!;
  const group = set.groupNames.indexOf(node.name);
  const members = set.values.filter((_, i) => node.kind === "total" || set.groupOf[i] === group);
  return Float64Array.from({ length: set.values[0]!.length }, (_, step) =>
    members.reduce((sum, values) => sum + values[step]!, 0),
  );
}

function fanChart(set: SeriesSet, actual: Float64Array, from: number, fans: readonly Fan[]): string {
  const to = Math.max(...fans.map((fan) => fan.from + fan.mean.length), from + 2);
  const shown = actual.slice(from, Math.min(to, actual.length));
  const y = scaleOf(
    [0, ...shown, ...fans.flatMap(({ high, mean }) => [...Array.from(high), ...Array.from(mean)])],
    [box.bottom, box.top],
  );
  const x = (step: number) => round(box.left + ((step + 0.5 - from) / (to - from)) * (box.right - box.left));
  const path = (values: ArrayLike<number>, start: number) =>
    Array.from(values, (value, k) => `${x(start + k)} ${round(y.at(value))}`);
  const bands = fans.map(({ from: start, mean, low, high }) => {
    const area = [...path(high, start), ...path(low, start).reverse()].join("L");
    return `<path d="M${area}Z" fill="${colourOf(0)}" opacity=".22"/><path d="M${path(mean, start).join("L")}" fill="none" stroke="${colourOf(0)}" stroke-width="2.5"/>`;
  });
  const line = `<path d="M${path(shown, from).join("L")}" fill="none" stroke="var(--ink)" stroke-width="1.6"/>`;
  const marks = Array.from({ length: 6 }, (_, i) => {
    const step = Math.min(to - 1, Math.round(from + ((i + 0.5) / 6) * (to - from)));
    return { x: x(step), text: momentText(set, step) };
  });
  const unit = { en: "per step", zh: "每步" };
  return `<div class="scroll"><svg viewBox="0 0 ${width} ${height}" role="img" style="min-width:36rem">
${yAxis(y, box, unit)}${bands.join("")}${line}
${xAxis(marks, box, { en: "site clock", zh: "现场时间" })}</svg></div>`;
}
