// `peakfleet forecast backtest`: rolling origins, a table of scores, JSON and a picture.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BacktestResult, backtest, type SeriesSet } from "../../scenarios/index.ts";
import { type CliContext, writeLines } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { formatCount } from "../format.ts";
import { reportBadInput } from "../report/messages.ts";
import { renderTable } from "../table/table.ts";
import { backtestReport } from "./fan-report.ts";
import { type HistoryWords, knownStepsAt, loadInputs, momentText } from "./load-inputs.ts";
import type { Duration, Moment } from "./option-values.ts";

export interface BacktestWords extends HistoryWords {
  readonly from?: Moment;
  readonly to?: Moment;
  readonly every: Duration;
}

const resultVersion = 1;
/** Where the origins begin by default: this long before the last one. */
const spanSeconds = 56 * 86_400;

export async function runBacktest(context: CliContext, words: BacktestWords): Promise<ExitCode> {
  const loaded = await loadInputs(context, words);
  if (!loaded.ok) return reportBadInput(context, loaded.problems);
  const { set, calendar, indicators, steps, horizonSteps } = loaded.value;
  const { forecast: text } = context.text;
  const last = Math.min(
    steps - 1,
    words.to === undefined ? steps - horizonSteps : knownStepsAt(set, words.to),
  );
  const first =
    words.from === undefined
      ? Math.max(1, last - Math.round(spanSeconds / set.stepSeconds))
      : knownStepsAt(set, words.from);
  const stride = Math.max(1, Math.round(words.every.seconds / set.stepSeconds));
  const origins: number[] = [];
  for (let known = first; known <= last; known += stride) if (known > 0) origins.push(known);
  if (origins.length === 0) {
    const found = `${text.noOrigin} (${momentText(set, 0)} … ${momentText(set, steps - 1)})`;
    return reportBadInput(context, [
      { source: "--from … --to", path: "", expected: text.expectedOrigin, found, advice: text.originsAdvice },
    ]);
  }
  const scored = words.top === undefined ? null : busiest(set, origins[0]!, words.top);
  const result = backtest(set, { calendar, indicators, origins, horizonSteps, scored });
  const span = text.origins(
    formatCount(origins.length),
    momentText(set, origins[0]! - 1),
    momentText(set, origins[origins.length - 1]! - 1),
    words.horizon.text,
  );
  const document = {
    version: resultVersion,
    history: words.history,
    origins: origins.map((known) => momentText(set, known - 1)),
    horizonSteps,
    stepSeconds: set.stepSeconds,
    scores: result.scores,
  };
  if (words.json) context.out.write(`${JSON.stringify(document, null, 2)}\n`);
  else writeLines(context.out, [span, ...scoreLines(context, result)]);
  if (words.out !== undefined) {
    writeFileSync(join(words.out, "backtest.json"), `${JSON.stringify(document, null, 2)}\n`);
    writeFileSync(
      join(words.out, "report.html"),
      backtestReport(context.language, words.history, set, result, horizonSteps),
    );
  }
  return ExitCode.done;
}

/** The series with the most counts before the first origin. */
function busiest(set: SeriesSet, known: number, count: number): ReadonlySet<string> {
  const volume = set.values.map((values) => values.subarray(0, known).reduce((sum, value) => sum + value, 0));
  const order = set.names.map((_, i) => i).sort((a, b) => volume[b]! - volume[a]! || a - b);
  return new Set(order.slice(0, count).map((i) => set.names[i]!));
}

function scoreLines(context: CliContext, { scores }: BacktestResult): readonly string[] {
  const { forecast: text } = context.text;
  const number = (value: number, digits: number) => (Number.isFinite(value) ? value.toFixed(digits) : "–");
  const percent = (value: number) => number(100 * value, 1);
  const rows = scores.map(({ kind, model, scores: s }) => [
    text.of(text.kinds[kind], model),
    percent(s.wape),
    percent(s.bias),
    number(s.mase, 2),
    number(100 * s.pinball, 2),
    number(100 * s.crps, 2),
    `${number(100 * s.coverage80, 0)} %`,
    `${number(100 * s.coverage95, 0)} %`,
    percent(s.peakWape),
  ]);
  const right = (header: string) => ({ header, align: "right" as const });
  const columns = [
    { header: text.model, align: "left" as const, wrapAt: 16 },
    ...[
      text.wape,
      text.bias,
      text.mase,
      text.pinball,
      text.crps,
      text.coverage80,
      text.coverage95,
      text.peak,
    ].map(right),
  ];
  return renderTable(columns, rows, { width: context.out.columns });
}
