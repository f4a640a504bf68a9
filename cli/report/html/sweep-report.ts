// The report of a sweep: what reaches the target, a curve per KPI, a table of all points.
import { formatKpi, type KpiReport, kpiDefinition, meanWithHalfWidth } from "../../../scenarios/index.ts";
import type { CliContext } from "../../context.ts";
import type { Sweep } from "../../experiment/sweep-course.ts";
import { textOf } from "../../text/index.ts";
import { furtherFields, shownKpis, targetLines } from "../sweep-table.ts";
import { type Bilingual, both, escapeHtml } from "./bilingual.ts";
import { curveChart } from "./curve-chart.ts";
import { type ReportSection, reportHtml } from "./page.ts";

/** Shown as curves besides what was asked for. */
const curves: readonly (keyof KpiReport)[] = [
  "unitsPerHour",
  "lateShare",
  "orderTurnoverSecondsMedian",
  "robotBusyShare",
  "metresPerUnit",
];

export function sweepReport(sweep: Sweep, context: CliContext): string {
  const { scenario, strategies, seeds, variations } = sweep;
  const fields = variations.map(({ path }) => path).join(" × ");
  return reportHtml({
    title: `${scenario.name}: ${fields}`,
    language: context.language,
    lead: [
      {
        en: `${scenario.description.en} ${scenario.hours} h, ${strategies.join(", ")}, ${seeds.length} ${seeds.length === 1 ? "seed" : "seeds"} for each point.`,
        zh: `${scenario.description.zh}${scenario.hours} 小时，${strategies.join("、")}，每个取值 ${seeds.length} 个种子。`,
      },
      ...targetSentences(sweep, context),
    ],
    sections: [...curveSections(sweep), pointSection(sweep)],
    foot: { en: `peakfleet ${context.version}`, zh: `peakfleet ${context.version}` },
  });
}

function targetSentences(sweep: Sweep, context: CliContext): readonly Bilingual[] {
  const inLanguage = (language: "en" | "zh") =>
    targetLines({ ...context, language, text: textOf(language) }, sweep);
  const [en, zh] = [inLanguage("en"), inLanguage("zh")];
  return en.map((sentence, i) => ({ en: sentence, zh: zh[i]! }));
}

/** Curves run along the first field; further fields make curves of their own. */
function curveSections(sweep: Sweep): readonly ReportSection[] {
  const { variations, points, strategies, target, kpi } = sweep;
  const along = variations[0];
  const rest = (values: readonly string[]) => furtherFields(sweep, values);
  const groups = [...new Set(points.map(({ values }) => rest(values)))];
  const ids = [...new Set([kpi, ...(target === null ? [] : [target.kpi]), ...curves])];
  return ids.map((id) => {
    const definition = kpiDefinition(id);
    const lines = groups.flatMap((group) =>
      strategies.map((name, s) => ({
        name: group === "" ? name : `${name}, ${group}`,
        points: along!.values.map((value) => {
          const point = points.find(({ values }) => values[0] === value && rest(values) === group);
          return meanWithHalfWidth((point?.reports[s] ?? []).map((report) => report[id]));
        }),
      })),
    );
    return {
      title: definition.label,
      explanation: {
        en: `${definition.description.en} Dots: means over the seeds; upright bars: 95 % interval of the mean.`,
        zh: `${definition.description.zh}点：各种子平均；竖线：平均值的 95 % 区间。`,
      },
      body: curveChart(definition, along!.path, along!.values, lines, target?.kpi === id ? target : null),
    };
  });
}

function pointSection(sweep: Sweep): ReportSection {
  const ids = shownKpis(sweep);
  const heads = [
    ...sweep.variations.map(({ path }) => `<th>${escapeHtml(path)}</th>`),
    ...sweep.strategies.flatMap((name) =>
      ids.map((id) => `<th>${escapeHtml(name)}<br>${both(kpiDefinition(id).label)}</th>`),
    ),
  ];
  const rows = sweep.points.map(({ values, reports }) => {
    const cells = reports.flatMap((runs) =>
      ids.map((id) => {
        const kpi = kpiDefinition(id);
        const { mean, half } = meanWithHalfWidth(runs.map((report) => report[id]));
        const look = { language: "en", withUnit: false } as const;
        const spread = Number.isFinite(half) ? ` ±${formatKpi(kpi, half, look)}` : "";
        return `<td>${runs.length === 0 ? "–" : formatKpi(kpi, mean, look) + spread}</td>`;
      }),
    );
    return `<tr>${values.map((value) => `<td>${escapeHtml(value)}</td>`).join("")}${cells.join("")}</tr>`;
  });
  return {
    title: { en: "All points", zh: "全部取值" },
    explanation: {
      en: "Means over the seeds ± half of the 95 % interval.",
      zh: "各种子平均 ± 95 % 区间半宽。",
    },
    body: `<div class="scroll"><table><thead><tr>${heads.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`,
  };
}
