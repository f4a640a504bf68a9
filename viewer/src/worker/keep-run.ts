// Runs a request once more and keeps it as a recording file.

import { version } from "../../../package.json";
import type { Run } from "../../../scenarios/index.ts";
import { RunRecorder } from "../../../scenarios/recording/index.ts";
import type { RunRequest } from "../protocol/messages.ts";

/** Wall-clock milliseconds of simulation between two looks at the mailbox. */
const chunkMillisecondsMax = 24;

export interface KeepPorts {
  readonly now: () => number;
  /** Between two chunks of work; true = stop here. */
  readonly between: (run: Run) => Promise<boolean>;
}

/** The file; of a run that was stopped, what it has come to. */
export async function keepRun(
  run: Run,
  request: RunRequest,
  outlook: Float64Array | null,
  { now, between }: KeepPorts,
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const { recording: _, ...recorded } = request;
  const recorder = new RunRecorder(run, {
    request: recorded,
    program: version,
    outlook,
    reasons: "kept",
    write: (bytes) => {
      parts.push(bytes);
    },
  });
  let stopped = false;
  while (run.step < run.horizonSteps && !stopped) {
    const startedAt = now();
    await run.advance(run.horizonSteps, () => {
      recorder.look();
      return now() - startedAt >= chunkMillisecondsMax;
    });
    await recorder.flush();
    stopped = await between(run);
  }
  await recorder.end();
  return new Blob(parts, { type: "application/octet-stream" });
}
