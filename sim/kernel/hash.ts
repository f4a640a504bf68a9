// A running 64-bit hash over numbers and typed arrays: equal hashes mean two runs showed the same frames and KPIs.
// Two independent 32-bit multiply-xor lanes; not cryptographic.

const view = new DataView(new ArrayBuffer(8));

export class RunningHash {
  private low = 0x811c9dc5 | 0;
  private high = 0x9747b28c | 0;

  int(value: number): void {
    this.low = Math.imul(this.low ^ value, 0x01000193);
    this.high = Math.imul(((this.high << 13) | (this.high >>> 19)) ^ value, 0x85ebca6b);
  }
  float(value: number): void {
    view.setFloat64(0, value);
    this.int(view.getInt32(0));
    this.int(view.getInt32(4));
  }
  ints(values: Int32Array | Uint8Array | Uint16Array, count: number = values.length): void {
    for (let i = 0; i < count; i += 1) this.int(values[i]!);
  }
  /** 16 hexadecimal digits. */
  digest(): string {
    const hex = (word: number) => (word >>> 0).toString(16).padStart(8, "0");
    return hex(this.high) + hex(this.low);
  }

  snapshot(): readonly [number, number] {
    return [this.low, this.high];
  }
  restore(state: readonly [number, number]): void {
    [this.low, this.high] = state;
  }
}
