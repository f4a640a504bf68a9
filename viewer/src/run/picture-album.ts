// Pictures of the whole run at even distances, kept small: a full one now and then, between them only the words that
// changed. Going anywhere in the run shows one of them at once, while the worker makes the frames around it anew.
import { frameStep } from "../protocol/frame-codec.ts";

/** A picture every so many steps; frames sent at any speed fall on these steps. */
export const albumStepsMin = 15;
const bytesMaxDefault = 40 << 20;
/** Changes put on one another until a full picture comes again. */
const changesMax = 24;

interface Picture {
  readonly step: number;
  /** All words, or pairs of index and word. */
  readonly words: Int32Array;
  readonly kind: "full" | "changes";
}

export class PictureAlbum {
  private pictures: Picture[] = [];
  private latest: Int32Array | null = null;
  private sinceFull = 0;
  private bytes = 0;
  /** Steps between two pictures; doubles when the album is full. */
  everySteps = albumStepsMin;

  constructor(
    private readonly words: number,
    private readonly bytesMax = bytesMaxDefault,
  ) {}

  get count(): number {
    return this.pictures.length;
  }
  get bytesUsed(): number {
    return this.bytes;
  }
  get lastStep(): number {
    return this.pictures.at(-1)?.step ?? -1;
  }

  /** Keeps the frame if it is later than the last one kept and falls on the album's steps. */
  offer(frame: Int32Array): void {
    const step = frameStep(frame);
    if (step % this.everySteps !== 0 || step <= this.lastStep) return;
    this.add(frame);
    if (this.bytes > this.bytesMax && this.pictures.length > 2) this.thin();
  }
  /** The step of the picture nearest to `step`, or −1. */
  nearestStep(step: number): number {
    const at = this.indexAt(step);
    const [before, after] = [this.pictures[at]?.step, this.pictures[at + 1]?.step];
    if (before === undefined) return after ?? -1;
    return after !== undefined && after - step < step - before ? after : before;
  }
  /** Writes the picture of exactly this step into `target`; false when there is none. */
  read(step: number, target: Int32Array): boolean {
    const at = this.indexAt(step);
    if (this.pictures[at]?.step !== step) return false;
    let from = at;
    while (this.pictures[from]!.kind === "changes") from -= 1;
    target.set(this.pictures[from]!.words);
    for (let next = from + 1; next <= at; next += 1) applyChanges(this.pictures[next]!.words, target);
    return true;
  }
  /** Pictures later than `step` are void. */
  dropAfter(step: number): void {
    while (this.lastStep > step) this.bytes -= this.pictures.pop()!.words.byteLength;
    this.latest = null;
  }

  private add(frame: Int32Array): void {
    const changes =
      this.latest === null || this.sinceFull >= changesMax ? null : changesOf(this.latest, frame);
    const words = changes ?? frame.slice(0, this.words);
    this.pictures.push({ step: frameStep(frame), words, kind: changes === null ? "full" : "changes" });
    this.sinceFull = changes === null ? 0 : this.sinceFull + 1;
    this.bytes += words.byteLength;
    this.latest ??= new Int32Array(this.words);
    this.latest.set(frame.subarray(0, this.words));
  }
  /** Lets every second picture go. */
  private thin(): void {
    this.everySteps *= 2;
    const { pictures } = this;
    const word = new Int32Array(this.words);
    this.pictures = [];
    this.latest = null;
    this.sinceFull = 0;
    this.bytes = 0;
    for (const picture of pictures) {
      if (picture.kind === "full") word.set(picture.words);
      else applyChanges(picture.words, word);
      if (picture.step % this.everySteps === 0) this.add(word);
    }
  }
  private indexAt(step: number): number {
    let low = 0;
    let high = this.pictures.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pictures[middle]!.step <= step) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** Pairs of index and new word, or null where a full picture is no larger. */
function changesOf(before: Int32Array, frame: Int32Array): Int32Array | null {
  let count = 0;
  for (let at = 0; at < before.length; at += 1) if (before[at] !== frame[at]) count += 1;
  if (2 * count >= before.length) return null;
  const pairs = new Int32Array(2 * count);
  let next = 0;
  for (let at = 0; at < before.length; at += 1) {
    if (before[at] === frame[at]) continue;
    pairs[next] = at;
    pairs[next + 1] = frame[at]!;
    next += 2;
  }
  return pairs;
}

function applyChanges(pairs: Int32Array, target: Int32Array): void {
  for (let at = 0; at < pairs.length; at += 2) target[pairs[at]!] = pairs[at + 1]!;
}
