import { describe, expect, test } from "vitest";
import { robotType } from "../../scenarios/build/fleet.ts";
import { fleetSchema } from "../../scenarios/schema/fleet-schema.ts";

const seconds = (type: object, cells: number, stepSeconds = 2 / 3) => {
  const spec = fleetSchema.parse({ count: 1, types: [{ name: "carrier", ...type }] }).types[0]!;
  const { driveMilliSteps, startMilliSteps } = robotType(spec, stepSeconds, 1);
  const start = startMilliSteps.slice(0, cells).reduce((sum, extra) => sum + extra, 0);
  return ((cells * driveMilliSteps + start) / 1000) * stepSeconds;
};

describe("a drive from standstill to standstill", () => {
  const carrier = { speedMetresPerSecond: 1.5, accelerationMetresPerSecond2: 1 };
  test("takes v / a longer than at full speed once full speed is reached", () => {
    expect(seconds(carrier, 10)).toBeCloseTo(10 / 1.5 + 1.5, 2);
    expect(seconds(carrier, 3)).toBeCloseTo(3 / 1.5 + 1.5, 2);
  });
  test("of one cell takes 2 √(d / a): it brakes before it is fast", () => {
    expect(seconds(carrier, 1)).toBeCloseTo(2, 2);
    expect(seconds(carrier, 2)).toBeCloseTo(2 * Math.SQRT2, 2);
  });
  test("is at full speed at once without an acceleration", () => {
    expect(seconds({ speedMetresPerSecond: 1.5 }, 4)).toBeCloseTo(4 / 1.5, 2);
  });
});
