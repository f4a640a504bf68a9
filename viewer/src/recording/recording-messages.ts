// Between the page and the worker that reads a recording: a run's conversation, after the file has been opened.
import type { RecordingHead, RecordingProblem } from "../../../scenarios/recording/recording-port.ts";
import type { FromWorker, ToWorker } from "../protocol/messages.ts";

export type ToRecordingWorker = { readonly kind: "open"; readonly file: Blob } | ToWorker;

/** What a file holds. Without a head nothing of it can be played. */
export interface RecordingInfo {
  readonly head: Pick<RecordingHead, "program" | "request"> | null;
  /** The last step there is a frame for, and the last one of the run. */
  readonly lastStep: number;
  readonly horizonSteps: number;
  readonly stepSeconds: number;
  /** Of a run that came to its end. */
  readonly hash: string | null;
  readonly problems: readonly RecordingProblem[];
}

export type FromRecordingWorker = { readonly kind: "opened"; readonly info: RecordingInfo } | FromWorker;
