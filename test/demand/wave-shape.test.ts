import { describe, expect, test } from "vitest";
import {
  cumulativeShare,
  openingShape2019,
  ordinaryHourShape,
  waveMinuteShares,
} from "../../sim/demand/index.ts";
import { local } from "./example-festival.ts";

const midnight2019 = waveMinuteShares(
  openingShape2019,
  local("2019-11-11"),
  local("2019-11-12"),
  ordinaryHourShape,
);

describe("the opening shape against 11 November 2019", () => {
  // Cumulative sales in bn yuan of 268.4 [Xinhua, CGTN].
  test.each([
    { clock: "1 min 36 s", minutes: 1.6, billions: 10 },
    { clock: "63 min 59 s", minutes: 63.983, billions: 100 },
    { clock: "86 min", minutes: 86, billions: 120.7 },
    { clock: "14 h 21", minutes: 861, billions: 200 },
    { clock: "16 h 31", minutes: 991, billions: 213.5 },
    { clock: "24 h", minutes: 1440, billions: 268.4 },
  ])("is within 3 points after $clock", ({ minutes, billions }) => {
    expect(Math.abs(cumulativeShare(midnight2019, minutes) - billions / 268.4)).toBeLessThan(0.03);
  });

  test("is busiest in the first minutes, quiet before dawn, lively again in the evening", () => {
    const hour = (h: number) =>
      cumulativeShare(midnight2019, 60 * (h + 1)) - cumulativeShare(midnight2019, 60 * h);
    expect(hour(0)).toBeGreaterThan(5 * hour(21));
    expect(hour(21)).toBeGreaterThan(1.5 * hour(5));
  });
});

describe("a wave", () => {
  const shape = { ...openingShape2019, burstShare: 0.3, closingShare: 0.35, closingMinutes: 240 };
  const shares = waveMinuteShares(shape, local("2025-11-10", 20), local("2025-11-12"), ordinaryHourShape);

  test("sums to 1 whatever its parts", () => {
    expect(cumulativeShare(shares, 28 * 60)).toBeCloseTo(1, 9);
  });
  test("with a closing share sells it in its last hours, rising to the end", () => {
    const lastHours = 1 - cumulativeShare(shares, 24 * 60);
    expect(lastHours).toBeGreaterThan(0.35);
    expect(shares[28 * 60 - 1]!).toBeGreaterThan(shares[26 * 60]!);
    expect(shares[26 * 60]!).toBeGreaterThan(shares[24 * 60]!);
  });
  test("is refused when its parts are more than the whole", () => {
    const tooMuch = { ...shape, burstShare: 0.7 };
    expect(() => waveMinuteShares(tooMuch, 0, 3600, ordinaryHourShape)).toThrow("sum to at most 1");
  });
});
