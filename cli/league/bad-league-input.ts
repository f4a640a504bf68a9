// What is wrong with league files, as text or JSON.
import {
  formatLeagueFault,
  formatProblem,
  type InputProblem,
  type LeagueFault,
} from "../../scenarios/index.ts";
import { type CliContext, writeLines } from "../context.ts";
import { ExitCode } from "../exit-code.ts";
import { reportBadInput } from "../report/messages.ts";
import { messageText } from "../text/problem-text.ts";

/** Prints the faults (and, with `--json`, gives them on standard output) and returns the exit code for bad input. */
export function reportLeagueFaults(
  context: CliContext,
  faults: readonly LeagueFault[],
  json: boolean | undefined,
): ExitCode {
  const { err, out, colors, text, language } = context;
  if (json) out.write(`${JSON.stringify({ valid: false, problems: faults }, null, 2)}\n`);
  else {
    const told = faults.map((fault) => ({ ...fault, message: messageText(fault.message, language) }));
    writeLines(err, [colors.red(`${text.badInput}:`), ...told.map(formatLeagueFault)]);
  }
  return ExitCode.badInput;
}

/** The same for what is wrong with `--out`. */
export function reportOutProblems(
  context: CliContext,
  problems: readonly InputProblem[],
  json: boolean | undefined,
): ExitCode {
  if (!json) return reportBadInput(context, problems);
  const listed = problems.map((each) => ({ ...each, message: formatProblem(each) }));
  context.out.write(`${JSON.stringify({ valid: false, problems: listed }, null, 2)}\n`);
  return ExitCode.badInput;
}
