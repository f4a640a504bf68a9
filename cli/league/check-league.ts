// `peakfleet lorr check`: prints what the checker finds.
import { basename } from "node:path";
import { checkLeagueResult } from "../../scenarios/index.ts";
import { type CliContext, writeLines } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { formatCount } from "../format.ts";
import { messageText } from "../text/problem-text.ts";
import { reportLeagueFaults } from "./bad-league-input.ts";
import { readInstance, readResult } from "./read-league-files.ts";

/** Lines printed at most; `--json` gives more. */
const violationsPrinted = 20;

/** 0 when the result is right, 1 when it is wrong, 2 when a file cannot be read. */
export function checkLeague(
  context: CliContext,
  resultPath: string,
  options: { readonly instance: string; readonly json?: boolean },
): ExitCode {
  const instance = readInstance(options.instance);
  if (!instance.ok) return reportLeagueFaults(context, instance.faults, options.json);
  const result = readResult(resultPath);
  if (!result.ok) return reportLeagueFaults(context, result.faults, options.json);
  const report = checkLeagueResult(result.value, instance.value);
  const isRight = report.violationCount === 0;
  const { out, text, colors, language } = context;
  const name = basename(resultPath);
  if (options.json) {
    out.write(`${JSON.stringify({ valid: isRight, result: name, ...report }, null, 2)}\n`);
  } else if (isRight) {
    const { steps, tasksFinished, errands } = report;
    writeLines(out, [
      text.league.checkedOk(
        instance.value.year,
        name,
        formatCount(steps),
        formatCount(tasksFinished),
        formatCount(errands),
      ),
      ...report.notes.map((note) => `  ${note}`),
    ]);
  } else {
    const shown = report.violations.slice(0, violationsPrinted);
    const more = report.violationCount - shown.length;
    writeLines(out, [
      colors.red(text.league.checkedWrong(name, formatCount(report.violationCount))),
      ...shown.map(
        ({ step, robot, message }) =>
          `  ${text.league.place(instance.value.year, step, robot)}: ${messageText(message, language)}`,
      ),
      ...(more > 0 ? [`  ${text.league.more(formatCount(more))}`] : []),
    ]);
  }
  return isRight ? ExitCode.done : ExitCode.failedRun;
}
