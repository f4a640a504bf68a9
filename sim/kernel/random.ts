// Random streams by purpose. Each stream is derived from the run's seed and a name, so a new draw in one never moves
// another. Generator: sfc32 (Chris Doty-Humphrey, PractRand), integer operations only, the same in every engine.
import { exp, log } from "./math.ts";

/** Plain state of a stream: four 32-bit words. */
export type RandomState = readonly [number, number, number, number];

export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  /** A stream for one purpose, e.g. `new Random(seed, "demand/arrivals")`. */
  constructor(seed: number, purpose: string) {
    let hash = 0x811c9dc5 ^ (seed | 0);
    for (let i = 0; i < purpose.length; i += 1) {
      hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193);
    }
    this.a = mix(hash);
    this.b = mix(hash ^ 0x9e3779b9);
    this.c = mix((seed | 0) ^ Math.imul(hash, 0x85ebca6b));
    this.d = 1;
    for (let i = 0; i < 12; i += 1) this.word();
  }

  /** A 32-bit unsigned integer. */
  word(): number {
    const t = (this.a + this.b + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + t) | 0;
    return t >>> 0;
  }
  /** Uniform in [0, 1) with 53 bits. */
  uniform(): number {
    return ((this.word() >>> 5) * 67108864 + (this.word() >>> 6)) / 9007199254740992;
  }
  /** Uniform integer in 0 … limit − 1. */
  below(limit: number): number {
    return Math.floor(this.uniform() * limit);
  }
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }
  exponential(mean: number): number {
    return -mean * log(1 - this.uniform());
  }
  /** Normal by the polar method; no state is kept between calls. */
  normal(mean: number, deviation: number): number {
    for (;;) {
      const u = 2 * this.uniform() - 1;
      const v = 2 * this.uniform() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) return mean + deviation * u * Math.sqrt((-2 * log(s)) / s);
    }
  }
  /** Poisson count; means above 30 are split so that the product never underflows. */
  poisson(mean: number): number {
    let count = 0;
    let rest = mean;
    while (rest > 30) {
      count += this.poissonSmall(30);
      rest -= 30;
    }
    return count + this.poissonSmall(rest);
  }
  /** Gamma by Marsaglia and Tsang (2000). */
  gamma(shape: number, scale: number): number {
    if (shape < 1) {
      const boost = exp(log(1 - this.uniform()) / shape);
      return this.gamma(shape + 1, scale) * boost;
    }
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal(0, 1);
      const t = 1 + c * x;
      if (t <= 0) continue;
      const v = t * t * t;
      const u = 1 - this.uniform();
      if (log(u) < 0.5 * x * x + d - d * v + d * log(v)) return d * v * scale;
    }
  }

  snapshot(): RandomState {
    return [this.a, this.b, this.c, this.d];
  }
  restore(state: RandomState): void {
    [this.a, this.b, this.c, this.d] = state;
  }

  private poissonSmall(mean: number): number {
    if (mean <= 0) return 0;
    const limit = exp(-mean);
    let count = 0;
    let product = 1 - this.uniform();
    while (product > limit) {
      count += 1;
      product *= 1 - this.uniform();
    }
    return count;
  }
}

/** Finaliser of MurmurHash3. */
function mix(word: number): number {
  let h = word | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
