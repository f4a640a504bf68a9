// The course of `start`: the viewer's address first, then the runs and their comparison, then serving on.
import { Subject, take } from "rxjs";
import type { StartOptions } from "./commands/start.ts";
import { concludeRuns } from "./conclude-runs.ts";
import type { CliContext } from "./context.ts";
import { executeRuns } from "./execute-runs.ts";
import type { ExitCode } from "./exit-code.ts";
import { runFolderProblems } from "./output/make-folder.ts";
import { type PreparedRuns, prepareRuns } from "./prepare-runs.ts";
import { announceRuns, reportBadInput } from "./report/messages.ts";
import { runsWanted } from "./run-and-conclude.ts";
import { hostViewer, serveUntilInterrupted, type ViewerPreset } from "./viewer-host.ts";

/** Two strategies side by side, as the viewer shows them. */
const STRATEGIES = 2;

export async function runBesideViewer(
  context: CliContext,
  scenario: string,
  options: StartOptions,
): Promise<ExitCode> {
  const course = { scenario, options, strategies: undefined, strategiesMax: STRATEGIES, seeds: 1 };
  const checked = await prepareRuns(context, runsWanted(course));
  if (!checked.ok) return reportBadInput(context, checked.problems);
  const unwritable = runFolderProblems(options.out);
  if (unwritable.length > 0) return reportBadInput(context, unwritable);
  const prepared = checked.value;
  announceRuns(context, prepared);
  const pageOpened$ = new Subject<void>();
  const server = options.viewer
    ? await hostViewer(context, options.port, presetOf(prepared, options.hours), () => pageOpened$.next())
    : undefined;
  const startMs = context.now();
  const workers = options.workers ?? context.processors;
  const executed = await executeRuns(context, prepared.jobs, workers, {
    giveWay$: pageOpened$.pipe(take(1)),
  });
  const code = concludeRuns(context, prepared, executed, {
    out: options.out,
    json: options.json ?? false,
    kpis: "headline",
    wallSeconds: (context.now() - startMs) / 1000,
  });
  if (server === undefined) return code;
  if (options.exit || context.interrupted.aborted) await server.close();
  else await serveUntilInterrupted(context, server);
  return code;
}

/** The same runs for the browser to simulate; nothing for a file of the user's own, which the viewer does not know. */
function presetOf(prepared: PreparedRuns, hours: number | undefined): ViewerPreset | undefined {
  const { scenario, bundled, seeds, strategies } = prepared;
  if (!bundled) return undefined;
  return { scenario: scenario.name, seed: seeds[0]!, strategies, hours };
}
