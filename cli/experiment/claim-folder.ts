// Makes the folder named by `--out` that of this experiment, before any run starts.
import type { InputProblem } from "../../scenarios/index.ts";
import { claimExperimentFolder } from "../../scenarios/node/index.ts";
import type { CliContext } from "../context.ts";
import { folderProblems } from "../output/make-folder.ts";
import type { PreparedRuns } from "../prepare-runs.ts";

/** What is wrong with the folder: it cannot be written, or it holds another experiment. Nothing without a folder. */
export function claimFolder(
  context: CliContext,
  dir: string | undefined,
  { scenario, jobs }: PreparedRuns,
  varied: readonly string[] = [],
): readonly InputProblem[] {
  const unwritable = folderProblems(dir);
  if (dir === undefined || unwritable.length > 0) return unwritable;
  const strategies = new Map(jobs.map(({ strategy }) => [strategy.name, strategy]));
  try {
    return claimExperimentFolder(dir, {
      peakfleet: context.version,
      scenario,
      varied,
      inputs: jobs[0]!.inputs,
      strategies: [...strategies.values()],
    });
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return [{ source: `--out ${dir}`, path: "", expected: "a folder that can be written", found }];
  }
}

/** `--warm-up` is carried out as an override; its problems name the option that was typed. */
export function warmUpProblem(problem: InputProblem): InputProblem {
  return { ...problem, source: problem.source.replace(/^--set warmupMinutes=.*/, "--warm-up") };
}
