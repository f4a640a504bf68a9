// One client's messages in the order they came, each let go when the rates allow it. Only the first of a lane asks for its
// turn, so that a lane full of messages does not keep the others waiting.
import type { RateGate } from "./rate-gate.ts";

export class SlowLane {
  private waiting: (() => void)[] = [];
  private next = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** @param now milliseconds, monotonic. */
  constructor(
    private readonly gates: readonly RateGate[],
    private readonly now: () => number,
  ) {}

  /** Calls `go` when the message may go on. Returns whether it has to wait. */
  pass(go: () => void): boolean {
    this.waiting.push(go);
    if (this.timer === null) this.advance();
    return this.timer !== null;
  }
  /** The client is gone: what waits goes with it. */
  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.waiting = [];
    this.next = 0;
  }

  /** Lets go until one has to wait. */
  private advance(): void {
    while (this.next < this.waiting.length) {
      const now = this.now();
      const waitMs = Math.max(...this.gates.map((gate) => gate.take(now)));
      if (waitMs > 0) {
        this.timer = setTimeout(() => {
          this.timer = null;
          this.release();
          this.advance();
        }, waitMs);
        return;
      }
      this.release();
    }
    this.waiting = [];
    this.next = 0;
  }
  private release(): void {
    this.waiting[this.next]?.();
    this.next += 1;
  }
}
