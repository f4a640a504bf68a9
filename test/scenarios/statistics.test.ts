import { describe, expect, test } from "vitest";
import { tQuantile } from "../../scenarios/index.ts";

describe("Student's t", () => {
  test.each([
    [0.95, 1, 12.7062],
    [0.95, 2, 4.30265],
    [0.95, 4, 2.77645],
    [0.95, 9, 2.26216],
    [0.95, 19, 2.09302],
    [0.95, 29, 2.04523],
    [0.99, 4, 4.60409],
    [0.9, 10, 1.81246],
    [0.95, 1000, 1.96234],
  ])(
    "covers %d with %d degrees of freedom within ±%d, as printed tables say",
    (confidence, degrees, table) => {
      expect(tQuantile(confidence, degrees)).toBeCloseTo(table, 4);
    },
  );
});
