// Collects packed frames into a transferable buffer and posts it when full; buffers come back from the page and are
// used again.
import type { Frame } from "../../../sim/model/index.ts";
import {
  type FrameLayout,
  type FrameShape,
  frameLayout,
  packFrame,
  type TellReason,
} from "../protocol/frame-codec.ts";
import { albumStepsMin } from "../run/picture-album.ts";

/** Frames in one message, and the largest message. */
const batchFramesMax = 16;
const batchBytesMax = 1 << 20;
/** Returned buffers kept for reuse; more are left to the garbage collector. */
const spareBuffersMax = 4;

export class FrameSender {
  private readonly layout: FrameLayout;
  private readonly batchFrames: number;
  private readonly spare: ArrayBuffer[] = [];
  private batch: Int32Array<ArrayBuffer> | null = null;
  private count = 0;
  private stride = 1;
  private firstStep = 0;
  private exactStep = 0;

  constructor(
    shape: FrameShape,
    private readonly tellReason: TellReason,
    private readonly post: (buffer: ArrayBuffer, count: number) => void,
  ) {
    this.layout = frameLayout(shape);
    this.batchFrames = Math.max(
      1,
      Math.min(batchFramesMax, Math.floor(batchBytesMax / (this.layout.words * 4))),
    );
  }

  /** Every stride-th step is sent; strides count from step 0 so that all panes send the same steps. */
  setStride(stride: number): void {
    this.stride = Math.max(1, Math.floor(stride));
  }
  /** After a seek nothing before `firstStep` is sent but the album's pictures; `exactStep` is, whatever the stride. */
  startAt(firstStep: number, exactStep: number): void {
    this.count = 0;
    this.firstStep = firstStep;
    this.exactStep = exactStep;
  }
  wants(step: number): boolean {
    if (step === this.exactStep || step % albumStepsMin === 0) return true;
    return step >= this.firstStep && step % this.stride === 0;
  }
  take(frame: Frame): void {
    this.batch ??= new Int32Array(
      this.spare.pop() ?? new ArrayBuffer(this.batchFrames * this.layout.words * 4),
    );
    packFrame(frame, this.layout, this.batch, this.count * this.layout.words, this.tellReason);
    this.count += 1;
    if (this.count === this.batchFrames) this.flush();
  }
  flush(): void {
    if (this.batch === null || this.count === 0) return;
    this.post(this.batch.buffer, this.count);
    this.batch = null;
    this.count = 0;
  }
  recycle(buffer: ArrayBuffer): void {
    const fits = buffer.byteLength === this.batchFrames * this.layout.words * 4;
    if (fits && this.spare.length < spareBuffersMax) this.spare.push(buffer);
  }
}
