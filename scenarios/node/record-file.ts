// Keeps a run in a recording file while a host carries it out.
import { closeSync, openSync, writeSync } from "node:fs";
import { buildSite } from "../build/build-site.ts";
import { arrivalsPerMinute, RunRecorder } from "../recording/index.ts";
import type { RunJob } from "../run-job.ts";
import type { Run } from "../run-port.ts";

export interface FileRecorder {
  /** After every step. */
  look(): void;
  /** Now and then, between steps. */
  flush(): Promise<void>;
  /** Once, when no more steps come. */
  end(): Promise<void>;
}

/** Null where the job is not recorded. Throws the system's error where the file cannot be written. */
export function openFileRecorder(run: Run, job: RunJob): FileRecorder | null {
  const { record, scenario, inputs, seed } = job;
  if (record === undefined) return null;
  const site = scenario.demand.kind === "saturated" ? null : buildSite(scenario, inputs, seed);
  const file = openSync(record.file, "w");
  const recorder = new RunRecorder(run, {
    request: record.request,
    program: record.program,
    outlook: site?.ok ? arrivalsPerMinute(site.value) : null,
    reasons: "kept",
    write: (bytes) => {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    },
  });
  return {
    look: () => recorder.look(),
    flush: () => recorder.flush(),
    async end() {
      await recorder.end();
      closeSync(file);
    },
  };
}
