// Snapshots of the run at growing distances, so that going back costs one restore and a short re-run.

import type { Run, RunSnapshot } from "../../../scenarios/index.ts";
import { assert } from "../../../sim/kernel/index.ts";

/** When full, every second keyframe goes and the spacing doubles. */
const keyframesMax = 32;
const firstSpacingSteps = 450;

export class KeyframeStore {
  private spacing = firstSpacingSteps;
  private frames: RunSnapshot[] = [];

  /** Takes a snapshot if the last one is far enough behind. */
  offer(run: Run): void {
    const last = this.frames.at(-1);
    if (last !== undefined && run.step < last.step + this.spacing) return;
    this.frames.push(run.snapshot());
    if (this.frames.length < keyframesMax) return;
    this.frames = this.frames.filter((_, index) => index % 2 === 0);
    this.spacing *= 2;
  }
  /** Puts the run back to the latest keyframe at or before `step`. */
  restore(run: Run, step: number): void {
    const frame = this.frames.findLast((candidate) => candidate.step <= step);
    assert(frame !== undefined, "the first keyframe is taken at step 0, before any seek");
    run.restore(frame);
  }
}
