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
import type { Sweep, SweepPoint } from "../experiment/sweep-course.ts";
import { displayWidth, wrap } from "../table/display-width.ts";
import { type Column, renderTable } from "../table/table.ts";

/** Shown beside the KPI asked for. */
const besides: readonly (keyof KpiReport)[] = ["lateShare", "robotBusyShare"];

export function sweepLines(context: CliContext, sweep: Sweep): readonly string[] {
  const { out } = context;
  const all = sweep.strategies.map((_, strategy) => strategy);
  const together = tableOf(context, sweep, all);
  const fits = together.every((line) => displayWidth(line) <= out.columns);
  // Where they do not fit beside each other, one table per strategy follows below its name.
  const tables = fits
    ? ["", ...together]
    : all.flatMap((strategy) => ["", ...tableOf(context, sweep, [strategy], "named above")]);
  const targets = targetLines(context, sweep).flatMap((line) => wrap(line, out.columns));
  return [...tables, "", ...targets];
}

function tableOf(
  context: CliContext,
  sweep: Sweep,
  chosen: readonly number[],
  names: "in the headers" | "named above" = "in the headers",
): readonly string[] {
  const { out, colors, language } = context;
  const ids = shownKpis(sweep);
  const label = (id: keyof KpiReport) => formatKpiLabel(kpiDefinition(id), language);
  const columns: readonly Column[] = [
    ...sweep.variations.map(({ path }): Column => ({ header: path, align: "right" })),
    ...chosen.flatMap((strategy) =>
      ids.map(
        (id): Column => ({
          header: names === "named above" ? label(id) : `${sweep.strategies[strategy]!}: ${label(id)}`,
          align: "right",
        }),
      ),
    ),
  ];
  const rows = sweep.points.map(({ values, reports }) => [
    ...values,
    ...chosen.flatMap((strategy) => ids.map((id) => cell(context, reports[strategy]!, id))),
  ]);
  const table = renderTable(columns, rows, { width: out.columns, paintHeader: colors.bold });
  return names === "named above" ? [colors.bold(sweep.strategies[chosen[0]!]!), ...table] : table;
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

/**
 * What each strategy needs of the first field for the target, one sentence each, and for each combination of the further
 * fields; nothing without a target.
 */
export function targetLines(context: CliContext, sweep: Sweep): readonly string[] {
  const { target, points, strategies } = sweep;
  if (target === null) return [];
  const groups = [...new Set(points.map(({ values }) => furtherFields(sweep, values)))];
  return strategies.flatMap((_, strategy) =>
    groups.map((group) => {
      const along = points.filter(({ values }) => furtherFields(sweep, values) === group);
      return targetLine(context, sweep, target, strategy, group, along);
    }),
  );
}

/** `skus.count=100`: the values of all fields but the first; empty where there is one field. */
export function furtherFields({ variations }: Sweep, values: readonly string[]): string {
  return values
    .map((value, i) => `${variations[i]!.path}=${value}`)
    .slice(1)
    .join(", ");
}

function targetLine(
  { text, language }: CliContext,
  { strategies, variations }: Sweep,
  target: Target,
  strategy: number,
  group: string,
  along: readonly SweepPoint[],
): string {
  const words = text.experiment;
  const kpi = kpiDefinition(target.kpi);
  const name = group === "" ? strategies[strategy]! : `${strategies[strategy]!}, ${group}`;
  const goal = goalText(target, language);
  const values = along.map(({ reports }) => reports[strategy]!.map((report) => report[target.kpi]));
  const at = (point: number) => `${variations[0]!.path}=${along[point]!.values[0]!}`;
  const { byMean, surely, perhaps, fallsBack } = firstReaching(values, target);
  if (byMean < 0) {
    const maybe = perhaps < 0 ? [] : [words.reachedPerhaps(at(perhaps))];
    return words.sentence([words.notReached(name, goal), ...maybe]);
  }
  const mean = formatKpi(kpi, meanWithHalfWidth(values[byMean]!).mean, { language, withUnit: true });
  const parts = [words.reached(name, at(byMean), goal, mean)];
  if (fallsBack >= 0) parts.push(words.fallsBack(at(fallsBack)));
  if (values[byMean]!.length >= 2) {
    parts.push(surely < 0 ? words.neverSurely : words.reachedSurely(at(surely)));
    if (perhaps >= 0 && perhaps < byMean) parts.push(words.reachedPerhaps(at(perhaps)));
  }
  return words.sentence(parts);
}

export function goalText(target: Target, language: CliContext["language"]): string {
  const kpi = kpiDefinition(target.kpi);
  const bound = formatKpi(kpi, target.bound, { language, withUnit: true });
  return `${kpi.label[language]} ${target.atLeast ? "≥" : "≤"} ${bound}`;
}
