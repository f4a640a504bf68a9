import { describe, expect, test } from "vitest";
import { math } from "../../sim/kernel/index.ts";

/** Inputs spread over the useful range, the same in every run. */
const inputs = Array.from({ length: 20_001 }, (_, i) => -40 + i * 0.004);

describe("deterministic math", () => {
  test("exp stays within 4 units in the last place of the engine's own", () => {
    for (const x of inputs) expect(Math.abs(math.exp(x) / Math.exp(x) - 1)).toBeLessThan(9e-16);
  });
  test("log undoes exp and meets its special values", () => {
    for (const x of inputs) expect(Math.abs(math.log(Math.exp(x)) - x)).toBeLessThan(1e-14);
    expect(math.log(1)).toBe(0);
    expect(math.log(0)).toBe(-Infinity);
    expect(math.log(-1)).toBeNaN();
    expect(math.log(5e-324)).toBeCloseTo(Math.log(5e-324), 10);
  });
  test("pow, sine and cosine agree with the engine's own to 1e-12", () => {
    for (const x of inputs) {
      expect(Math.abs(math.sin(x) - Math.sin(x))).toBeLessThan(1e-12);
      expect(Math.abs(math.cos(x) - Math.cos(x))).toBeLessThan(1e-12);
    }
    expect(math.pow(2, 10)).toBeCloseTo(1024, 9);
    expect(math.pow(0, 0)).toBe(1);
  });
  test("atan2 agrees with the engine's own in every direction", () => {
    for (const x of inputs) {
      const [dy, dx] = [Math.sin(x) * (1 + x * x), Math.cos(x) * (1 + x * x)];
      expect(Math.abs(math.atan2(dy, dx) - Math.atan2(dy, dx))).toBeLessThan(1e-14);
    }
    expect(math.atan2(0, -1)).toBeCloseTo(Math.PI, 15);
    expect(math.atan2(0, 0)).toBe(0);
  });
  test("exp overflows to infinity and underflows to zero", () => {
    expect(math.exp(710)).toBe(Infinity);
    expect(math.exp(-746)).toBe(0);
    expect(math.exp(0)).toBe(1);
  });
});
