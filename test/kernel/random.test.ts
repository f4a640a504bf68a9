import { describe, expect, test } from "vitest";
import { Random, RunningHash } from "../../sim/kernel/index.ts";

const draws = 50_000;
function meanAndVariance(draw: () => number): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < draws; i += 1) {
    const x = draw();
    sum += x;
    squares += x * x;
  }
  const mean = sum / draws;
  return { mean, variance: squares / draws - mean * mean };
}

describe("random streams", () => {
  test("the same seed and purpose give the same numbers", () => {
    const a = new Random(7, "demand/arrivals");
    const b = new Random(7, "demand/arrivals");
    expect(Array.from({ length: 100 }, () => a.word())).toEqual(Array.from({ length: 100 }, () => b.word()));
  });
  test("another purpose or another seed gives other numbers", () => {
    const first = (seed: number, purpose: string) => new Random(seed, purpose).word();
    expect(new Set([first(1, "a"), first(1, "b"), first(2, "a"), first(2, "b")]).size).toBe(4);
  });
  test("a restored stream goes on where its snapshot was taken", () => {
    const stream = new Random(3, "x");
    stream.uniform();
    const state = stream.snapshot();
    const expected = [stream.uniform(), stream.uniform()];
    const copy = new Random(99, "y");
    copy.restore(state);
    expect([copy.uniform(), copy.uniform()]).toEqual(expected);
  });
  test("means and variances are those of the named laws (seed 11)", () => {
    const stream = new Random(11, "laws");
    const close = (actual: number, expected: number) =>
      expect(Math.abs(actual / expected - 1)).toBeLessThan(0.05);
    const uniform = meanAndVariance(() => stream.uniform());
    close(uniform.mean, 0.5);
    close(uniform.variance, 1 / 12);
    const exponential = meanAndVariance(() => stream.exponential(4));
    close(exponential.mean, 4);
    close(exponential.variance, 16);
    const normal = meanAndVariance(() => stream.normal(10, 2));
    close(normal.mean, 10);
    close(normal.variance, 4);
    const poisson = meanAndVariance(() => stream.poisson(47));
    close(poisson.mean, 47);
    close(poisson.variance, 47);
    const gamma = meanAndVariance(() => stream.gamma(0.7, 3));
    close(gamma.mean, 2.1);
    close(gamma.variance, 6.3);
  });
});

describe("running hash", () => {
  test("changes with any value and with the order of values", () => {
    const digest = (values: number[]) => {
      const hash = new RunningHash();
      for (const value of values) hash.int(value);
      return hash.digest();
    };
    const digests = [
      [1, 2, 3],
      [1, 3, 2],
      [1, 2],
      [1, 2, 4],
      [0, 1, 2, 3],
    ].map(digest);
    expect(new Set(digests).size).toBe(digests.length);
  });
  test("tells 0 from −0 and is restored from its snapshot", () => {
    const a = new RunningHash();
    a.float(0);
    const b = new RunningHash();
    b.float(-0);
    expect(a.digest()).not.toBe(b.digest());
    const copy = new RunningHash();
    copy.restore(a.snapshot());
    expect(copy.digest()).toBe(a.digest());
  });
});
