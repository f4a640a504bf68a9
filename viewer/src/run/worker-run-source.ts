// The run source that simulates in a module worker of this page; no server is needed.
import { fromEvent, map, merge, type Observable, Subject, share, takeUntil } from "rxjs";
import type { FromWorker, ToWorker } from "../protocol/messages.ts";
import { protocolVersion } from "../protocol/messages.ts";
import { MessageRunSource } from "./message-run-source.ts";

export class WorkerRunSource extends MessageRunSource {
  override readonly messages$: Observable<FromWorker>;
  private readonly worker: Worker;
  private readonly closed$ = new Subject<void>();

  constructor(worker: Worker = createRunWorker()) {
    super();
    this.worker = worker;
    const said$ = fromEvent<MessageEvent<FromWorker>>(worker, "message").pipe(
      map((event) => refuseOtherVersion(event.data)),
    );
    const lost$ = fromEvent<ErrorEvent>(worker, "error").pipe(
      map((event): FromWorker => {
        event.preventDefault();
        return {
          kind: "failed",
          failure: { reason: "worker-lost", lines: [event.message || "the worker did not start"] },
        };
      }),
    );
    this.messages$ = merge(said$, lost$).pipe(takeUntil(this.closed$), share());
  }

  override close(): void {
    this.closed$.next();
    this.closed$.complete();
    this.worker.terminate();
  }

  protected override say(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker.postMessage(message, transfer);
  }
}

/** Vite recognises the worker only when it is written as this one expression. */
export function createRunWorker(): Worker {
  return new Worker(new URL("../worker/run.worker.ts", import.meta.url), { type: "module" });
}

function refuseOtherVersion(message: FromWorker): FromWorker {
  if ((message.kind === "ready" || message.kind === "catalog") && message.version !== protocolVersion) {
    return {
      kind: "failed",
      failure: {
        reason: "version",
        lines: [`page speaks version ${protocolVersion}, worker ${message.version}`],
      },
    };
  }
  return message;
}
