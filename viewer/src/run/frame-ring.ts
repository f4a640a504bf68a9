// The frames a pane holds ahead of and behind the shown step: a bounded window, oldest out first, buffers handed back.
import { frameStep } from "../protocol/frame-codec.ts";

/** Most frames and bytes a pane keeps. */
export const ringFramesMax = 720;
export const ringBytesMax = 48 << 20;
/** Of a running fleet, which nobody can compute again, more is kept: ten minutes of four frames a second. */
export const liveFramesMax = 2400;

interface Batch {
  readonly buffer: ArrayBuffer;
  live: number;
}

export class FrameRing {
  readonly capacity: number;
  private readonly frames: Int32Array[] = [];
  private readonly batches: Batch[] = [];

  constructor(
    private readonly words: number,
    private readonly recycle: (buffer: ArrayBuffer) => void,
    capacity: number = Math.min(ringFramesMax, Math.floor(ringBytesMax / (words * 4))),
  ) {
    this.capacity = Math.max(16, capacity);
  }

  get count(): number {
    return this.frames.length;
  }
  get firstStep(): number {
    return this.frames.length === 0 ? -1 : frameStep(this.frames[0]!);
  }
  get lastStep(): number {
    return this.frames.length === 0 ? -1 : frameStep(this.frames.at(-1)!);
  }

  /** Adds a batch of packed frames; frames not newer than the last one are skipped. Each one added is shown to `see`. */
  push(buffer: ArrayBuffer, count: number, see?: (frame: Int32Array) => void): void {
    const batch: Batch = { buffer, live: 0 };
    for (let index = 0; index < count; index += 1) {
      const frame = new Int32Array(buffer, index * this.words * 4, this.words);
      if (frameStep(frame) <= this.lastStep) continue;
      this.frames.push(frame);
      this.batches.push(batch);
      batch.live += 1;
      see?.(frame);
    }
    if (batch.live === 0) this.recycle(buffer);
    while (this.frames.length > this.capacity) this.dropOldest();
  }

  /** Lets go of frames before `step`, but keeps the last one at or before it. */
  dropBefore(step: number): void {
    while (this.frames.length > 1 && frameStep(this.frames[1]!) <= step) this.dropOldest();
  }
  /** Frames later than `step` are void. */
  dropAfter(step: number): void {
    while (this.lastStep > step) {
      this.frames.pop();
      this.release(this.batches.pop());
    }
  }
  clear(): void {
    while (this.frames.length > 0) this.dropOldest();
  }

  /** Index of the latest frame at or before `step`, or −1. */
  indexAt(step: number): number {
    let low = 0;
    let high = this.frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (frameStep(this.frames[middle]!) <= step) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
  at(index: number): Int32Array | null {
    return this.frames[index] ?? null;
  }
  /** The latest held step at or before `step`, or −1. */
  heldStep(step: number): number {
    const frame = this.frames[this.indexAt(step)];
    return frame === undefined ? -1 : frameStep(frame);
  }

  private dropOldest(): void {
    this.frames.shift();
    this.release(this.batches.shift());
  }
  private release(batch: Batch | undefined): void {
    if (batch === undefined) return;
    batch.live -= 1;
    if (batch.live === 0) this.recycle(batch.buffer);
  }
}

/** The latest step at or before `step` that every ring holds, or −1: panes never show different times. */
export function commonStep(rings: readonly FrameRing[], step: number): number {
  let common = step;
  for (;;) {
    let lowest = common;
    for (const ring of rings) lowest = Math.min(lowest, ring.heldStep(common));
    if (lowest === common || lowest < 0) return lowest;
    common = lowest;
  }
}
