// One strategy's run on the page: its source, its frames, its history and how it is getting on.
import { filter, type Subscription } from "rxjs";
import { type FrameLayout, frameLayout } from "../protocol/frame-codec.ts";
import type { FromWorker, RunFacts, RunFailure, RunRequest } from "../protocol/messages.ts";
import { FrameRing } from "./frame-ring.ts";
import { RunHistory } from "./history.ts";
import type { RunSource } from "./run-source.ts";

export class Pane {
  readonly history = new RunHistory();
  facts: RunFacts | null = null;
  layout: FrameLayout | null = null;
  ring: FrameRing | null = null;
  failure: RunFailure | null = null;
  /** Step the worker has reached, and the hash once the run is done. */
  computedStep = 0;
  doneHash: string | null = null;
  /** Simulated seconds per second of the worker's own work. */
  speedUp = 0;
  private epoch = 0;
  private askedStep = -1;
  private askedStride = 0;
  private readonly subscription: Subscription;

  constructor(
    readonly request: RunRequest,
    private readonly source: RunSource,
    private readonly changed: (pane: Pane) => void,
  ) {
    this.subscription = source.messages$
      .pipe(filter((message) => message.kind !== "catalog"))
      .subscribe((message) => this.hear(message));
    source.start(request);
  }

  /** Asks the worker to run ahead; repeats nothing it has been told. */
  runUntil(step: number, stride: number): void {
    if (step === this.askedStep && stride === this.askedStride) return;
    this.askedStep = step;
    this.askedStride = stride;
    this.source.runUntil(step, stride);
  }
  /** Drops all frames and asks for those from `step` on. */
  seek(step: number): void {
    this.epoch += 1;
    this.askedStep = -1;
    this.ring?.clear();
    this.source.seek(step, this.epoch);
  }
  close(): void {
    this.subscription.unsubscribe();
    this.source.close();
  }

  private hear(message: FromWorker): void {
    switch (message.kind) {
      case "ready":
        this.facts = message.facts;
        this.layout = frameLayout(message.facts.shape);
        this.ring = new FrameRing(this.layout.words, (buffer) => this.source.recycle(buffer));
        break;
      case "frames":
        if (message.epoch === this.epoch) this.ring?.push(message.buffer, message.count);
        else this.source.recycle(message.buffer);
        break;
      case "kpi":
        this.history.add(message.step, message.report, message.series);
        break;
      case "progress":
        if (message.epoch === this.epoch) this.computedStep = message.step;
        this.speedUp = message.speedUp;
        break;
      case "done":
        this.computedStep = message.step;
        this.doneHash = message.hash;
        break;
      case "failed":
        this.failure = message.failure;
        break;
      case "catalog":
        return;
    }
    this.changed(this);
  }
}
