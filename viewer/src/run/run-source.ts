// Where a pane's run comes from. The page cannot tell a simulating worker from a recording or a live server.
import type { Observable } from "rxjs";
import type { FromWorker, RunRequest } from "../protocol/messages.ts";

/** One run as the page sees it: orders in, messages out. `close` ends it and completes the stream. */
export interface RunSource {
  readonly messages$: Observable<FromWorker>;
  askCatalog(): void;
  start(request: RunRequest): void;
  runUntil(step: number, stride: number): void;
  seek(step: number, epoch: number): void;
  recycle(buffer: ArrayBuffer): void;
  close(): void;
}
