// Tells the first run to keep itself in a file.
import type { RunJob } from "../scenarios/index.ts";
import { recordedRequest } from "../scenarios/node/index.ts";
import type { CliContext } from "./context.ts";
import type { PreparedRuns } from "./prepare-runs.ts";

/** The jobs as they were, where no file is named. */
export async function recordJobs(
  context: CliContext,
  { jobs, scenario, wanted }: PreparedRuns,
  file: string | undefined,
): Promise<readonly RunJob[]> {
  const library = context.services.openLibrary();
  if (file === undefined || !library.ok) return jobs;
  const [first, ...others] = jobs;
  const request = await recordedRequest(library.value, scenario, {
    nameOrPath: wanted.scenario,
    overrides: wanted.fields,
    hours: wanted.hours,
    injections: wanted.injections,
    seed: first!.seed,
    strategy: first!.strategy,
  });
  return [{ ...first!, record: { file, request, program: context.version } }, ...others];
}
