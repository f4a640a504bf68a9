// Snapshots of the run at growing distances, so that going back costs one restore and a short re-run.
import type { Run } from "../../../scenarios/index.ts";
import type { RunWitness } from "../../../scenarios/recording/index.ts";
import { assert } from "../../../sim/kernel/index.ts";
import type { ForkedRun } from "../protocol/messages.ts";

/** When full, every second keyframe goes and the spacing doubles. */
const keyframesMax = 32;
const firstSpacingSteps = 450;

export class KeyframeStore {
  private spacing = firstSpacingSteps;
  private frames: ForkedRun[] = [];

  /** Takes a snapshot if the last one is far enough behind. */
  offer(run: Run, witness: RunWitness): void {
    const last = this.frames.at(-1);
    if (last !== undefined && run.step < last.snapshot.step + this.spacing) return;
    this.frames.push({ snapshot: run.snapshot(), witness: witness.snapshot() });
    if (this.frames.length < keyframesMax) return;
    this.frames = this.frames.filter((_, index) => index % 2 === 0);
    this.spacing *= 2;
  }
  /** Puts the run back to the latest keyframe at or before `step`. */
  restore(run: Run, witness: RunWitness, step: number): void {
    const frame = this.frames.findLast((candidate) => candidate.snapshot.step <= step);
    assert(frame !== undefined, "the first keyframe is taken at step 0, before any seek");
    run.restore(frame.snapshot);
    witness.restore(run, frame.witness);
  }
  /** Keyframes later than `step` are void. */
  dropAfter(step: number): void {
    this.frames = this.frames.filter((frame) => frame.snapshot.step <= step);
  }
}
