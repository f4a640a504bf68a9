// What the rules of a run decided and why: one row for each reason, by decision.
import { type DecisionTally, reasonSentence } from "../../scenarios/index.ts";
import type { CliContext } from "../context.ts";
import type { ExecutedRun } from "../execute-runs.ts";
import { formatCount } from "../format.ts";
import { renderTable } from "../table/table.ts";

/** The tables of all runs that were asked to explain; empty when none was. */
export function whyLines(context: CliContext, executed: readonly ExecutedRun[]): readonly string[] {
  return executed.flatMap(({ job, result }) => {
    const tallies = "decisions" in result ? (result.decisions?.tallies ?? []) : [];
    if (tallies.length === 0) return [];
    return [context.text.explained(job.strategy.name), "", ...whyTable(context, tallies), ""];
  });
}

/** True where a sentence stands alone: something was chosen, or the sentence itself begins with the refusal. */
function isSaidRefused({ refused, latest }: DecisionTally): boolean {
  return !refused || /^refused|^no /.test(reasonSentence(latest, "en"));
}

function whyTable({ text, language, colors, out }: CliContext, tallies: readonly DecisionTally[]) {
  const { decision, rule, times, why } = text.column;
  const decisions = [...new Set(tallies.map((tally) => tally.decision))];
  const rows = decisions.flatMap((name) =>
    tallies
      .filter((tally) => tally.decision === name)
      .map((tally, index) => [
        index === 0 ? name : "",
        index === 0 ? tally.rule : "",
        formatCount(tally.times),
        reasonSentence(tally.latest, language) + (isSaidRefused(tally) ? "" : text.nothingChosen),
      ]),
  );
  return renderTable(
    [
      { header: decision, align: "left" },
      { header: rule, align: "left" },
      { header: times, align: "right" },
      { header: why, align: "left" },
    ],
    rows,
    { width: out.columns, paintHeader: colors.bold },
  );
}
