// A run source without a worker: the same session, its messages cloned as a worker's would be.
import { Subject } from "rxjs";
import type { FromWorker, ToWorker } from "../../viewer/src/protocol/messages.ts";
import { MessageRunSource } from "../../viewer/src/run/message-run-source.ts";
import type { RunHost } from "../../viewer/src/worker/run-host.ts";
import { RunSession } from "../../viewer/src/worker/run-session.ts";
import { standInHost } from "./stand-in-run.ts";

export class InProcessSource extends MessageRunSource {
  override readonly messages$ = new Subject<FromWorker>();
  readonly sent: ToWorker[] = [];
  closed = false;
  private readonly session: RunSession;

  constructor(host: RunHost = standInHost) {
    super();
    let time = 0;
    this.session = new RunSession({
      host,
      post: (message, transfer = []) => {
        const cloned = structuredClone(message, { transfer });
        if (!this.closed) this.messages$.next(cloned);
      },
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
      now: () => {
        time += 1;
        return time;
      },
    });
  }
  override close(): void {
    this.closed = true;
    this.messages$.complete();
  }
  protected override say(message: ToWorker): void {
    this.sent.push(message);
    void this.session.receive(message);
  }
}

/** Lets the session work until `done` is true, or fails after many rounds. */
export async function until(done: () => boolean, rounds = 5000): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    if (done()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error("waited in vain");
}
