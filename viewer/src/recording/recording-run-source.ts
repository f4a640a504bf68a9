// The run source that plays a recording file, in a worker of its own.
import {
  filter,
  firstValueFrom,
  fromEvent,
  map,
  merge,
  type Observable,
  Subject,
  share,
  takeUntil,
} from "rxjs";
import type { FromWorker, ToWorker } from "../protocol/messages.ts";
import { MessageRunSource } from "../run/message-run-source.ts";
import type { FromRecordingWorker, RecordingInfo, ToRecordingWorker } from "./recording-messages.ts";

export class RecordingRunSource extends MessageRunSource {
  override readonly messages$: Observable<FromWorker>;
  /** What the file holds; rejects when the worker is lost. */
  readonly opened: Promise<RecordingInfo>;
  private readonly closed$ = new Subject<void>();
  private readonly worker: Worker;

  constructor(file: Blob) {
    super();
    const worker = new Worker(new URL("./recording.worker.ts", import.meta.url), { type: "module" });
    this.worker = worker;
    const said$ = merge(
      fromEvent<MessageEvent<FromRecordingWorker>>(worker, "message").pipe(map((event) => event.data)),
      fromEvent<ErrorEvent>(worker, "error").pipe(
        map((event): FromRecordingWorker => {
          event.preventDefault();
          const lines = [event.message || "the worker did not start"];
          return { kind: "failed", failure: { reason: "worker-lost", lines } };
        }),
      ),
    ).pipe(takeUntil(this.closed$), share());
    this.messages$ = said$.pipe(filter((message): message is FromWorker => message.kind !== "opened"));
    this.opened = firstValueFrom(
      said$.pipe(
        map((message) => {
          if (message.kind === "failed") throw new Error(message.failure.lines.join("\n"));
          return message.kind === "opened" ? message.info : null;
        }),
        filter((info) => info !== null),
      ),
    );
    // Whoever only plays the file learns of a failure by the messages.
    this.opened.catch(() => {});
    this.tell({ kind: "open", file });
  }

  override close(): void {
    this.closed$.next();
    this.closed$.complete();
    this.worker.terminate();
  }
  protected override say(message: ToWorker, transfer: Transferable[] = []): void {
    this.tell(message, transfer);
  }
  private tell(message: ToRecordingWorker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }
}
