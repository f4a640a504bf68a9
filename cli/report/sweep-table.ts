// A sweep in the terminal: one line per point with the KPI that is asked for and what it costs, and what reaches the target.
import {
  firstReaching,
  formatKpi,
  formatKpiLabel,
  type KpiReport,
  kpiDefinition,
  meanWithHalfWidth,
  type Target,
} from "../../scenarios/index.ts";
import type { CliContext } from "../context.ts";
import type { Sweep } from "../experiment/sweep-course.ts";
import { wrap } from "../table/display-width.ts";
import { type Column, renderTable } from "../table/table.ts";

/** Shown beside the KPI asked for. */
const besides: readonly (keyof KpiReport)[] = ["lateShare", "robotBusyShare"];

export function sweepLines(context: CliContext, sweep: Sweep): readonly string[] {
  const { out, colors, language } = context;
  const ids = shownKpis(sweep);
  const columns: readonly Column[] = [
    ...sweep.variations.map(({ path }): Column => ({ header: path, align: "right" })),
    ...sweep.strategies.flatMap((name) =>
      ids.map(
        (id): Column => ({
          header: `${name}: ${formatKpiLabel(kpiDefinition(id), language)}`,
          align: "right",
        }),
      ),
    ),
  ];
  const rows = sweep.points.map(({ values, reports }) => [
    ...values,
    ...reports.flatMap((runs) => ids.map((id) => cell(context, runs, id))),
  ]);
  const table = renderTable(columns, rows, { width: out.columns, paintHeader: colors.bold });
  return ["", ...table, "", ...targetLines(context, sweep).flatMap((line) => wrap(line, out.columns))];
}

export function shownKpis({ kpi, target }: Sweep): readonly (keyof KpiReport)[] {
  return [...new Set([kpi, ...(target === null ? [] : [target.kpi]), ...besides])];
}

/** `1,262 ±14` */
function cell({ language }: CliContext, runs: readonly KpiReport[], id: keyof KpiReport): string {
  const kpi = kpiDefinition(id);
  const { mean, half } = meanWithHalfWidth(runs.map((report) => report[id]));
  const look = { language, withUnit: false };
  if (runs.length === 0) return "–";
  return Number.isFinite(half)
    ? `${formatKpi(kpi, mean, look)} ±${formatKpi(kpi, half, look)}`
    : formatKpi(kpi, mean, look);
}

/** What each strategy needs for the target, one sentence each; nothing without a target. */
export function targetLines({ text, language }: CliContext, sweep: Sweep): readonly string[] {
  const { target, points, strategies, variations } = sweep;
  if (target === null) return [];
  const kpi = kpiDefinition(target.kpi);
  const look = { language, withUnit: true };
  const goal = goalText(target, language);
  const nameOf = (i: number) =>
    points[i]!.values.map((value, k) => `${variations[k]!.path}=${value}`).join(", ");
  return strategies.map((strategy, s) => {
    const values = points.map(({ reports }) => reports[s]!.map((report) => report[target.kpi]));
    const { byMean, surely } = firstReaching(values, target);
    if (byMean < 0) return text.experiment.notReached(strategy, goal);
    const mean = formatKpi(kpi, meanWithHalfWidth(values[byMean]!).mean, look);
    const reached = text.experiment.reached(strategy, nameOf(byMean), goal, mean);
    if (values[byMean]!.length < 2) return `${reached}.`;
    const sure = surely < 0 ? text.experiment.neverSurely : text.experiment.reachedSurely(nameOf(surely));
    return `${reached}; ${sure}.`;
  });
}

export function goalText(target: Target, language: CliContext["language"]): string {
  const kpi = kpiDefinition(target.kpi);
  const bound = formatKpi(kpi, target.bound, { language, withUnit: true });
  return `${kpi.label[language]} ${target.atLeast ? "≥" : "≤"} ${bound}`;
}
