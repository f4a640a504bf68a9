// The course of `run` and `compare`: prepare, announce, execute, conclude.
import type { RunOptions } from "./command-kit.ts";
import { concludeRuns } from "./conclude-runs.ts";
import type { CliContext } from "./context.ts";
import { executeRuns } from "./execute-runs.ts";
import type { ExitCode } from "./exit-code.ts";
import { outFileProblems, runFolderProblems } from "./output/make-folder.ts";
import { prepareRuns, type RunsWanted } from "./prepare-runs.ts";
import { recordJobs } from "./record-jobs.ts";
import { announceRuns, reportBadInput } from "./report/messages.ts";

export interface RunCourse
  extends Pick<RunsWanted, "scenario" | "strategies" | "strategiesMax" | "seeds" | "explain"> {
  readonly options: RunOptions;
  /** Keep the first run in this file. */
  readonly record?: string;
}

export async function runAndConclude(context: CliContext, course: RunCourse): Promise<ExitCode> {
  const { options } = course;
  const prepared = await prepareRuns(context, runsWanted(course));
  if (!prepared.ok) return reportBadInput(context, prepared.problems);
  const unwritable = [...runFolderProblems(options.out), ...outFileProblems(course.record, "--record")];
  if (unwritable.length > 0) return reportBadInput(context, unwritable);
  announceRuns(context, prepared.value);
  const startMs = context.now();
  const jobs = await recordJobs(context, prepared.value, course.record);
  const executed = await executeRuns(context, jobs, options.workers ?? context.processors);
  if (course.record !== undefined) context.err.write(`${context.text.recorded(course.record)}\n`);
  return concludeRuns(context, prepared.value, executed, {
    out: options.out,
    json: options.json ?? false,
    kpis: "all",
    wallSeconds: (context.now() - startMs) / 1000,
  });
}

export function runsWanted({ options, record: _, ...course }: RunCourse): RunsWanted {
  return {
    ...course,
    hours: options.hours,
    fields: options.set ?? [],
    rules: options.rule ?? [],
    injections: options.inject ?? [],
    firstSeed: options.seed,
  };
}
