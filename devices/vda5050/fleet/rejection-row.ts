// Rejections in a row: how long to wait before the next try, how far the start may be off, when to ask a person.
import type { RejectionKind } from "./rejection.ts";
import type { LinkSettings } from "./settings.ts";

export class RejectionRow {
  /** What the robot said last. */
  last = "";
  private count = 0;
  private untilMs = -Infinity;
  private deviation: number;

  constructor(private readonly settings: LinkSettings) {
    this.deviation = this.firstDeviation;
  }

  /** Metres that the robot may stand away from the start of its next order. */
  get startDeviation(): number {
    return this.deviation;
  }
  get needsPerson(): boolean {
    return this.count >= this.settings.rejectionsMax;
  }
  waits(nowMs: number): boolean {
    return nowMs < this.untilMs;
  }

  take(kind: RejectionKind, said: string, nowMs: number): void {
    const { rejectionsMax, backOffMs, backOffMsMax, startDeviationMax } = this.settings;
    this.last = said;
    // What will never work is not tried again by itself.
    this.count = kind === "capability" ? rejectionsMax : this.count + 1;
    this.untilMs = nowMs + Math.min(backOffMsMax, backOffMs * 2 ** Math.min(this.count, 10));
    if (kind === "position") this.deviation = Math.min(startDeviationMax, this.deviation * 2);
  }
  /** An order has been taken, or a person has decided. */
  reset(): void {
    this.count = 0;
    this.untilMs = -Infinity;
    this.deviation = this.firstDeviation;
  }

  private get firstDeviation(): number {
    return this.settings.nodeTolerance * 2;
  }
}
