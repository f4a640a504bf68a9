// Faults injected into a run while it is watched, in the order of their steps. Going back takes the run to a time when it
// has met only some of them; the others strike again when it comes by.
import type { Run } from "../../../scenarios/index.ts";
import type { PlannedFault } from "../../../sim/model/index.ts";

export class Injections {
  private faults: PlannedFault[] = [];

  add(...faults: readonly PlannedFault[]): void {
    this.faults = [...this.faults, ...faults].sort((a, b) => a.step - b.step);
  }
  /** Injects what is due in the next step; call it between steps. */
  strike(run: Run): void {
    for (
      let fault = this.next(run);
      fault !== undefined && fault.step <= run.step + 1;
      fault = this.next(run)
    ) {
      run.inject(fault);
    }
  }
  /** The step at which the run must stop for the next fault. */
  nextStop(run: Run): number {
    return (this.next(run)?.step ?? Number.POSITIVE_INFINITY) - 1;
  }

  /** Snapshots keep what has been injected, so the run itself knows how far it has come. */
  private next(run: Run): PlannedFault | undefined {
    return this.faults[run.injected.length];
  }
}
