// Where a pane's run comes from. The page cannot tell a simulating worker from a recording or a live server.
import type { Observable } from "rxjs";
import type { KpiReport } from "../../../scenarios/index.ts";
import type { FromWorker, OwnScenario, RunRequest } from "../protocol/messages.ts";

/** One run as the page sees it: orders in, messages out. `close` ends it and completes the stream. */
export interface RunSource {
  readonly messages$: Observable<FromWorker>;
  askCatalog(): void;
  /** `from` brings the state in which another run of the request stands; null = from the start. */
  start(request: RunRequest, from: MessagePort | null): void;
  runUntil(step: number, stride: number): void;
  seek(step: number, epoch: number): void;
  askOutlook(): void;
  inject(text: string, epoch: number): void;
  /** As `seek`; the state at the step goes through the port to another source. */
  fork(step: number, epoch: number, port: MessagePort): void;
  /** Runs the request to its end without frames. */
  replicate(request: RunRequest): void;
  /** Runs the request and keeps it as a recording file; `stop` ends it there. */
  record(request: RunRequest): void;
  stop(): void;
  /** Compares reports of common seeds. */
  pair(id: number, a: readonly KpiReport[], b: readonly KpiReport[]): void;
  /** Asks whether a scenario can be run. */
  check(id: number, own: OwnScenario): void;
  /** Asks for the text of a scenario that comes with peakfleet. */
  askText(id: number, scenario: string): void;
  recycle(buffer: ArrayBuffer): void;
  close(): void;
}
