// The KPI tables at the end of a run and of a comparison. Better and worse are said in words; colour only repeats them.
import {
  type Comparison,
  formatKpi,
  formatKpiLabel,
  type KpiDefinition,
  type KpiReport,
  kpiDefinitions,
  type PairedKpi,
} from "../../scenarios/index.ts";
import { assert } from "../../sim/kernel/index.ts";
import type { CliContext } from "../context.ts";
import { displayWidth, pad } from "../table/display-width.ts";
import { type Column, renderTable } from "../table/table.ts";

/** Several rivals stand in one table only while the KPI names keep this much room. */
const READABLE_LABEL_COLUMNS = 24;

export type ComparedStrategy = Comparison["strategies"][number];

type Verdict = "better" | "worse" | "same" | "unclear" | "neutral";

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

/** KPIs of one run. */
export function runTable(context: CliContext, kpis: KpiReport): readonly string[] {
  const { text, colors, language } = context;
  const look = { language, withUnit: false };
  const columns: readonly Column[] = [
    { header: text.kpi, align: "left" },
    { header: text.value, align: "right" },
  ];
  const rows = kpiDefinitions.map((kpi) => [
    formatKpiLabel(kpi, language),
    formatKpi(kpi, kpis[kpi.id], look),
  ]);
  return renderTable(columns, rows, { width: context.out.columns, paintHeader: colors.bold });
}

/**
 * KPIs of several strategies side by side, the first being what the others are compared with. Where they do not fit
 * beside each other, one table per other strategy follows.
 */
export function comparisonTable(
  context: CliContext,
  strategies: readonly ComparedStrategy[],
  ids: readonly (keyof KpiReport)[] | "all",
): readonly string[] {
  const [base, ...others] = strategies;
  const definitions = kpiDefinitions.filter((kpi) => ids === "all" || ids.includes(kpi.id));
  const readable = others.length > 1 ? READABLE_LABEL_COLUMNS : undefined;
  const together = comparisonLines(context, base!, others, definitions, readable);
  const fits = together.every((line) => displayWidth(line) <= context.out.columns);
  if (fits || others.length < 2) return together;
  return others.flatMap((other, index) => [
    ...(index > 0 ? [""] : []),
    ...comparisonLines(context, base!, [other], definitions),
  ]);
}

function comparisonLines(
  context: CliContext,
  base: ComparedStrategy,
  others: readonly ComparedStrategy[],
  definitions: readonly KpiDefinition[],
  labelColumns?: number,
): readonly string[] {
  const { text, colors, language } = context;
  const look = { language, withUnit: false };
  const verdicts = others.map((other) => definitions.map((kpi) => verdictOf(kpi, other)));
  const columns: readonly Column[] = [
    { header: text.kpi, align: "left", ...(labelColumns !== undefined && { wrapAt: labelColumns }) },
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
  const verdictWidth = Math.max(...[text.better, text.worse, text.same, text.unclear].map(displayWidth));
  const rows = definitions.map((kpi, row) => [
    formatKpiLabel(kpi, language),
    formatKpi(kpi, base.means[kpi.id], look),
    ...others.flatMap((other, index) => {
      const verdict = verdicts[index]![row]!;
      const word = pad(verdict === "neutral" ? "" : text[verdict], verdictWidth, "left");
      return [
        formatKpi(kpi, other.means[kpi.id], look),
        `${formatDifference(context, kpi, base, other)} ${word}`,
      ];
    }),
  ]);
  return renderTable(columns, rows, { width: context.out.columns, paintHeader: colors.bold });
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
  const spread = Number.isFinite(half) && half > 0 ? ` ±${half.toFixed(1)}` : "";
  return `${signed(difference * scale, 1)}${spread}${isShare(kpi) ? ` ${context.text.percentagePoints}` : "%"}`;
}

/** One seed can only be read by its sign; several have an interval, which must exclude 0. */
function verdictOf(kpi: KpiDefinition, other: ComparedStrategy): Verdict {
  const { n, difference, verdict } = pairedOf(other, kpi);
  if (kpi.better === "neutral" || !Number.isFinite(difference)) return "neutral";
  if (difference === 0) return "same";
  if (n > 1) return verdict === "open" ? "unclear" : verdict;
  return difference > 0 === (kpi.better === "higher") ? "better" : "worse";
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
