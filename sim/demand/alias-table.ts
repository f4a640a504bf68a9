// Draws an index with given weights in constant time from one uniform number (Walker's alias method, Vose 1991).
import { assert } from "../kernel/index.ts";

export class AliasTable {
  readonly size: number;
  private readonly keep: Float64Array;
  private readonly alias: Int32Array;

  /** `weights` ≥ 0 with a positive sum; they need not sum to 1. */
  constructor(weights: ArrayLike<number>) {
    const size = weights.length;
    let sum = 0;
    for (let i = 0; i < size; i += 1) {
      assert(weights[i]! >= 0, "weights of a random choice are not negative");
      sum += weights[i]!;
    }
    assert(sum > 0, "weights of a random choice have a positive sum");
    this.size = size;
    this.keep = new Float64Array(size).fill(1);
    this.alias = new Int32Array(size);
    const scaled = new Float64Array(size);
    const small: number[] = [];
    const large: number[] = [];
    for (let i = 0; i < size; i += 1) {
      this.alias[i] = i;
      scaled[i] = (weights[i]! * size) / sum;
      (scaled[i]! < 1 ? small : large).push(i);
    }
    while (small.length > 0 && large.length > 0) {
      const poor = small.pop()!;
      const rich = large.at(-1)!;
      this.keep[poor] = scaled[poor]!;
      this.alias[poor] = rich;
      scaled[rich] = scaled[rich]! - (1 - scaled[poor]!);
      if (scaled[rich]! < 1) small.push(large.pop()!);
    }
    // What rounding leaves over in `small` may be an index of weight 0: it must never be drawn.
    for (const i of small) if (weights[i] === 0) this.redirect(i, weights);
  }

  /** Index for a uniform number in [0, 1). */
  pick(uniform: number): number {
    const place = uniform * this.size;
    const index = Math.floor(place);
    return place - index < this.keep[index]! ? index : this.alias[index]!;
  }

  private redirect(index: number, weights: ArrayLike<number>): void {
    this.keep[index] = 0;
    for (let i = 0; i < weights.length; i += 1)
      if (weights[i]! > weights[this.alias[index]!]!) this.alias[index] = i;
  }
}
