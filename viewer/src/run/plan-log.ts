// The plans a run has made, oldest first.
import type { PlanNote } from "../protocol/messages.ts";

const plansMax = 1500;

export class PlanLog {
  private list: PlanNote[] = [];

  get plans(): readonly PlanNote[] {
    return this.list;
  }
  add(plan: PlanNote): void {
    this.list.push(plan);
    if (this.list.length > plansMax) this.list.shift();
  }
  dropAfter(step: number): void {
    this.list = this.list.filter((plan) => plan.madeAtStep <= step);
  }
  copyUntil(step: number): PlanLog {
    const copy = new PlanLog();
    copy.list = this.list.filter((plan) => plan.madeAtStep <= step);
    return copy;
  }
  /** The latest plan made at or before the step, or null. */
  at(step: number): PlanNote | null {
    return this.list.findLast((plan) => plan.madeAtStep <= step) ?? null;
  }
}
