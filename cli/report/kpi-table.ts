// The KPI tables at the end of a run and of a comparison. Better and worse are said in words; colour only repeats them.
import {
  type Comparison,
  formatKpi,
  formatKpiLabel,
  type KpiDefinition,
  type KpiReport,
  kpiDefinition,
  kpisOf,
  type PairedKpi,
} from "../../scenarios/index.ts";
import { assert } from "../../sim/kernel/index.ts";
import type { CliContext } from "../context.ts";
import { displayWidth, pad } from "../table/display-width.ts";
import { type Column, renderTable } from "../table/table.ts";

/** Several rivals stand in one table only while the KPI names keep this much room. */
const READABLE_LABEL_COLUMNS = 24;

/** Before the name of a KPI that stands below a heading. */
const INDENT = "  ";

export type ComparedStrategy = Comparison["strategies"][number];

/** `none`: nothing to say, because neither direction is better or because one seed cannot tell. */
type Verdict = "better" | "worse" | "same" | "unclear" | "none";

/** A row of a table: a KPI, or the heading of a group. */
type Row = { readonly heading: string } | { readonly kpi: KpiDefinition };

/** What `peakfleet start` shows; the other commands show everything. */
export const headlineKpis: readonly (keyof KpiReport)[] = [
  "ordersArrived",
  "ordersDone",
  "unitsPerHour",
  "throughputScore",
  "pileOn",
  "stationIdleShare",
  "robotBusyShare",
  "metresPerUnit",
  "orderTurnoverSecondsMedian",
  "orderTurnoverSecondsP95",
  "lateShare",
  "backlogOrders",
  "oldestOpenSeconds",
];

/** Which rows about faults a table has: all where the site has faults to come, otherwise only those of what happened. */
export type FaultRows = "all" | "happened";

/** KPIs of one run, by group. */
export function runTable(context: CliContext, kpis: KpiReport, faults: FaultRows): readonly string[] {
  const { text, colors, language } = context;
  const look = { language, withUnit: false };
  const rows = rowsOf(kpisOf([kpis], faults), "headings", language);
  const columns: readonly Column[] = [nameColumn(context, rows), { header: text.value, align: "right" }];
  const cells = rows.map((row) =>
    "heading" in row
      ? [row.heading, ""]
      : [INDENT + formatKpiLabel(row.kpi, language), formatKpi(row.kpi, kpis[row.kpi.id], look)],
  );
  return renderTable(columns, cells, { width: context.out.columns, paintHeader: colors.bold });
}

/**
 * KPIs of several strategies side by side, the first being what the others are compared with; all of them by group, a
 * choice without headings. Where they do not fit beside each other, one table per other strategy follows.
 */
export function comparisonTable(
  context: CliContext,
  strategies: readonly ComparedStrategy[],
  ids: readonly (keyof KpiReport)[] | "all",
  faults: FaultRows,
): readonly string[] {
  const [base, ...others] = strategies;
  const rows =
    ids === "all"
      ? rowsOf(
          kpisOf(
            strategies.map(({ means }) => means),
            faults,
          ),
          "headings",
          context.language,
        )
      : rowsOf(
          ids.map((id) => kpiDefinition(id)),
          "plain",
          context.language,
        );
  const readable = others.length > 1 ? READABLE_LABEL_COLUMNS : undefined;
  const together = comparisonLines(context, base!, others, rows, readable);
  const fits = together.every((line) => displayWidth(line) <= context.out.columns);
  if (fits || others.length < 2) return together;
  return others.flatMap((other, index) => [
    ...(index > 0 ? [""] : []),
    ...comparisonLines(context, base!, [other], rows),
  ]);
}

function comparisonLines(
  context: CliContext,
  base: ComparedStrategy,
  others: readonly ComparedStrategy[],
  rows: readonly Row[],
  labelColumns?: number,
): readonly string[] {
  const { text, colors, language } = context;
  const look = { language, withUnit: false };
  const indent = rows.some((row) => "heading" in row) ? INDENT : "";
  const verdicts = others.map((other) =>
    rows.map((row) => ("heading" in row ? "none" : verdictOf(row.kpi, other))),
  );
  const columns: readonly Column[] = [
    { ...nameColumn(context, rows), ...(labelColumns !== undefined && { wrapAt: labelColumns }) },
    { header: base.name, align: "right" },
    ...others.flatMap((other, index): readonly Column[] => [
      { header: other.name, align: "right" },
      {
        header: text.difference,
        align: "right",
        paint: (padded, row) => paintVerdict(context, verdicts[index]![row]!, padded),
      },
    ]),
  ];
  const wordOf = (verdict: Verdict) => (verdict === "none" ? "" : ` ${text[verdict]}`);
  const wordWidth = Math.max(...verdicts.flat().map((verdict) => displayWidth(wordOf(verdict))));
  const cells = rows.map((row, index) => {
    if ("heading" in row) return [row.heading, ...columns.slice(1).map(() => "")];
    const { kpi } = row;
    return [
      indent + formatKpiLabel(kpi, language),
      formatKpi(kpi, base.means[kpi.id], look),
      ...others.flatMap((other, rival) => [
        formatKpi(kpi, other.means[kpi.id], look),
        formatDifference(context, kpi, base, other) +
          pad(wordOf(verdicts[rival]![index]!), wordWidth, "left"),
      ]),
    ];
  });
  return renderTable(columns, cells, { width: context.out.columns, paintHeader: colors.bold });
}

/** The KPIs' rows, each group below its heading if wanted. */
function rowsOf(
  definitions: readonly KpiDefinition[],
  form: "headings" | "plain",
  language: CliContext["language"],
): readonly Row[] {
  return definitions.flatMap((kpi, index): readonly Row[] => {
    const begins = kpi.group.id !== definitions[index - 1]?.group.id;
    return form === "headings" && begins ? [{ heading: kpi.group.label[language] }, { kpi }] : [{ kpi }];
  });
}

function nameColumn({ text, colors }: CliContext, rows: readonly Row[]): Column {
  const paint = (padded: string, row: number) => ("heading" in rows[row]! ? colors.bold(padded) : padded);
  return { header: text.kpi, align: "left", paint };
}

/** `+12.3%`, for shares `+2.1 pp`, with `±` where several seeds give an interval. */
function formatDifference(
  context: CliContext,
  kpi: KpiDefinition,
  base: ComparedStrategy,
  other: ComparedStrategy,
): string {
  const { difference, high } = pairedOf(other, kpi);
  const reference = Math.abs(base.means[kpi.id]);
  if (!Number.isFinite(difference)) return "–";
  if (!isShare(kpi) && reference === 0) return signed(difference, kpi.decimals);
  const scale = isShare(kpi) ? 100 : 100 / reference;
  const half = (high - difference) * scale;
  const spread = half >= 0.05 ? ` ±${half.toFixed(1)}` : "";
  return `${signed(difference * scale, 1)}${spread}${isShare(kpi) ? ` ${context.text.percentagePoints}` : "%"}`;
}

/** Only an interval that excludes 0 tells better from worse; one seed has none. */
function verdictOf(kpi: KpiDefinition, other: ComparedStrategy): Verdict {
  const { n, difference, verdict } = pairedOf(other, kpi);
  if (kpi.better === "neutral" || !Number.isFinite(difference)) return "none";
  if (difference === 0) return "same";
  if (n < 2) return "none";
  return verdict === "open" ? "unclear" : verdict;
}

function pairedOf(strategy: ComparedStrategy, kpi: KpiDefinition): PairedKpi {
  const paired = strategy.paired.find(({ id }) => id === kpi.id);
  assert(paired !== undefined, `no comparison of ${kpi.id} for ${strategy.name}`);
  return paired;
}

function paintVerdict(context: CliContext, verdict: Verdict, padded: string): string {
  if (verdict === "better") return context.colors.green(padded);
  return verdict === "worse" ? context.colors.red(padded) : padded;
}

/** Shares, 0..1, are shown in per cent and their differences in percentage points. */
function isShare(kpi: KpiDefinition): boolean {
  return kpi.unit === "share";
}

function signed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  if (Number(digits) === 0) return "±0";
  return (value > 0 ? "+" : "−") + digits;
}
