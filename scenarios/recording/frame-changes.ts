// Frames one after the other as what changes between them: how many words, then for each its distance from the one before and the
// difference, as numbers of one to five bytes.

/** Appends frames of `words` whole numbers; the first one is told from zeros, so that a group stands alone. */
export class ChangeWriter {
  private bytes = new Uint8Array(1 << 14);
  private length = 0;
  private readonly before: Int32Array;
  count = 0;

  constructor(private readonly words: number) {
    this.before = new Int32Array(words);
  }
  add(frame: Int32Array): void {
    let changed = 0;
    for (let at = 0; at < this.words; at += 1) if (frame[at] !== this.before[at]) changed += 1;
    this.reserve(5 + changed * 10);
    this.number(changed);
    let last = -1;
    for (let at = 0; at < this.words; at += 1) {
      const difference = (frame[at]! - this.before[at]!) | 0;
      if (difference === 0) continue;
      this.number(at - last - 1);
      this.number(zigzag(difference));
      this.before[at] = frame[at]!;
      last = at;
    }
    this.count += 1;
  }
  /** The group's bytes; the next frame begins another one. */
  take(): Uint8Array<ArrayBuffer> {
    const bytes = this.bytes.slice(0, this.length);
    this.length = 0;
    this.count = 0;
    this.before.fill(0);
    return bytes;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.length + more, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
  private number(value: number): void {
    let left = value >>> 0;
    while (left > 0x7f) {
      this.bytes[this.length++] = (left & 0x7f) | 0x80;
      left >>>= 7;
    }
    this.bytes[this.length++] = left;
  }
}

/** Reads a group frame by frame into the same words; throws where the bytes are no group of such frames. */
export class ChangeReader {
  readonly frame: Int32Array;
  private at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly words: number,
  ) {
    this.frame = new Int32Array(words);
  }
  /** False at the end. */
  next(): boolean {
    if (this.at >= this.bytes.length) return false;
    const changed = this.number();
    let word = -1;
    for (let change = 0; change < changed; change += 1) {
      word += this.number() + 1;
      if (word >= this.words) throw new RangeError("a word beyond the frame");
      this.frame[word] = (this.frame[word]! + unzigzag(this.number())) | 0;
    }
    return true;
  }

  private number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      if (this.at >= this.bytes.length) throw new RangeError("the group ends within a frame");
      const byte = this.bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new RangeError("a number of more than five bytes");
  }
}

const zigzag = (value: number): number => (value << 1) ^ (value >> 31);
const unzigzag = (value: number): number => (value >>> 1) ^ -(value & 1);
