// Keeps a lease of the journal: renews it in time, and knows by a monotonic clock when it can no longer be sure of it. Who is in
// doubt must not act: another may hold the lease by now.
import type { Journal, LeaseAnswer } from "./journal-port.ts";

export interface LeaseKeeperOptions {
  readonly journal: Pick<Journal, "compareAndSetLease">;
  readonly owner: string;
  readonly ttlMs: number;
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
}

export type LeaseState =
  | { readonly kind: "held"; readonly fencingToken: number }
  /** Not renewed in time: it may be somebody else's, or be ours again in a moment. */
  | { readonly kind: "in-doubt" }
  /** Somebody else has had it since: for good, for this process. */
  | { readonly kind: "lost"; readonly to: string };

/** Of its time, when it counts as in doubt: what is under way to the broker then arrives before it ends. */
const sureShare = 2 / 3;

export class LeaseKeeper {
  private token: number | null = null;
  private sureUntilMs = -Infinity;
  private lostTo: string | null = null;
  private asking: Promise<void> | null = null;

  constructor(private readonly options: LeaseKeeperOptions) {}

  /** Takes the lease if nobody holds it. */
  async take(): Promise<LeaseState> {
    const { journal, owner, ttlMs, nowMs } = this.options;
    const wish = { owner, ttlMs };
    const askedMs = nowMs();
    this.lostTo = null;
    let answer = await journal.compareAndSetLease(0, wish);
    if (answer.kind === "refused" && answer.current === null)
      answer = await journal.compareAndSetLease(answer.fencingToken, wish);
    this.settle(answer, askedMs);
    return this.state();
  }

  state(): LeaseState {
    if (this.lostTo !== null) return { kind: "lost", to: this.lostTo };
    if (this.token === null || this.options.nowMs() >= this.sureUntilMs) return { kind: "in-doubt" };
    return { kind: "held", fencingToken: this.token };
  }

  /** To be called several times within the lease's time; one question at a time is asked. */
  renew(): Promise<void> {
    this.asking ??= this.ask().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }
  /** Gives it up, so that the next one need not wait. */
  async giveUp(): Promise<void> {
    await this.asking;
    if (this.token === null || this.lostTo !== null) return;
    await this.options.journal.compareAndSetLease(this.token, null);
    this.token = null;
  }

  private async ask(): Promise<void> {
    const { journal, owner, ttlMs, nowMs } = this.options;
    if (this.token === null || this.lostTo !== null) return;
    const askedMs = nowMs();
    try {
      this.settle(await journal.compareAndSetLease(this.token, { owner, ttlMs }), askedMs);
    } catch {
      // No answer: it stays as sure as it was, and gets in doubt by itself.
    }
  }
  private settle(answer: LeaseAnswer, askedMs: number): void {
    const { ttlMs } = this.options;
    if (answer.kind === "refused") {
      this.lostTo = answer.current?.owner ?? "nobody";
      return;
    }
    if (answer.kind !== "held") return;
    // It may have run out and be ours anew, with a new token: whoever had taken it in between would have changed the token that
    // we asked with.
    this.token = answer.lease.fencingToken;
    this.sureUntilMs = askedMs + ttlMs * sureShare;
  }
}
