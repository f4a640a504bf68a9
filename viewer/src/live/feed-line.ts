// The line of a feed: open, lost, waiting, open again. Waits longer each time, and never as long as another page.
import type { BackOff } from "./back-off.ts";
import type { FeedError, FeedPhase, FeedStatus } from "./live-feed.ts";

export interface FeedLineOptions {
  readonly now: () => number;
  readonly backOff: BackOff;
  /** Makes one attempt; the answer ends it. */
  readonly begin: () => () => void;
  readonly changed: () => void;
}

/** A line that says nothing for so long after it was opened has not been opened. */
const openingMsMax = 15_000;

export class FeedLine {
  private phase: FeedPhase = "connecting";
  private lastMessageMs: number | null = null;
  private lastError: FeedError | null = null;
  private retryAtMs: number | null = null;
  private reconnects = 0;
  private wasLive = false;
  private end: (() => void) | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isClosed = false;

  constructor(private readonly options: FeedLineOptions) {}

  get status(): Omit<FeedStatus, "messagesPerSecond" | "leftOut" | "broker"> {
    const { phase, lastMessageMs, lastError, retryAtMs, reconnects } = this;
    return { phase, lastMessageMs, lastError, retryAtMs, reconnects };
  }

  open(): void {
    this.attempt();
  }
  close(): void {
    this.isClosed = true;
    this.hangUp();
  }
  connected(): void {
    clearTimeout(this.timer);
    if (this.wasLive && this.phase !== "live") this.reconnects += 1;
    this.wasLive = true;
    this.retryAtMs = null;
    this.options.backOff.reset();
    this.turn("live");
  }
  /** Something came. */
  heard(): void {
    this.lastMessageMs = this.options.now();
  }
  /** It ended, or could not be opened: another attempt follows. */
  lost(code: FeedError["code"], detail: string): void {
    if (this.isClosed || this.phase === "needs-key" || this.phase === "refused") return;
    // The end of a connection is told after its reason, which is worth more.
    if (this.retryAtMs !== null) return;
    this.hangUp();
    this.lastError = { code, detail, atMs: this.options.now() };
    const waitMs = this.options.backOff.next();
    this.retryAtMs = this.options.now() + waitMs;
    this.timer = setTimeout(() => this.attempt(), waitMs);
    this.turn(this.wasLive ? "lost" : "connecting");
  }
  /** No further attempt until somebody asks for one. */
  stop(phase: "needs-key" | "refused", code: FeedError["code"], detail: string): void {
    if (this.isClosed) return;
    this.hangUp();
    this.retryAtMs = null;
    this.lastError = { code, detail, atMs: this.options.now() };
    this.turn(phase);
  }
  retryNow(): void {
    if (this.isClosed) return;
    this.hangUp();
    this.options.backOff.reset();
    this.attempt();
  }

  private attempt(): void {
    this.retryAtMs = null;
    this.turn(this.wasLive ? "lost" : "connecting");
    this.timer = setTimeout(() => this.lost("silent", ""), openingMsMax);
    this.end = this.options.begin();
  }
  private hangUp(): void {
    clearTimeout(this.timer);
    const { end } = this;
    this.end = null;
    end?.();
  }
  private turn(phase: FeedPhase): void {
    this.phase = phase;
    this.options.changed();
  }
}
