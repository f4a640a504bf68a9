// The short answer of a comparison, for one KPI: means, differences with intervals, wins, which strategy is the best and how
// surely, what was left out, how precise it is.
import {
  type Comparison,
  formatKpi,
  formatKpiLabel,
  type KpiDefinition,
  type KpiLanguage,
  kpiDefinition,
  type PairedKpi,
} from "../../scenarios/index.ts";
import type { CliContext } from "../context.ts";
import type { Answer } from "../experiment/answer.ts";
import { formatDuration } from "../format.ts";
import { wrap } from "../table/display-width.ts";
import { type Column, renderTable } from "../table/table.ts";
import type { Text } from "../text/index.ts";

/** Empty for a single strategy; for one seed only what there is to say of warm-up and precision. */
export function answerLines(context: CliContext, answer: Answer): readonly string[] {
  const { comparison } = answer;
  const { text, colors, out, language } = context;
  const words = text.experiment;
  const notes = noteLines(answer, text).flatMap((note) => wrap(note, out.columns));
  if (comparison === null || comparison.strategies.length < 2 || comparison.seeds.length < 2) return notes;
  const kpi = kpiDefinition(answer.kpi);
  const columns: readonly Column[] = [
    { header: words.strategy, align: "left", wrapAt: 12 },
    { header: words.meanHalf, align: "right" },
    { header: words.against(comparison.baseline), align: "right" },
    { header: words.wins, align: "right" },
    { header: words.place, align: "left", wrap: false },
  ];
  const rows = comparison.strategies.map(({ name, paired }, index) => {
    const own = paired.find(({ id }) => id === kpi.id);
    const { mean, half } = answer.means[index]!;
    return [
      name,
      `${formatKpi(kpi, mean, { language, withUnit: false })} ±${halfText(kpi, half)}`,
      own === undefined ? words.placeBase : differenceText(text, kpi, own),
      own === undefined ? "" : `${own.wins}/${own.n}`,
      placeOf(answer, name, text),
    ];
  });
  const from =
    answer.fromMinutes === 0
      ? words.fromStart
      : words.fromTime(formatDuration(answer.fromMinutes * 60, text));
  return [
    colors.bold(words.answerTitle(formatKpiLabel(kpi, language), comparison.seeds.length, from)),
    ...renderTable(columns, rows, { width: out.columns, paintHeader: colors.bold }),
    "",
    ...wrap(verdictText(answer, text, language), out.columns),
    ...wrap(words.howToRead, out.columns),
    ...notes,
  ];
}

/** `best`, `may be best`, `not best`; empty where nothing is ranked. */
export function placeOf({ selection }: Answer, name: string, { experiment: words }: Text): string {
  if (selection === null) return "";
  if (!selection.mayBeBest.includes(name)) return words.placeNot;
  return selection.mayBeBest.length === 1 ? words.placeBest : words.placeMaybe;
}

/** Which strategy is the best, or which ones may be, and by how much. */
export function verdictText(
  answer: Answer,
  { experiment, percentagePoints }: Text,
  language: KpiLanguage,
): string {
  const kpi = kpiDefinition(answer.kpi);
  const label = kpi.label[language];
  if (answer.selection === null) return experiment.notRanked(label);
  const { mayBeBest, confidence, behindMax, aheadMin } = answer.selection;
  const share = `${Math.round(100 * confidence)}%`;
  const amount = (value: number) => amountText(kpi, value, language, percentagePoints);
  return mayBeBest.length === 1
    ? experiment.best(mayBeBest[0]!, label, share, amount(aheadMin))
    : experiment.mayBeBest(mayBeBest.join(", "), label, share, mayBeBest[0]!, amount(behindMax));
}

/** What there is to say of the warm-up that was found and the precision that was asked for. */
export function noteLines({ warmUp, precision }: Answer, { experiment }: Text): readonly string[] {
  const notes: string[] = [];
  if (warmUp !== null) {
    notes.push(experiment.warmUpFound(warmUp.minutes));
    if (!warmUp.settled) notes.push(experiment.warmUpUnsettled);
  }
  if (precision !== null) {
    const { seeds, reached, wanted } = precision;
    const said = reached <= wanted ? experiment.precisionReached : experiment.precisionMissed;
    notes.push(said(seeds, percentText(reached), percentText(wanted)));
  }
  return notes;
}

/** `+4.1% [+2.9, +5.3] better`; for shares in percentage points. */
export function differenceText(text: Text, kpi: KpiDefinition, paired: PairedKpi): string {
  const share = kpi.unit === "share";
  const scale = share ? 100 : 100 / Math.abs(paired.meanA);
  if (!Number.isFinite(paired.difference)) return "–";
  const isSame = paired.difference === 0 && paired.high === paired.low;
  if (isSame) return text.same;
  if (!Number.isFinite(scale)) return `${signed(paired.difference, kpi.decimals)} ${wordOf(text, paired)}`;
  const number = (value: number) => signed(value * scale, 1);
  const unit = share ? ` ${text.percentagePoints}` : "%";
  return `${number(paired.difference)}${unit} [${number(paired.low)}, ${number(paired.high)}] ${wordOf(text, paired)}`;
}

function wordOf(text: Text, { verdict }: Comparison["strategies"][number]["paired"][number]): string {
  return verdict === "open" ? text.unclear : text[verdict];
}

/** `12 units/h`, `0.8 pp`. */
function amountText(kpi: KpiDefinition, value: number, language: KpiLanguage, points: string): string {
  if (kpi.unit === "share") return `${(value * 100).toFixed(value < 0.001 ? 2 : 1)} ${points}`;
  return formatKpi({ ...kpi, decimals: finer(kpi, value) }, value, { language, withUnit: true });
}

export function halfText(kpi: KpiDefinition, value: number): string {
  return formatKpi({ ...kpi, decimals: finer(kpi, value) }, value, { language: "en", withUnit: false });
}

/** A decimal more where a small value would be shown as 0. */
function finer(kpi: KpiDefinition, value: number): number {
  const size = Math.abs(kpi.unit === "share" ? value * 100 : value);
  return size > 0 && size < 1 && kpi.decimals === 0 ? 1 : kpi.decimals;
}

/** `2%`, `0.35%`; a dash while unknown. */
export function percentText(share: number): string {
  return Number.isFinite(share) ? `${Math.round(share * 10_000) / 100}%` : "–";
}

function signed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  if (Number(digits) === 0) return "±0";
  return (value > 0 ? "+" : "−") + digits;
}
