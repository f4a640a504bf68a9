// A KPI over the values of a sweep, one line per strategy, with 95 % intervals; a target as a line across.
import type { KpiDefinition, Target } from "../../../scenarios/index.ts";
import { round, scaleOf, tickText, xAxis, yAxis } from "./axes.ts";
import { same } from "./bilingual.ts";
import { colourOf, dashOf, legend } from "./page.ts";

export interface Curve {
  readonly name: string;
  /** Mean and half width of the interval at each value; NaN = unknown. */
  readonly points: readonly { readonly mean: number; readonly half: number }[];
}

const width = 900;
const height = 360;
const box = { left: 72, right: width - 12, top: 34, bottom: height - 52 };

/** `values` as typed, along the horizontal axis; numbers to scale, words evenly. */
export function curveChart(
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
  const y = scaleOf(
    [...known, ...bound, ...(kpi.unit === "share" ? [0, Math.max(...known) > 60 ? 100 : 0] : [])],
    [box.bottom, box.top],
  );
  const lines = curves.map(({ points }, i) => {
    const at = points.map(({ mean }, k) => `${round(x(k))} ${round(y.at(mean * factor))}`);
    const marks = points.map(({ mean, half }, k) => {
      const [px, py] = [round(x(k)), round(y.at(mean * factor))];
      const bar = Number.isFinite(half)
        ? `<path d="M${px} ${round(y.at((mean - half) * factor))}V${round(y.at((mean + half) * factor))}" stroke="${colourOf(i)}" stroke-width="2"/>`
        : "";
      return `${bar}<circle cx="${px}" cy="${py}" r="4" fill="${colourOf(i)}"/>`;
    });
    return `<path d="M${at.join("L")}" fill="none" stroke="${colourOf(i)}" stroke-width="2.5" stroke-dasharray="${dashOf(i)}"/>${marks.join("")}`;
  });
  const goal =
    target === null
      ? ""
      : `<path d="M${box.left} ${round(y.at(target.bound * factor))}H${box.right}" stroke="var(--bad)" stroke-width="2" stroke-dasharray="6 4"/><text x="${box.right}" y="${round(y.at(target.bound * factor)) - 6}" text-anchor="end" style="fill:var(--bad)">${target.atLeast ? "≥" : "≤"} ${tickText(target.bound * factor)}${factor === 100 ? "%" : ""}</text>`;
  const every = Math.ceil(values.length / 14);
  const ticks = values.flatMap((text, i) => (i % every === 0 ? [{ x: x(i), text }] : []));
  const unit = kpi.unit === "share" ? "%" : kpi.unit;
  return `${legend(curves.map(({ name }) => name))}<div class="scroll"><svg viewBox="0 0 ${width} ${height}" role="img" style="min-width:36rem">
${yAxis(y, box, { en: `${kpi.label.en}, ${unit}`, zh: `${kpi.label.zh}，${unit}` })}${lines.join("")}${goal}
${xAxis(ticks, box, same(path))}</svg></div>`;
}
