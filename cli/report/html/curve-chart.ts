// A KPI over the values of a sweep, one line per strategy, with 95 % intervals; a target as a line across.
import { formatUnit, type KpiDefinition, type Target } from "../../../scenarios/index.ts";
import { type ChartSize, inBothSizes, round, scaleOf, tickText, xAxis, yAxis } from "./axes.ts";
import { type Bilingual, bothInSvg, same } from "./bilingual.ts";
import { colourOf, dashOf, legend } from "./page.ts";

export interface Curve {
  readonly name: string;
  /** Mean and half width of the interval at each value; NaN = unknown. */
  readonly points: readonly { readonly mean: number; readonly half: number }[];
}

/** `values` as typed, along the horizontal axis; numbers to scale, words evenly. */
export function curveChart(
  kpi: KpiDefinition,
  path: string,
  values: readonly string[],
  curves: readonly Curve[],
  target: Target | null,
): string {
  return `${legend(curves.map(({ name }) => name))}${inBothSizes((size) => drawCurves(size, kpi, path, values, curves, target))}`;
}

function drawCurves(
  { width, height, box, ticks: ticksMax }: ChartSize,
  kpi: KpiDefinition,
  path: string,
  values: readonly string[],
  curves: readonly Curve[],
  target: Target | null,
): string {
  const factor = kpi.unit === "share" ? 100 : 1;
  const numbers = values.map(Number);
  const isNumeric = numbers.every(Number.isFinite);
  const positions = isNumeric ? numbers : values.map((_, i) => i);
  const room = (box.right - box.left) / (2 * values.length + 4);
  const low = Math.min(...positions);
  const span = Math.max(...positions) - low || 1;
  const x = (i: number) =>
    box.left + room + ((positions[i]! - low) / span) * (box.right - box.left - 2 * room);
  const known = curves.flatMap(({ points }) =>
    points.flatMap(({ mean, half }) => [mean - (half || 0), mean + (half || 0)]).map((v) => v * factor),
  );
  const bound = target === null ? [] : [target.bound * factor];
  // No KPI is ever below 0, nor a share above 100 %, whatever its interval says.
  const clip = (value: number) => Math.max(0, kpi.unit === "share" ? Math.min(100, value) : value);
  const shown = [...known, ...bound].map(clip);
  const y = scaleOf(kpi.unit === "share" ? [0, ...shown] : shown, [box.bottom, box.top]);
  // Strategies stand a little beside each other, so that no interval hides another.
  const beside = (i: number) => (i - (curves.length - 1) / 2) * Math.min(4, room / curves.length);
  const lines = curves.map(({ points }, i) => {
    const at = points.map(({ mean }, k) => `${round(x(k) + beside(i))} ${round(y.at(mean * factor))}`);
    const marks = points.map(({ mean, half }, k) => {
      const [px, py] = [round(x(k) + beside(i)), round(y.at(mean * factor))];
      const bar = Number.isFinite(half)
        ? `<path d="M${px} ${round(y.at(clip((mean - half) * factor)))}V${round(y.at(clip((mean + half) * factor)))}" stroke="${colourOf(i)}" stroke-width="2"/>`
        : "";
      return `${bar}<circle cx="${px}" cy="${py}" r="4" fill="${colourOf(i)}"/>`;
    });
    return `<path d="M${at.join("L")}" fill="none" stroke="${colourOf(i)}" stroke-width="2.5" stroke-dasharray="${dashOf(i)}"/>${marks.join("")}`;
  });
  const goal =
    target === null
      ? ""
      : `<path d="M${box.left} ${round(y.at(target.bound * factor))}H${box.right}" stroke="var(--ink)" stroke-width="1.5" stroke-dasharray="2 4"/>${bothInSvg(
          targetText(target, factor),
          `x="${box.right}" y="${box.top - 10}" text-anchor="end"`,
        )}`;
  const every = Math.ceil(values.length / (2 * ticksMax + 2));
  const ticks = values.flatMap((text, i) => (i % every === 0 ? [{ x: x(i), text }] : []));
  const unit = (language: "en" | "zh") => (kpi.unit === "share" ? "%" : formatUnit(kpi, language));
  return `<svg viewBox="0 0 ${width} ${height}" role="img">${yAxis(y, box, { en: `${kpi.label.en}, ${unit("en")}`, zh: `${kpi.label.zh}，${unit("zh")}` })}${lines.join("")}${goal}${xAxis(ticks, box, same(path))}</svg>`;
}

function targetText({ atLeast, bound }: Target, factor: number): Bilingual {
  const text = `${atLeast ? "≥" : "≤"} ${tickText(bound * factor)}${factor === 100 ? "%" : ""}`;
  return { en: `dotted: target ${text}`, zh: `点线：目标 ${text}` };
}
