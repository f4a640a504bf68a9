// Runs that are being kept as recording files, each in a worker of its own beside the floors.
import type { Subscription } from "rxjs";
import { createSignal } from "solid-js";
import { recordingExtension } from "../../../scenarios/recording/recording-port.ts";
import type { RunRequest } from "../protocol/messages.ts";
import type { RunSource } from "../run/run-source.ts";

interface Keeping {
  readonly source: RunSource;
  readonly subscription: Subscription;
}

export class KeptRuns {
  private readonly keeping = new Map<string, Keeping>();
  private readonly signal = createSignal<ReadonlyMap<string, number>>(new Map());

  constructor(
    private readonly makeSource: () => RunSource,
    private readonly save: (name: string, file: Blob) => void,
  ) {}

  /** Share of the request that has been run, or null where nothing is under way. */
  shareOf(request: RunRequest): number | null {
    return this.signal[0]().get(keyOf(request)) ?? null;
  }
  /** Runs the request from its start and saves it; called again while that goes on, stops there and saves what there is. */
  toggle(request: RunRequest): void {
    const key = keyOf(request);
    const under = this.keeping.get(key);
    if (under !== undefined) {
      under.source.stop();
      return;
    }
    const source = this.makeSource();
    this.tell(key, 0);
    const subscription = source.messages$.subscribe((message) => {
      if (message.kind === "progress") this.tell(key, message.step / Math.max(1, message.horizonSteps));
      if (message.kind === "recorded") {
        const { scenario, strategy, seed } = request;
        this.save(`${scenario}-${strategy}-${seed}${recordingExtension}`, message.file);
      }
      if (message.kind === "recorded" || message.kind === "failed") this.end(key);
    });
    this.keeping.set(key, { source, subscription });
    source.record(request);
  }
  close(): void {
    for (const key of [...this.keeping.keys()]) this.end(key);
  }

  private end(key: string): void {
    const ended = this.keeping.get(key);
    this.keeping.delete(key);
    ended?.subscription.unsubscribe();
    ended?.source.close();
    this.tell(key, null);
  }
  private tell(key: string, share: number | null): void {
    const shares = new Map(this.signal[0]());
    if (share === null) shares.delete(key);
    else shares.set(key, share);
    this.signal[1](shares);
  }
}

const keyOf = (request: RunRequest): string => JSON.stringify(request);
