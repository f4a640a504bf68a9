// Messages between the pool and its worker threads.
import type { RunJob, RunProgress, RunResult } from "../run-job.ts";

/** Both sides come from one build; a mismatch is a packaging fault and is said at once. */
export const runProtocolVersion = 1;

export type ToRunWorker =
  | {
      readonly version: typeof runProtocolVersion;
      readonly kind: "run";
      readonly id: number;
      readonly job: RunJob;
    }
  | { readonly version: typeof runProtocolVersion; readonly kind: "stop"; readonly id: number }
  | { readonly version: typeof runProtocolVersion; readonly kind: "pause"; readonly milliseconds: number };

export type FromRunWorker =
  | {
      readonly version: typeof runProtocolVersion;
      readonly kind: "progress";
      readonly id: number;
      readonly progress: RunProgress;
    }
  | {
      readonly version: typeof runProtocolVersion;
      readonly kind: "ended";
      readonly id: number;
      readonly result: RunResult;
    };
