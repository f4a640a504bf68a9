import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { speeds } from "../../viewer/src/run/playback-clock.ts";
import {
  layerNames,
  panesMax,
  readSettings,
  type Settings,
  writeSettings,
} from "../../viewer/src/state/url-state.ts";

const name = fc.string({ minLength: 0, maxLength: 80, unit: "grapheme-ascii" });
const injection = fc.string({ minLength: 1, maxLength: 120, unit: "grapheme-ascii" });
const strategy = fc.string({ minLength: 1, maxLength: 200, unit: "grapheme-ascii" });
const panes = fc.array(fc.record({ strategy, injections: fc.array(injection, { maxLength: 5 }) }), {
  maxLength: panesMax,
});
const thousandths = (min: number, max: number) =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((value) => value / 1000);
const camera = fc.record({ x: thousandths(0, 5000), y: thousandths(0, 5000), scale: thousandths(1, 96) });
const settings: fc.Arbitrary<Settings> = fc.record({
  scenario: name,
  seed: fc.option(fc.integer({ min: 0, max: 0xffffffff })),
  hours: fc.option(fc.integer({ min: 0, max: 9_999_999 }).map((thousandths) => thousandths / 1000)),
  panes,
  speed: fc.constantFrom(...speeds),
  step: fc.option(fc.integer({ min: 0, max: 0x7fffffff })),
  language: fc.constantFrom("en" as const, "zh" as const, null),
  theme: fc.constantFrom("dark" as const, "light" as const, null),
  camera: fc.option(camera),
  robot: fc.option(fc.nat()),
  following: fc.boolean(),
  layers: fc.subarray([...layerNames]),
});

describe("the page's address", () => {
  test("brings back what was written", () => {
    fc.assert(
      fc.property(settings, (wanted) => {
        // Nobody can be followed who is not selected.
        const following = wanted.following && wanted.robot !== null;
        expect(readSettings(`?${writeSettings(wanted)}`)).toEqual({ ...wanted, following });
      }),
    );
  });
  test("is empty for the defaults", () => {
    expect(writeSettings(readSettings(""))).toBe("");
  });
  test("ignores what makes no sense", () => {
    expect(
      readSettings(
        "?seed=-4&hours=abc&speed=7&step=1e9&lang=fr&theme=pink&view=1,2&robot=x&layers=rain&follow=1",
      ),
    ).toEqual(readSettings(""));
  });
});
