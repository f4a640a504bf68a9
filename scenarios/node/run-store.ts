// Finished runs kept in a folder, so that an experiment that was stopped goes on where it was. A run is found again only by exactly
// what it ran: scenario, inputs, seed, rules and version; anything else is another run.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { RunJob, RunOutcome } from "../run-job.ts";

/** Raised when the meaning of a stored run changes. */
const storeVersion = 2;

export interface RunStore {
  /** The finished run of this job, or null. A file that cannot be read is as good as none, and is told. */
  load(job: RunJob, onDamaged?: (file: string, why: string) => void): RunOutcome | null;
  /** Keeps a finished run; throws the system's error. */
  save(job: RunJob, outcome: RunOutcome): void;
}

/** `folder` is made when the first run is saved; the one that it is in must be there. */
export function openRunStore(folder: string, peakfleetVersion: string): RunStore {
  const inputHashes = new Map<RunJob["inputs"], string>();
  const inputsHash = (inputs: RunJob["inputs"]): string => {
    const known = inputHashes.get(inputs) ?? createHash("sha256").update(serialize(inputs)).digest("hex");
    inputHashes.set(inputs, known);
    return known;
  };
  const fileOf = (job: RunJob): string => {
    const what = JSON.stringify([
      storeVersion,
      peakfleetVersion,
      job.scenario,
      inputsHash(job.inputs),
      job.strategy.rules,
      job.seed,
      job.windowMinutes ?? 0,
    ]);
    const key = createHash("sha256").update(what).digest("hex").slice(0, 16);
    const name = job.strategy.name.replaceAll(/[^\w+.-]/g, "-").slice(0, 60);
    return join(folder, `${name}-seed-${job.seed}-${key}.run`);
  };
  return {
    load(job, onDamaged = () => {}) {
      const file = fileOf(job);
      if (!existsSync(file)) return null;
      try {
        const outcome = deserialize(readFileSync(file)) as RunOutcome;
        return outcome.kind === "complete" ? outcome : null;
      } catch (error) {
        onDamaged(file, error instanceof Error ? error.message : String(error));
        return null;
      }
    },
    save(job, outcome) {
      const file = fileOf(job);
      if (!existsSync(folder)) mkdirSync(folder);
      // Written beside and renamed, so that a broken write never looks like a run.
      writeFileSync(`${file}.part`, serialize(outcome));
      renameSync(`${file}.part`, file);
    },
  };
}
