// What a probe says in the terminal: one line per check as it is decided, a table in the end.
import {
  type CheckResult,
  type ProbeNote,
  type ProbeReport,
  type Verdict,
  verdicts,
} from "../../devices/probe/index.ts";
import type { CliContext } from "../context.ts";
import { renderTable } from "../table/table.ts";

/** Not by colour alone. */
export const verdictMarks: Readonly<Record<Verdict, string>> = {
  conformant: "✓",
  deviation: "~",
  "not-conformant": "✗",
  "not-applicable": "–",
  "not-decided": "?",
};

/** Empty: nothing to say. */
export function noteLine(context: CliContext, note: ProbeNote): string {
  const { language, text, colors } = context;
  switch (note.kind) {
    case "decided": {
      const { verdict, id, found } = note.result;
      return `${paint(context, verdict, verdictMarks[verdict])} ${id}: ${found[language]}`;
    }
    case "ask":
      return colors.bold(note.text[language]);
    case "stopping":
      return colors.red(text.probe.stopping(note.reason[language]));
    default:
      return "";
  }
}

export function reportLines(context: CliContext, report: ProbeReport): readonly string[] {
  const { text, language, out, colors } = context;
  const { probe } = text;
  const { results, outcome, reasons, seconds, profile } = report;
  const lines: string[] = [];
  if (results.length > 0) {
    const rows = results.map((result) => rowOf(context, result));
    lines.push(
      ...renderTable(
        [
          { header: probe.check, align: "left", wrapAt: 18 },
          {
            header: probe.verdict,
            align: "left",
            wrap: false,
            paint: (padded, row) => paint(context, results[row]!.verdict, padded),
          },
          { header: probe.found, align: "left", wrapAt: 24 },
          { header: probe.section, align: "left", wrapAt: 14 },
        ],
        rows,
        { width: out.columns, paintHeader: (padded) => colors.bold(padded) },
      ),
      "",
    );
  }
  const counts = verdicts
    .map((verdict) => ({ verdict, count: results.filter((result) => result.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${probe.verdicts[verdict]}`)
    .join(language === "zh" ? "，" : ", ");
  lines.push(probe.summary(probe.outcomes[outcome], counts === "" ? "0" : counts, seconds.toFixed(0)));
  for (const reason of reasons) lines.push(`  ${reason[language]}`);
  const entries = Object.entries(profile).map(([key, value]) => `${key}: ${value}`);
  if (outcome === "stopped") lines.push(probe.noProfileYet);
  else if (outcome === "complete")
    lines.push(entries.length === 0 ? probe.noProfileNeeded : probe.profileNeeded(entries.join(", ")));
  return lines;
}

function rowOf({ text, language }: CliContext, result: CheckResult): readonly string[] {
  const { id, title, verdict, found, clauses } = result;
  return [
    `${title[language]} (${id})`,
    `${verdictMarks[verdict]} ${text.probe.verdicts[verdict]}`,
    found[language],
    clauses.map((clause) => clause.split(" ")[0]!.replace(/,$/, "")).join(", "),
  ];
}

function paint({ colors }: CliContext, verdict: Verdict, text: string): string {
  if (verdict === "conformant") return colors.green(text);
  if (verdict === "not-conformant") return colors.red(text);
  return verdict === "deviation" ? colors.yellow(text) : colors.dim(text);
}
