// `peakfleet forecast`: reads, forecasts, prints a table and what was chosen, writes files.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { forecastSeries, type NodeForecast } from "../../scenarios/index.ts";
import { type CliContext, writeLines } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { formatCount, formatNumber } from "../format.ts";
import { csvText } from "../output/csv.ts";
import { reportBadInput } from "../report/messages.ts";
import { renderTable } from "../table/table.ts";
import { forecastReport } from "./fan-report.ts";
import {
  type ForecastInputs,
  type HistoryWords,
  knownStepsAt,
  loadInputs,
  momentText,
} from "./load-inputs.ts";
import type { Moment } from "./option-values.ts";

export interface ForecastWords extends HistoryWords {
  readonly quantiles: readonly number[];
  readonly origin?: Moment;
}

/** Version of what `--json` prints. */
const resultVersion = 1;
/** Series shown below the total, unless `--top` says otherwise. */
const shownDefault = 5;

export async function runForecast(context: CliContext, words: ForecastWords): Promise<ExitCode> {
  const loaded = await loadInputs(context, words);
  if (!loaded.ok) return reportBadInput(context, loaded.problems);
  const inputs = loaded.value;
  const { set, calendar, indicators, steps, horizonSteps } = inputs;
  const knownSteps = words.origin === undefined ? steps : knownStepsAt(set, words.origin);
  if (knownSteps < 1 || knownSteps > steps) {
    return reportBadInput(context, [
      {
        source: "--origin",
        path: "",
        expected: `${context.text.forecast.expectedOrigin}, ${momentText(set, 0)} … ${momentText(set, steps - 1)}`,
        found: words.origin?.text ?? "an empty history",
      },
    ]);
  }
  const levels = words.quantiles;
  const { nodes, festivals } = forecastSeries(set, {
    calendar,
    indicators,
    knownSteps,
    horizonSteps,
    levels,
  });
  const times = Array.from({ length: horizonSteps }, (_, k) => momentText(set, knownSteps + k));
  if (words.json) {
    const document = {
      version: resultVersion,
      history: words.history,
      origin: momentText(set, knownSteps - 1),
      stepSeconds: set.stepSeconds,
      levels,
      festivals,
      times,
      nodes: nodes.map(({ kind, name, parent, mean, quantiles, choice }) => ({
        kind,
        name,
        parent: parent < 0 ? null : nodes[parent]!.name,
        choice,
        mean: Array.from(mean),
        quantiles: quantiles.map((quantile) => Array.from(quantile)),
      })),
    };
    context.out.write(`${JSON.stringify(document)}\n`);
  } else {
    writeLines(context.out, tableLines(context, inputs, knownSteps, nodes, festivals, words));
  }
  if (words.out !== undefined) {
    const rows = nodes.flatMap(({ kind, name, mean, quantiles }) =>
      times.map((time, k) => [time, kind, name, mean[k]!, ...quantiles.map((quantile) => quantile[k]!)]),
    );
    const header = ["time", "kind", "series", "mean", ...levels.map((level) => `q${level}`)];
    writeFileSync(join(words.out, "forecast.csv"), csvText(header, rows));
    const page = forecastReport(
      context.language,
      words.history,
      inputs,
      knownSteps,
      nodes,
      levels,
      festivals,
    );
    writeFileSync(join(words.out, "report.html"), page);
  }
  return ExitCode.done;
}

/** Roots in full, then the busiest series' sums. */
function tableLines(
  context: CliContext,
  { set, horizonSteps }: ForecastInputs,
  knownSteps: number,
  nodes: readonly NodeForecast[],
  festivals: readonly string[],
  words: ForecastWords,
): readonly string[] {
  const { forecast: text } = context.text;
  const limit = words.top ?? shownDefault;
  const total = (node: NodeForecast) => node.mean.reduce((sum, value) => sum + value, 0);
  const roots = nodes.filter(({ parent }) => parent < 0);
  const rest = nodes
    .filter(({ kind, parent }) => parent >= 0 && kind === "series")
    .sort((a, b) => total(b) - total(a));
  const shown = [
    ...(rest.length > 0 ? roots : [...roots].sort((a, b) => total(b) - total(a)).slice(0, limit)),
    ...nodes.filter(({ kind }) => kind === "group"),
    ...rest.slice(0, limit),
  ];
  const lines: string[] = [];
  for (const node of shown) {
    const rows = Array.from({ length: horizonSteps }, (_, k) => [
      momentText(set, knownSteps + k),
      formatNumber(node.mean[k]!),
      ...node.quantiles.map((quantile) => formatNumber(quantile[k]!)),
    ]);
    const columns = [
      { header: text.time, align: "left" as const, wrap: false },
      { header: text.mean, align: "right" as const },
      ...words.quantiles.map((level) => ({
        header: `${Number((100 * level).toFixed(4))} %`,
        align: "right" as const,
      })),
    ];
    lines.push(
      "",
      context.colors.bold(node.name),
      ...renderTable(columns, rows, { width: context.out.columns }),
    );
    lines.push(context.colors.dim(node.choice));
  }
  const hidden =
    rest.length > 0 ? rest.length - Math.min(limit, rest.length) : Math.max(0, roots.length - limit);
  if (hidden > 0) lines.push("", text.more(formatCount(hidden)));
  for (const reason of festivals) lines.push(text.festival(reason));
  return lines.slice(1);
}
