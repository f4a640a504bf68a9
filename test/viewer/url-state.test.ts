import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { speeds } from "../../viewer/src/run/playback-clock.ts";
import { readSettings, type Settings, writeSettings } from "../../viewer/src/state/url-state.ts";

const name = fc.string({ minLength: 0, maxLength: 80, unit: "grapheme-ascii" });
const settings: fc.Arbitrary<Settings> = fc.record({
  scenario: name,
  seed: fc.option(fc.integer({ min: 0, max: 0xffffffff })),
  hours: fc.option(fc.integer({ min: 0, max: 9_999_999 }).map((thousandths) => thousandths / 1000)),
  strategyA: name,
  strategyB: name,
  speed: fc.constantFrom(...speeds),
  step: fc.option(fc.integer({ min: 0, max: 0x7fffffff })),
  language: fc.constantFrom("en" as const, "zh" as const, null),
  theme: fc.constantFrom("dark" as const, "light" as const, null),
});

describe("the page's address", () => {
  test("brings back what was written", () => {
    fc.assert(
      fc.property(settings, (wanted) => {
        expect(readSettings(`?${writeSettings(wanted)}`)).toEqual(wanted);
      }),
    );
  });
  test("is empty for the defaults", () => {
    expect(writeSettings(readSettings(""))).toBe("");
  });
  test("ignores what makes no sense", () => {
    expect(readSettings("?seed=-4&hours=abc&speed=7&step=1e9&lang=fr&theme=pink")).toEqual(readSettings(""));
  });
});
